import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../../src/go/std/order.ts';
import { quote, quoteRune } from '../../../src/go/std/strconv.ts';
import { fields, isLetter, isPrint, isSpace, trimSpace } from '../../../src/go/std/unicode.ts';
import { compareDecimal, decrement, increment } from '../../../src/go/version/decimal.ts';
import { encode } from '../../../src/text/bytes.ts';

describe('Go texts', () => {
  it.each([
    ['a b', '"a b"'],
    ['"\\', '"\\"\\\\"'],
    ['\x07\b\t\n\v\f\r\0\x7f', '"\\a\\b\\t\\n\\v\\f\\r\\x00\\x7f"'],
    ['é例\u{1f600}', '"é例\u{1f600}"'],
    ['\u00a0\u200b\ufeff', '"\\u00a0\\u200b\\ufeff"'],
    ['\u{e0001}', '"\\U000e0001"'],
    // A byte that is not UTF-8.
    ['\udcff', '"\\xff"'],
    ['\ufffd', '"\ufffd"'],
  ])('quotes %j', (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });

  it('quotes runes', () => {
    expect([0x27, 0x22, 0x0a, 0x378, 0xdcff].map(quoteRune)).toEqual([
      "'\\''",
      "'\"'",
      "'\\n'",
      "'\\u0378'",
      "'\ufffd'",
    ]);
  });

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

  it('splits and trims at Go white space', () => {
    expect(fields(' a\u0085b\u3000c\ufeff \n')).toEqual(['a', 'b', 'c\ufeff']);
    expect(trimSpace('\u0085 a b \u3000')).toBe('a b');
    expect(trimSpace('\ufeffa')).toBe('\ufeffa');
  });

  it('compares by bytes', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '\uffff', '\ue000', '\u{10000}', '\u{10ffff}', '\udc80', '\udcff'),
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compareText(a, b)).toBe(Math.sign(Buffer.compare(encode(a), encode(b))));
      }),
    );
  });

  it('counts in decimal text of any size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.bigInt({ min: 0n, max: 10n ** 40n }), (n, m) => {
        expect(increment(String(n))).toBe(String(n + 1n));
        expect(decrement(String(n))).toBe(n === 0n ? '' : String(n - 1n));
        expect(compareDecimal(String(n), String(m))).toBe(n < m ? -1 : n > m ? 1 : 0);
      }),
    );
    expect([increment('999'), decrement('1000'), decrement('10'), decrement('0')]).toEqual(['1000', '999', '9', '']);
  });
});
