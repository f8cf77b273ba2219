import { expect, it } from 'vitest';
import { fleetMetrics } from '../../src/fleet/metrics.ts';
import { summing } from '../../src/fleet/summary.ts';
import { component, entry, failed, finding, INFO } from './entries.ts';

const vulnerability = { ids: ['GO-2026-0001'], module: 'a.test/a', version: 'v1.0.0', fixed: '' };
const gap = { rule: 'sum/missing', subject: 'x', why: 'offline', detail: '', fails: false } as const;

it('counts all targets, a sample for each combination of labels, also where it is 0', () => {
  const sum = summing();
  for (const one of [
    entry('one', {
      exit: 1,
      findings: [
        finding('vuln/known', { vulnerability }),
        finding('vuln/known', { subject: 'y', state: 'waived' }),
        finding('vuln/known', { subject: 'z' }),
        finding('graph/banned', { level: 'note', state: 'baseline' }),
      ],
      gaps: [gap, { ...gap, fails: true }, gap],
      components: [component('a.test/a v1.0.0 MIT'), component('a.test/a v1.1.0 MIT')],
    }),
    entry('two', { components: [component('b.test/b v1.0.0')] }),
    failed('three', 'no go.mod found'),
  ])
    sum.add(one);
  const lines = fleetMetrics(sum.summary({ ...INFO, tool: '1.2.3', today: '2026-06-01' })).split('\n');
  expect(lines.filter((line) => line !== '' && !line.startsWith('# HELP'))).toEqual([
    '# TYPE modwarden_build info',
    'modwarden_build_info{version="1.2.3"} 1',
    '# TYPE modwarden_fleet_targets gauge',
    'modwarden_fleet_targets{exit="0"} 1',
    'modwarden_fleet_targets{exit="1"} 1',
    'modwarden_fleet_targets{exit="2"} 0',
    'modwarden_fleet_targets{exit="3"} 1',
    '# TYPE modwarden_fleet_failed_targets gauge',
    'modwarden_fleet_failed_targets 1',
    '# TYPE modwarden_fleet_findings gauge',
    'modwarden_fleet_findings{rule="graph/banned",level="note",state="new"} 0',
    'modwarden_fleet_findings{rule="graph/banned",level="note",state="baseline"} 1',
    'modwarden_fleet_findings{rule="graph/banned",level="note",state="waived"} 0',
    'modwarden_fleet_findings{rule="vuln/known",level="error",state="new"} 2',
    'modwarden_fleet_findings{rule="vuln/known",level="error",state="baseline"} 0',
    'modwarden_fleet_findings{rule="vuln/known",level="error",state="waived"} 1',
    '# TYPE modwarden_fleet_gaps gauge',
    'modwarden_fleet_gaps{rule="sum/missing",why="offline",fails="false"} 2',
    'modwarden_fleet_gaps{rule="sum/missing",why="offline",fails="true"} 1',
    '# TYPE modwarden_fleet_modules gauge',
    'modwarden_fleet_modules 2',
    '# TYPE modwarden_fleet_module_versions gauge',
    'modwarden_fleet_module_versions 3',
    '# TYPE modwarden_fleet_licenses gauge',
    'modwarden_fleet_licenses{expression="MIT"} 2',
    'modwarden_fleet_licenses{expression="unknown"} 1',
    '# TYPE modwarden_fleet_vulnerabilities gauge',
    'modwarden_fleet_vulnerabilities 1',
    '# TYPE modwarden_judged_day_timestamp_seconds gauge',
    '# UNIT modwarden_judged_day_timestamp_seconds seconds',
    `modwarden_judged_day_timestamp_seconds ${Date.UTC(2026, 5, 1) / 1000}`,
    '# EOF',
  ]);
});

it('says what each figure is', () => {
  const help = fleetMetrics(summing().summary(INFO))
    .split('\n')
    .filter((line) => line.startsWith('# HELP'));
  expect(help).toEqual([
    '# HELP modwarden_build The modwarden version of this run',
    '# HELP modwarden_fleet_targets Targets by the exit code of their check',
    '# HELP modwarden_fleet_failed_targets Targets that could not be checked',
    '# HELP modwarden_fleet_findings Findings of all targets',
    '# HELP modwarden_fleet_gaps Checks that were not possible',
    '# HELP modwarden_fleet_modules Modules in use',
    '# HELP modwarden_fleet_module_versions Module versions in use',
    '# HELP modwarden_fleet_licenses Module versions by license',
    '# HELP modwarden_fleet_vulnerabilities Different vulnerabilities of module versions',
    '# HELP modwarden_judged_day_timestamp_seconds The date of the check',
  ]);
});
