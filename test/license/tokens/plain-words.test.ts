import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBareLetter, signBefore } from '../../../src/license/tokens/plain-words.ts';
import { tokenize } from '../../../src/license/tokens/tokenize.ts';
import { newTokens } from '../../../src/license/tokens/tokens.ts';
import { detector } from '../index-fixture.ts';

const { index } = detector().engine();

/** What is read of a text; step by step, without the loop over plain words, where words are learned. */
function read(text: string, learn?: () => number) {
  const tokens = newTokens(1);
  tokenize(text, index.vocabulary, index.active, tokens, learn);
  const { length, ids, starts, breaks, tail, reserved, spdx } = tokens;
  const [words, places, signs] = [ids, starts, breaks].map((array) => [...array.subarray(0, length)]);
  return { words, places, signs, tail, reserved, spdx };
}

describe('the loop over plain words', () => {
  const PIECES = (
    'license Licence zzyzx MIT 1 2.0 a x iv ii. b) 1. (c) (a) (i) copyright Copyright 2020 all rights reserved spdx http ' +
    'permission this © é 木 \u201c \u00a0 & &amp; < <br> <year> + - -- / // :// \\ * ** . .. ; ! ? : , @ _ = # % ~ " \' | \0 \u007f \ud800'
  ).split(' ');
  const text = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(' ', '\n', '\n\n', '\t', '\r\n', '')), {
    maxLength: 40,
  });

  it('reads what is read without it', () => {
    fc.assert(
      fc.property(text, (pieces) => {
        const whole = pieces.join('');
        expect(read(whole)).toEqual(read(whole, () => 0));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads nothing of the text before', () => {
    const tokens = newTokens(1);
    for (const whole of ['license version license', 'a', '']) {
      tokenize(whole, index.vocabulary, index.active, tokens);
      expect(tokens.length).toBe(whole.split(' ').filter((word) => word !== '').length);
    }
  });
});

it.each([
  ['a', false],
  ['A', false],
  ['b', true],
  ['Z', true],
  ['7', false],
  ['é', false],
])('%s is a letter that says nothing: %s', (letter, isBare) => {
  expect(isBareLetter(letter.charCodeAt(0))).toBe(isBare);
});

it('sees no sign where the text begins', () => {
  expect(signBefore(Uint16Array.of(0x2f, 0x61), 1)).toBe(0);
  expect(signBefore(Uint16Array.of(0x61), 0)).toBe(0);
});
