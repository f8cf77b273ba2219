import { expect, it } from 'vitest';
import { fields, isLetter, isPrint, isSpace, trimSpace } from '../../../src/go/std/unicode.ts';

it.each([
  // rune, print, letter, space
  ['A', true, true, false],
  [' ', true, false, true],
  ['\u0085', false, false, true],
  ['\u00a0', false, false, true],
  ['\ufeff', false, false, false],
  ['\u2028', false, false, true],
  ['\u200b', false, false, false],
  ['1', true, false, false],
  ['é', true, true, false],
  ['\u0301', true, false, false],
  ['\u{10ffff}', false, false, false],
  ['\u{1f600}', true, false, false],
  ['\u{323af}', true, true, false],
  // Assigned after Unicode 15.0, so not yet anything to Go.
  ['\u{2ebf0}', false, false, false],
  ['\ua7da', false, false, false],
])('classes %j as Unicode 15.0 does', (ch, print, letter, space) => {
  const rune = ch.codePointAt(0)!;
  expect([isPrint(rune), isLetter(rune), isSpace(rune)]).toEqual([print, letter, space]);
});

it('takes for space what Unicode calls white space', () => {
  // unicode.IsSpace is the property White_Space.
  for (let rune = 0; rune < 0x10000; rune++) {
    const isWhite = /\p{White_Space}/u.test(String.fromCharCode(rune));
    if (isSpace(rune) !== isWhite) expect(rune.toString(16)).toBe(isWhite ? 'space' : 'no space');
  }
});

it('takes the letters of ASCII for letters, and prints what is visible', () => {
  for (let rune = 0; rune < 0x80; rune++) {
    const char = String.fromCharCode(rune);
    expect([char, isLetter(rune), isPrint(rune)]).toEqual([char, /[A-Za-z]/.test(char), /[ -~]/.test(char)]);
  }
});

it('splits and trims at Go white space', () => {
  expect(fields(' a\u0085b\u3000c\ufeff \n')).toEqual(['a', 'b', 'c\ufeff']);
  expect(trimSpace('\u0085 a b \u3000')).toBe('a b');
  expect(trimSpace('\ufeffa')).toBe('\ufeffa');
});
