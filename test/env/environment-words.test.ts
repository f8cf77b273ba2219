import { expect, it } from 'vitest';
import { environmentWords } from '../../src/env/environment-words.ts';
import { plainText } from '../../src/env/mapped-text.ts';

it.each([
  ['A=1 B=2', ['A=1', 'B=2']],
  [`A="b c" D='e "f"'`, ['A=b c', 'D=e "f"']],
  ['A=b\\ c D="e\\"f"', ['A=b c', 'D=e"f']],
  ['A=1 \\\n  B=2 `\n  C=3\n', ['A=1', 'B=2', 'C=3']],
  ['A=${{ b.c }} D', ['A=${{ b.c }}', 'D']],
  ['A="b', ['A=b']],
  ['A=${{ b', ['A=${{', 'b']],
])('reads words of %s', (text, words) => {
  expect(environmentWords(plainText(text, 0)).map(({ word }) => word.text)).toEqual(words);
});

it('tells literal words from those that fill something in', () => {
  expect(environmentWords(plainText(`A='$b' C="$d" E=$f G=h`, 0)).map(({ literal }) => literal)).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

it.each([
  ['A=b', [2, 3]],
  ['  A="b c"\td', [4, 11]],
])('knows where words of %j stand', (text, _) => {
  const words = environmentWords(plainText(text, 100));
  for (const { word } of words)
    expect([...word.text].map((_c, i) => text[word.offsetAt(i) - 100])).toEqual([...word.text]);
});

it.each<[text: string, words: readonly (readonly [word: string, literal: boolean])[]]>([
  ['A="\\$b \\" \\n"', [['A=$b " \\n', true]]],
  [
    "A='\\' B",
    [
      ['A=\\', true],
      ['B', true],
    ],
  ],
  ['A="$b"', [['A=$b', false]]],
  ['A="b\\\nc"', [['A=b\nc', true]]],
  ['A=\\', [['A=', true]]],
  ['A=`b', [['A=b', true]]],
  [
    'A=b\\ \n B',
    [
      ['A=b', true],
      ['B', true],
    ],
  ],
  [
    'A=b`\r\n`\r\n B=c',
    [
      ['A=b', true],
      ['B=c', true],
    ],
  ],
  [
    '$A ${{ b }}c d',
    [
      ['$A', false],
      ['${{ b }}c', false],
      ['d', true],
    ],
  ],
  ['', []],
  [' \n\t', []],
  ['""', [['', true]]],
  ["A='b", [['A=b', true]]],
])('reads words with all signs: %j', (text, words) => {
  expect(environmentWords(plainText(text, 0)).map(({ word, literal }) => [word.text, literal])).toEqual(words);
});

it('takes an expression of up to 2,000 characters for one word', () => {
  const words = (length: number) => {
    const text = `\${{ ${'a '.repeat((length - 6) / 2)}}}`;
    expect(text).toHaveLength(length);
    return environmentWords(plainText(text, 0)).length;
  };
  expect(words(2000)).toBe(1);
  expect(words(2002)).toBeGreaterThan(1);
});
