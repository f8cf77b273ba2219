import { expect, it } from 'vitest';
import { indexOrEnd } from '../../src/text/index-or-end.ts';

it('finds the next sign, or the end', () => {
  expect([0, 1, 2, 3].map((from) => indexOrEnd('\na\n', '\n', from))).toEqual([0, 2, 2, 3]);
  expect(indexOrEnd('', '\n', 0)).toBe(0);
  expect(indexOrEnd('a*/b', '*/', 0)).toBe(1);
});
