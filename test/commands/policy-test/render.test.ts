import { expect, it } from 'vitest';
import { renderResults } from '../../../src/commands/policy-test/render.ts';

const RESULT = { file: 'a.policy-test.yaml', line: 2, name: 'n', passes: true, missing: [], unexpected: [] };

it('shows the first twenty differences of a case, and counts the rest', () => {
  const unexpected = Array.from({ length: 22 }, (_, i) => ({
    rule: 'a/b',
    subject: `s${i}`,
    level: 'error' as const,
    place: 'go.mod:1',
    message: 'm',
  }));
  const text = renderResults([{ ...RESULT, passes: false, unexpected, unchecked: [], uncheckedDiffers: [] }], true);
  expect(text).toContain('  found, not expected: a/b s19 error go.mod:1: m\n  and 2 more\nfail: 0 of 1 case');
});

it('shows the first three rules that could not check everything, and counts the rest', () => {
  const text = renderResults(
    [{ ...RESULT, unchecked: ['a/a', 'a/b', 'a/c', 'a/d', 'a/e'], uncheckedDiffers: [] }],
    true,
  );
  expect(text).toBe(`pass  a.policy-test.yaml:2  n
  not checked without facts: a/a, a/b, a/c and 2 more rules
pass: 1 of 1 case as expected, 1 with rules that could not be checked
`);
});

it('gives no verdict where a case could not be run', () => {
  expect(renderResults([], false)).toBe('incomplete: 0 of 0 cases as expected\n');
});
