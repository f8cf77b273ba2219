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

const banned = report.findings.find(({ rule }) => rule === 'graph/banned')!;
const one = (more: Partial<typeof report>) => alertsOf({ ...clean, ...more })[0]!;
const top = (path: string) => ({ path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });

test('have all of a finding', () => {
  const fix = { what: 'remove it', safe: true, sha256: '0'.repeat(64), edits: [] };
  expect(alertsOf({ ...clean, findings: [{ ...banned, fix, message: ' a\n b', hint: 'c\n\nd' }] })).toEqual([
    {
      kind: 'finding',
      rule: 'graph/banned',
      title: 'Banned module',
      page: 'https://github.com/modwarden/modwarden/blob/main/rules/graph/banned/README.md',
      level: 'error',
      security: undefined,
      place: banned.place,
      line: '\tgithub.com/pkg/errors v0.9.1',
      message: 'a b',
      hint: 'c d',
      fix,
      id: '1111111111111111aaaaaaaaaaaaaaaa',
    },
  ]);
});

test('have the title of the rule where a finding says nothing, and its name where it has no title', () => {
  const { hint: _, ...silent } = { ...banned, message: '\n' };
  expect(one({ findings: [silent] })).toMatchObject({ message: 'Banned module', hint: undefined });
  expect(one({ findings: [silent], rules: [] })).toMatchObject({ title: 'graph/banned', message: 'graph/banned' });
  expect(one({ findings: [{ ...banned, rule: 'env/sumdb-off' }] }).security).toBe(8.1);
  const plugin = { ...report.rules[2]!, plugin: 'acme' };
  expect(one({ findings: [banned], rules: [plugin] }).page).toBeUndefined();
});

test('have no line and no fix of a place that is shown elsewhere', () => {
  const anchor = { path: 'x.yaml', start: { line: 4, column: 2 }, end: { line: 4, column: 3 } };
  const fix = { what: 'remove it', safe: true, sha256: '0'.repeat(64), edits: [] };
  const alert = one({ findings: [{ ...banned, anchor, fix, snippetColumn: 9 }] });
  expect(alert).toMatchObject({ place: anchor, line: '' });
  expect(alert.message).toMatch(/ \(found at services\/payments\/go\.mod:6\)$/);
  expect(alert).not.toHaveProperty('fix');
});

// Servers know an alert by its identity: it stays the same from release to release.
test('have all of a policy error', () => {
  const [problem] = report.problems;
  expect(alertsOf({ ...clean, problems: [problem!] })).toEqual([
    {
      kind: 'problem',
      rule: 'modwarden/policy-error',
      title: 'Policy error',
      page: undefined,
      level: 'error',
      security: undefined,
      place: problem!.place,
      line: '  graph/baned: error',
      message: 'policy error: unknown rule graph/baned',
      hint: 'did you mean graph/banned?',
      id: 'f003d0dbe2efd5eed16c9ba86a4610a1',
    },
  ]);
});

test.each([
  ['at the first line of the policy', {}, '.modwarden.yaml'],
  ['of the first policy in the repository', { policies: [[undefined], ['../p'], ['q']] }, 'q'],
  ['else of the first module', { policies: [] }, 'go.mod'],
  ['else of go.mod', { policies: [], modules: [] }, 'go.mod'],
] as const)('have a policy error that is elsewhere %s', (_, more, file) => {
  const { policies: paths, ...rest } = { policies: undefined, ...more };
  const policies = paths?.map(([path]) => ({ path, extends: [], modules: [] }));
  const modules = clean.modules;
  const of = { modules, ...rest, ...(policies && { policies }) };
  expect(one({ ...of, problems: [{ place: undefined, snippet: 's', message: 'x' }] })).toMatchObject({
    place: top(file),
    line: undefined,
    message: 'policy error: x',
    hint: undefined,
  });
  const outside = { ...top('../x'), start: { line: 7, column: 1 } };
  expect(one({ ...of, problems: [{ place: outside, snippet: 's', message: 'x', hint: 'a\nb' }] })).toMatchObject({
    place: top(file),
    line: undefined,
    message: 'policy error: x (../x:7)',
    hint: 'a b',
  });
});

test('have all of a gap, ten names of each kind', () => {
  const [gap] = report.gaps;
  expect(alertsOf({ ...clean, gaps: [gap!] })).toEqual([
    {
      kind: 'gap',
      rule: 'modwarden/not-checked',
      title: 'Not checked',
      page: undefined,
      level: 'note',
      security: undefined,
      place: top('services/payments/go.mod'),
      line: undefined,
      message: 'not checked by freshness/stale: example.com/ledger (offline: no fact source)',
      hint: 'run without --offline',
      id: '2a780944eb7cc85db406d30a44dcbe67',
    },
  ]);
  const of = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...gap!, subject: `s${i + 1}`, detail: '', fails: true }));
  expect(one({ gaps: of(10) }).message).toBe(
    'not checked by freshness/stale: s1, s2, s3, s4, s5, s6, s7, s8, s9, s10 (offline)',
  );
  expect(one({ gaps: of(12) })).toMatchObject({
    message: expect.stringMatching(/, s10 and 2 more \(/),
    level: 'error',
  });
  const { hint: _, ...unhinted } = { ...gap!, module: undefined };
  expect(one({ gaps: [unhinted] })).toMatchObject({ place: top('go.mod'), hint: undefined });
  expect(one({ gaps: [unhinted], modules: [] }).place).toEqual(top('.modwarden.yaml'));
  expect(one({ gaps: [unhinted], modules: [], policies: [] }).place).toEqual(top('go.mod'));
});

test('have identities of their own also where findings share one', () => {
  const ids = alertsOf({ ...clean, findings: [banned, banned, banned] }).map(({ id }) => id);
  expect(ids).toEqual([
    '1111111111111111aaaaaaaaaaaaaaaa',
    expect.stringMatching(/^[0-9a-f]{32}$/),
    expect.stringMatching(/^[0-9a-f]{32}$/),
  ]);
  expect(new Set(ids).size).toBe(3);
});

test('a gap is shown at the first of its modules', () => {
  const gap = { ...report.gaps[0]!, subject: 'x' };
  const modules = ['tools', ''].map((module) => ({ ...gap, module }));
  expect(one({ gaps: modules }).place).toEqual(top('tools/go.mod'));
  expect(one({ gaps: [{ ...gap, module: 'gone' }] }).place).toEqual(top('go.mod'));
});
