import { expect, it } from 'vitest';
import { quote, quoteRune } from '../../../src/go/std/strconv.ts';

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
  expect([0x27, 0x22, 0x0a, 0x378, 0xdcff].map(quoteRune)).toEqual(["'\\''", "'\"'", "'\\n'", "'\\u0378'", "'\ufffd'"]);
});
