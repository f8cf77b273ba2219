import { expect, it } from 'vitest';
import { sameData } from '../../../src/policy/lint/same.ts';

it('compares plain data, in whatever order the keys of a map are', () => {
  expect(sameData({ a: 1, b: { c: [1, 2], d: 2 } }, { b: { d: 2, c: [1, 2] }, a: 1 })).toBe(true);
  expect(sameData({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(sameData({ a: undefined }, {})).toBe(true);
  expect(sameData(undefined, null)).toBe(false);
});
