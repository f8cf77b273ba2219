import { expect, it } from 'vitest';
import { evaluate } from '../../../src/go/source/constraint.ts';

const set = new Set(['a', 'b']);
const truthOf = (tag: string) => ({ yes: set.has(tag), no: !set.has(tag) });

it.each([
  ['a && b', true],
  ['a && c', false],
  ['c || b && a', true],
  ['(c || b) && !a', false],
  ['!c', true],
  ['!(a && c)', true],
])('%s is %s where a and b are set', (expression, holds) => {
  expect(evaluate(expression, truthOf)?.yes).toBe(holds);
});

it.each(['', 'a b', 'a &&', '(a', 'a)', '!!a', 'a-b'])('%j cannot be parsed', (expression) => {
  expect(evaluate(expression, truthOf)).toBeUndefined();
});

it('has a limit that can be lifted', () => {
  const long = `a${' && a'.repeat(1000)}`;
  expect(evaluate(long, truthOf)).toBeUndefined();
  expect(evaluate(long, truthOf, Number.POSITIVE_INFINITY)?.yes).toBe(true);
});
