import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from '../../src/text/bytes.ts';
import { goPosition } from '../../src/text/go-position.ts';
import { source } from '../../src/text/source.ts';

test.each([
  ['start', 'abc', 0, [1, 1, 0]],
  ['after a line end', 'a\nbc', 3, [2, 2, 3]],
  ['a carriage return is a column', 'a\r\nb', 2, [1, 3, 2]],
  ['a rune of two bytes is one column', 'é = x', 1, [1, 2, 2]],
  ['a pair of surrogates is one column and four bytes', '😀x\n', 2, [1, 2, 4]],
  ['lines above count in bytes', '例\nx', 3, [2, 2, 5]],
  ['the end of the file', 'x\n', 2, [2, 1, 2]],
])('%s', (_name, text, offset, expected) => {
  const { line, column, byte } = goPosition(source('go.mod', text), offset);
  expect([line, column, byte]).toEqual(expected);
});

test('a byte that is not UTF-8 is one column and one byte', () => {
  const text = decode(Uint8Array.of(0xe2, 0x82, 0x41, 0xff, 0x42));
  expect(goPosition(source('go.mod', text), text.indexOf('B'))).toEqual({ line: 1, column: 5, byte: 4 });
});

test('all parts of a text have their place, whatever was asked before', () => {
  const file = source('go.mod', 'é\n\u{10000}a\uffff\n\u0080b');
  const at = (offset: number) => Object.values(goPosition(file, offset));
  expect([0, 1, 2, 4, 5, 6, 7, 8, 9].map(at)).toEqual([
    [1, 1, 0],
    [1, 2, 2],
    [2, 1, 3],
    [2, 2, 7],
    [2, 3, 8],
    [2, 4, 11],
    [3, 1, 12],
    [3, 2, 14],
    [3, 3, 15],
  ]);
});

test('the byte offset is that of the encoded text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(60), (bytes, at) => {
      const text = decode(bytes);
      let offset = Math.min(at, text.length);
      if (offset < text.length && text.codePointAt(offset - 1)! > 0xffff) offset--;
      expect(goPosition(source('x', text), offset).byte).toBe(encode(text.slice(0, offset)).length);
    }),
  );
});
