import { expect, it } from 'vitest';
import { fixedOf, hideRecorded, recordFindings } from '../../src/lint/baseline.ts';
import type { Finding, Gap, Report } from '../../src/model/report.ts';
import type { Baseline, RecordedFinding } from '../../src/policy/baseline/types.ts';
import { judgeFiles } from '../support/judge-files.ts';

const POLICY = 'extends: []\nrules:\n  replace/local-path: error\n  graph/max-depth: error\n';
const MOD = 'module example.com/m\n\ngo 1.25\n\nreplace example.com/a => ../a\n';

const report = await judgeFiles({ files: { 'go.mod': MOD }, policy: POLICY });
const [found] = report.findings as [Finding];
const entry: RecordedFinding = {
  id: found.id,
  since: '2025-01-01',
  rule: found.rule,
  subject: found.subject,
  path: 'go.mod',
};
const baselineOf = (...findings: RecordedFinding[]): Baseline => ({ path: 'b.json', findings });
const WHOLE = { under: '' };
const gone = (more: Partial<RecordedFinding>): RecordedFinding => ({ ...entry, id: 'mw1:gone', ...more });

it('hides what is recorded, by identity, rule and subject', () => {
  const hidden = hideRecorded(report, baselineOf(entry), WHOLE);
  expect(hidden.findings).toMatchObject([{ state: 'baseline', baseline: { since: '2025-01-01' } }]);
  for (const wrong of [{ id: 'mw1:x' }, { rule: 'sum/conflict' }, { subject: 'example.com/b' }])
    expect(hideRecorded(report, baselineOf({ ...entry, ...wrong }), WHOLE).findings).toMatchObject([{ state: 'new' }]);
});

it('leaves what a waiver covers waived, and does not count it as fixed', () => {
  const waived: Report = { ...report, findings: [{ ...found, state: 'waived' }] };
  const hidden = hideRecorded(waived, baselineOf(entry), WHOLE);
  expect(hidden.findings).toMatchObject([{ state: 'waived' }]);
  expect(hidden.baseline).toEqual({ path: 'b.json', recorded: 1, fixed: 0 });
});

it('does not say what is fixed in a run that looks at less on purpose', () => {
  expect(hideRecorded({ ...report, partial: 'why' }, baselineOf(entry), WHOLE).baseline).toEqual({
    path: 'b.json',
    recorded: 1,
  });
});

it('does not say what is fixed where only some modules were chosen', () => {
  expect(hideRecorded(report, baselineOf(gone({})), { under: '', narrowed: true }).baseline?.fixed).toBeUndefined();
  expect(hideRecorded(report, baselineOf(gone({})), WHOLE).baseline?.fixed).toBe(1);
});

it('takes for fixed only what this run would have found', () => {
  const gap: Gap = { rule: found.rule, module: '', subject: 'x', why: 'offline', detail: 'x', fails: false };
  const fixed = (one: RecordedFinding, under = '', in_: Report = report) => fixedOf(baselineOf(one), in_, under);
  expect(fixed(gone({}))).toHaveLength(1);
  expect(fixed(gone({ rule: 'gone/rule' }))).toHaveLength(1);
  expect(fixed(gone({ rule: 'gomod/exclude' }))).toHaveLength(0);
  expect(fixed(gone({}), 'sub')).toHaveLength(0);
  expect(fixed(gone({ path: 'sub/go.mod' }), 'sub')).toHaveLength(1);
  expect(fixed(gone({}), '', { ...report, gaps: [gap] })).toHaveLength(0);
});

it('records with the date of today, and keeps earlier dates', () => {
  expect(recordFindings(undefined, report)).toEqual([{ ...entry, since: '2026-06-01' }]);
  expect(recordFindings(baselineOf(entry, gone({})), report)).toEqual([entry, gone({})]);
});
