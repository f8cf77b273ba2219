/** The summary of a fleet as OpenMetrics. Names and labels are a contract. */
import { type Family, openMetricsText } from '../report/openmetrics.ts';
import type { Printable } from '../text/printable.ts';
import type { FleetSummary } from './summary.ts';

export function fleetMetrics({
  run,
  targets,
  modules,
  findings,
  licenses,
  vulnerabilities,
  gaps,
}: FleetSummary): Printable {
  const states = ['new', 'baseline', 'waived'] as const;
  return openMetricsText([
    {
      name: 'modwarden_build',
      help: 'The modwarden version of this run',
      type: 'info',
      samples: [{ labels: { version: run.tool }, value: 1 }],
    },
    gauge(
      'modwarden_fleet_targets',
      'Targets by the exit code of their check',
      Object.entries(targets.exits).map(([exit, value]) => ({ labels: { exit }, value })),
    ),
    gauge('modwarden_fleet_failed_targets', 'Targets that could not be checked', [one(targets.failed)]),
    gauge(
      'modwarden_fleet_findings',
      'Findings of all targets',
      findings.flatMap(({ rule, level, ...counts }) =>
        states.map((state) => ({ labels: { rule, level, state }, value: counts[state] })),
      ),
    ),
    gauge(
      'modwarden_fleet_gaps',
      'Checks that were not possible',
      gaps.map(({ rule, why, fails, gaps: value }) => ({ labels: { rule, why, fails: String(fails) }, value })),
    ),
    gauge('modwarden_fleet_modules', 'Modules in use', [one(modules.paths)]),
    gauge('modwarden_fleet_module_versions', 'Module versions in use', [one(modules.versions)]),
    gauge(
      'modwarden_fleet_licenses',
      'Module versions by license',
      licenses.map(({ expression, versions }) => ({ labels: { expression }, value: versions })),
    ),
    gauge('modwarden_fleet_vulnerabilities', 'Different vulnerabilities of module versions', [
      one(vulnerabilities.length),
    ]),
    {
      ...gauge('modwarden_judged_day_timestamp_seconds', 'The date of the check', [one(Date.parse(run.today) / 1000)]),
      unit: 'seconds',
    },
  ]);
}

const one = (value: number) => ({ labels: {}, value });

function gauge(name: string, help: string, samples: Family['samples']): Family {
  return { name, help, type: 'gauge', samples };
}
