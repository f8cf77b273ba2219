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
