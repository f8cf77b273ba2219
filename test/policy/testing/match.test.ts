import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Found, lineOf, matchFindings } from '../../../src/policy/testing/match.ts';
import type { Expectation } from '../../../src/policy/testing/types.ts';

function found(rule: string, subject: string, line = 1, level: Found['level'] = 'error'): Found {
  const start = { line, column: 1 };
  return { rule, subject, level, place: { path: 'go.mod', start, end: start } };
}

it('takes each finding for one expectation only', () => {
  const one = found('a/b', 'x');
  expect(matchFindings([{ rule: 'a/b' }, { rule: 'a/b' }], [one])).toEqual({
    missing: [{ rule: 'a/b' }],
    unexpected: [],
  });
  expect(matchFindings([{ rule: 'a/b' }], [one, found('a/b', 'y')]).unexpected).toHaveLength(1);
});

it('leaves to a narrow expectation the finding that it needs', () => {
  const findings = [found('a/b', 'x'), found('a/b', 'y')];
  expect(matchFindings([{ rule: 'a/b' }, { rule: 'a/b', subject: 'x' }], findings)).toEqual({
    missing: [],
    unexpected: [],
  });
});

it('tries each finding once where expectations compete for too few', () => {
  const findings = [found('a/b', 'x'), found('a/b', 'y')];
  const narrow = { rule: 'a/b', subject: 'x' };
  expect(matchFindings([{ rule: 'a/b' }, { rule: 'a/b' }, narrow, narrow], findings)).toEqual({
    missing: [narrow, narrow],
    unexpected: [],
  });
  expect(matchFindings([narrow, { rule: 'a/b' }, { rule: 'a/b' }], [...findings, found('a/c', 'z')])).toEqual({
    missing: [{ rule: 'a/b' }],
    unexpected: [found('a/c', 'z')],
  });
});

it.each<Expectation>([
  { rule: 'a/c' },
  { rule: 'a/b', subject: 'y' },
  { rule: 'a/b', level: 'note' },
  { rule: 'a/b', place: 'go.mod:2' },
  { rule: 'a/b', place: 'x/go.mod:1' },
])('is not met by a finding that differs: %j', (wanted) => {
  const one = found('a/b', 'x');
  expect(matchFindings([wanted], [one])).toEqual({ missing: [wanted], unexpected: [one] });
});

it('names a place by file and line', () => {
  expect(lineOf(found('a/b', 'x', 7))).toBe('go.mod:7');
});

it('finds everything whatever the order, where each finding is expected as loosely as can be', () => {
  const finding = fc.record({ rule: fc.constantFrom('a/b', 'a/c'), subject: fc.constantFrom('x', 'y', 'z') });
  fc.assert(
    fc.property(
      fc
        .array(fc.tuple(finding, fc.boolean()), { maxLength: 8 })
        .chain((pairs) => fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length }))),
      ([pairs, shuffled]) => {
        const findings = pairs.map(([{ rule, subject }]) => found(rule, subject));
        const expected = shuffled.map(([{ rule, subject }, loose]) => (loose ? { rule } : { rule, subject }));
        expect(matchFindings(expected, findings)).toEqual({ missing: [], unexpected: [] });
      },
    ),
  );
});
