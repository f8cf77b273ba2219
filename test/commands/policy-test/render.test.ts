import { expect, it } from 'vitest';
import { renderResults } from '../../../src/commands/policy-test/render.ts';
import type { CaseResult } from '../../../src/commands/policy-test/run-case.ts';

const RESULT: CaseResult = {
  file: 'a.policy-test.yaml',
  line: 2,
  name: 'n',
  passes: true,
  missing: [],
  unexpected: [],
  unchecked: [],
  uncheckedDiffers: [],
};

const lines = (more: Partial<CaseResult>) =>
  renderResults([{ ...RESULT, passes: false, ...more }], true)
    .split('\n')
    .slice(1, -2);

it('has a line for each case, and below it all that differs', () => {
  const failed: CaseResult = {
    ...RESULT,
    line: 9,
    name: 'other',
    passes: false,
    missing: [
      { rule: 'a/b' },
      { rule: 'c/d', subject: 'x', level: 'error', place: 'go.mod:3' },
      { rule: 'vuln/known', subject: 'y' },
    ],
    unexpected: [{ rule: 'a/b', subject: 's', level: 'note', place: 'go.mod:1', message: 'm' }],
    unchecked: ['vuln/known', 'vuln/other'],
    uncheckedDiffers: ['vuln/known', 'e/f'],
  };
  expect(renderResults([RESULT, failed], true)).toBe(`pass  a.policy-test.yaml:2  n
fail  a.policy-test.yaml:9  other
  expected, not found: a/b
  expected, not found: c/d x error go.mod:3
  expected, not found: vuln/known y (the rule needs facts)
  found, not expected: a/b s note go.mod:1: m
  a fact is unknown, not expected: vuln/known
  expected to lack a fact, but checked everything: e/f
  not checked without facts: vuln/known, vuln/other
fail: 1 of 2 cases as expected, 1 with rules that could not be checked
`);
});

it.each([
  [19, undefined],
  [20, undefined],
  [21, '  and 1 more'],
  [22, '  and 2 more'],
])('of %i differences of one kind shows twenty, and counts the rest', (count, rest) => {
  const all = Array.from({ length: count }, (_, i) => i);
  const unexpected = all.map((i) => ({
    rule: 'a/b',
    subject: `s${i}`,
    level: 'error' as const,
    place: 'p',
    message: 'm',
  }));
  const shown = all.slice(0, 20);
  const more = rest === undefined ? [] : [rest];
  expect(lines({ unexpected })).toEqual([...shown.map((i) => `  found, not expected: a/b s${i} error p: m`), ...more]);
  expect(lines({ missing: all.map((i) => ({ rule: `r/${i}` })) })).toEqual([
    ...shown.map((i) => `  expected, not found: r/${i}`),
    ...more,
  ]);
  expect(lines({ uncheckedDiffers: all.map((i) => `r/${i}`) })).toEqual([
    ...shown.map((i) => `  expected to lack a fact, but checked everything: r/${i}`),
    ...more,
  ]);
});

it.each([
  [['a/a'], 'a/a'],
  [['a/a', 'a/b', 'a/c'], 'a/a, a/b, a/c'],
  [['a/a', 'a/b', 'a/c', 'a/d'], 'a/a, a/b, a/c and 1 more rules'],
  [['a/a', 'a/b', 'a/c', 'a/d', 'a/e'], 'a/a, a/b, a/c and 2 more rules'],
])('of the rules %j that could not check everything shows three, and counts the rest', (unchecked, shown) => {
  expect(lines({ unchecked })).toEqual([`  not checked without facts: ${shown}`]);
});

it('says whether all is as expected, and gives no verdict where a case could not be run', () => {
  expect(renderResults([], false)).toBe('incomplete: 0 of 0 cases as expected\n');
  expect(renderResults([RESULT], false)).toContain('\nincomplete: 1 of 1 case as expected\n');
  expect(renderResults([RESULT, RESULT], true)).toContain('\npass: 2 of 2 cases as expected\n');
  expect(renderResults([{ ...RESULT, passes: false }], true)).toContain('\nfail: 0 of 1 case as expected\n');
});
