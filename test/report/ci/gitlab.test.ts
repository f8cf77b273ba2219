import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertsOf } from '../../../src/report/alerts.ts';
import { renderGitLab } from '../../../src/report/ci/gitlab.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';
import { GITLAB } from './schemas.ts';

const validate = new Ajv2020().compile(GITLAB);

test('is an empty array where nothing is to be told', () => {
  expect(renderGitLab(clean)).toBe('[]\n');
});

test('names the rule, and takes the identity of a finding as its fingerprint', () => {
  expect(JSON.parse(renderGitLab(report))).toContainEqual({
    description:
      'github.com/pkg/errors is banned: archived, the standard library has it all. Help: use errors and fmt.Errorf with %w',
    check_name: 'graph/banned',
    fingerprint: '1111111111111111aaaaaaaaaaaaaaaa',
    severity: 'major',
    location: { path: 'services/payments/go.mod', lines: { begin: 6 } },
  });
});

test('a finding of a security rule is critical or blocks', () => {
  const severity = (security: number) => {
    const rules = report.rules.map((rule) => (rule.id === 'graph/banned' ? { ...rule, security } : rule));
    const issues: { check_name: string; severity: string }[] = JSON.parse(renderGitLab({ ...report, rules }));
    return issues.find(({ check_name }) => check_name === 'graph/banned')!.severity;
  };
  expect([6.9, 7, 9].map(severity)).toEqual(['major', 'critical', 'blocker']);
});

test('random reports are as GitLab wants them, and no two fingerprints are equal', () => {
  fc.assert(
    fc.property(reports, (random) => {
      const issues: { fingerprint: string }[] = JSON.parse(renderGitLab(random));
      expect(validate(issues), JSON.stringify(validate.errors)).toBe(true);
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(alertsOf(random).length);
    }),
  );
});

test('has a word for each level', () => {
  const severities = (level: 'error' | 'warning' | 'note', security: number) => {
    const rules = report.rules.map((rule) => (rule.id === 'graph/banned' ? { ...rule, security } : rule));
    const [finding] = report.findings.filter(({ rule }) => rule === 'graph/banned');
    const { hint: _, ...plain } = { ...finding!, level };
    return JSON.parse(renderGitLab({ ...clean, rules, findings: [plain] }))[0];
  };
  expect(severities('note', 9.9).severity).toBe('info');
  expect(severities('warning', 9.9).severity).toBe('minor');
  expect(severities('error', 8.9).severity).toBe('critical');
  expect(severities('error', 0.1).description).toBe(
    'github.com/pkg/errors is banned: archived, the standard library has it all',
  );
});
