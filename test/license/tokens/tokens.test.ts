import { expect, it } from 'vitest';
import { breaksAt, LINE, newTokens, push, SENTENCE, wordEnd } from '../../../src/license/tokens/tokens.ts';

it('makes room for more words', () => {
  const tokens = newTokens(1);
  for (let i = 0; i < 5; i++) push(tokens, i + 1, 10 * i, i);
  expect(tokens.length).toBe(5);
  expect([...tokens.ids.subarray(0, 5)]).toEqual([1, 2, 3, 4, 5]);
  expect([...tokens.starts.subarray(0, 5)]).toEqual([0, 10, 20, 30, 40]);
  expect([...tokens.breaks.subarray(0, 5)]).toEqual([0, 1, 2, 3, 4]);
});

it('tells what stands before a word, and behind the last', () => {
  const tokens = newTokens();
  push(tokens, 1, 0, SENTENCE);
  tokens.tail = LINE;
  expect([breaksAt(tokens, 0), breaksAt(tokens, 1)]).toEqual([SENTENCE, LINE]);
});

it.each([
  ['foo bar', 3],
  ['foo', 3],
  ['fooé木', 4],
  ['木蘭', 1],
])('the first word of %s has %i units', (text, end) => {
  expect(wordEnd(text, 0)).toBe(end);
});
