import { expect, it } from 'vitest';
import { plainText } from '../../../src/env/mapped-text.ts';
import { lexScript } from '../../../src/env/shell/lexer.ts';

const lex = (text: string) => lexScript(plainText(text, 0)).commands;

it('knows where each character of a word stands', () => {
  const { words } = lex(`a b"c"'d'\\e`)[0]!;
  expect(words[1]!.text).toBe('bcde');
  expect([0, 1, 2, 3].map((i) => words[1]!.offsetAt(i))).toEqual([2, 4, 7, 10]);
  expect(words[1]!.bareUntil).toBe(1);
});

it('tells literal words from those that fill something in', () => {
  const { words } = lex(`'$a' "$b" \\$c $d x`)[0]!;
  expect(words.map(({ expands }) => expands)).toEqual([false, true, false, true, false]);
});

it.each([
  ['a "b', ['a', 'b']],
  ["a 'b", ['a', 'b']],
  ['a $(b', ['a', '$(b']],
  ['a ${b', ['a', '${b']],
  ['a \\', ['a', '']],
])('reads to the end what is not closed: %s', (text, words) => {
  expect(
    lex(text)
      .at(-1)!
      .words.map((word) => word.text),
  ).toEqual(words);
});
