import { expect, it } from 'vitest';
import { cut } from '../../src/text/cut.ts';

it.each([
  ['abcd', 4, 'abcd'],
  ['abcde', 4, 'abc…'],
  ['', 4, ''],
  // The pair would be cut in two.
  ['ab\u{1f600}cd', 4, 'ab…'],
  ['a\u{1f600}cde', 4, 'a\u{1f600}…'],
  ['ab\u{10000}cd', 4, 'ab…'],
  ['ab\uffffcd', 4, 'ab\uffff…'],
  ['abcd', 5, 'abcd'],
])('cuts %j to %d: %j', (text, max, result) => {
  expect(cut(text, max)).toBe(result);
  expect(cut(text, max).isWellFormed()).toBe(true);
});
