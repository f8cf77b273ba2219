import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, textOf } from '../../../src/go/std/byte-string.ts';

it.each([
  ['abc', 'abc'],
  ['é', '\u00c3\u00a9'],
  ['\u{1f600}', '\u00f0\u009f\u0098\u0080'],
  ['\udcff', '\u00ff'],
  ['', ''],
])('%j has a char for each byte, and comes back', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
  expect(textOf(bytes)).toBe(text);
});

it('comes back whatever the bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const chars = String.fromCharCode(...bytes);
      expect(bytesOf(textOf(chars))).toBe(chars);
    }),
  );
});
