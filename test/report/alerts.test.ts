import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertsOf, NOT_CHECKED, POLICY_ERROR } from '../../src/report/alerts.ts';
import { groupGaps } from '../../src/report/gap-groups.ts';
import { isInside } from '../../src/report/sarif/place.ts';
import { reports } from './arbitrary.ts';
import { clean, report } from './fixture.ts';

test('are the new findings, policy errors and gaps, the most severe first', () => {
  expect(
    alertsOf(report).map(({ level, rule, place }) => `${level} ${rule} ${place.path}:${place.start.line}`),
  ).toEqual([
    'error modwarden/policy-error .modwarden.yaml:12',
    'error env/sumdb-off .modwarden.yaml:4',
    'error graph/banned services/payments/go.mod:6',
    'error license/policy services/payments/go.mod:7',
    'error modwarden/not-checked services/payments/go.mod:1',
    'warning license/policy services/payments/go.mod:7',
    'note graph/duplicate-majors services/payments/go.mod:8',
    'note modwarden/not-checked services/payments/go.mod:1',
  ]);
});

test('name the place of a finding that is outside the repository', () => {
  const alert = alertsOf(report).find(({ rule }) => rule === 'env/sumdb-off')!;
  expect(alert.message).toMatch(/ \(found at \.\.\/captured\/go-env\.txt:31\)$/);
});

test('are none where nothing is to be told', () => {
  expect(alertsOf(clean)).toEqual([]);
});

test('know no line that the report has only a part of', () => {
  const [finding] = report.findings.filter((f) => f.rule === 'graph/banned');
  const [alert] = alertsOf({ ...clean, findings: [{ ...finding!, snippetColumn: 3 }] });
  expect(alert!.line).toBeUndefined();
});

test('of random reports have places in the repository, one line of text and identities of their own', () => {
  fc.assert(
    fc.property(reports, (random) => {
      const alerts = alertsOf(random);
      const open = random.findings.filter((f) => f.state === 'new').length;
      expect(alerts.filter(({ kind }) => kind === 'finding')).toHaveLength(open);
      expect(alerts.filter(({ rule }) => rule === POLICY_ERROR)).toHaveLength(random.problems.length);
      expect(alerts.filter(({ rule }) => rule === NOT_CHECKED)).toHaveLength(groupGaps(random.gaps).length);
      expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
      for (const { id, message, place } of alerts) {
        expect(id).toMatch(/^[0-9a-f]{32}$/);
        expect(message).not.toContain('\n');
        expect(isInside(place.path)).toBe(true);
      }
    }),
  );
});

test('keep the identity of a finding whatever its line', () => {
  const ids = (lines: number) =>
    alertsOf({
      ...report,
      findings: report.findings.map((f) => ({
        ...f,
        place: { ...f.place, start: { ...f.place.start, line: f.place.start.line + lines } },
      })),
    })
      .filter(({ kind }) => kind === 'finding')
      .map(({ id }) => id);
  expect(ids(7)).toEqual(ids(0));
});
