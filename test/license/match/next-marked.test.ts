import { expect, it } from 'vitest';
import { nextFree, nextMarked } from '../../../src/license/match/next-marked.ts';

const ids = Uint16Array.of(1, 2, 1, 2, 2);
const marks = Uint8Array.of(0, 0, 1);

it('finds the next word with a mark', () => {
  expect([0, 1, 2, 3, 4, 5].map((from) => nextMarked(ids, 5, from, marks))).toEqual([1, 1, 3, 3, 4, 5]);
  expect(nextMarked(ids, 3, 2, marks)).toBe(3);
});

it('passes over words that are taken', () => {
  const taken = Uint8Array.of(0, 1, 0, 0, 1);
  expect([0, 2, 3, 4, 5].map((from) => nextFree(ids, 5, from, marks, taken))).toEqual([3, 3, 3, 5, 5]);
});
