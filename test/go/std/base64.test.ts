import { expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../src/go/std/base64.ts';

// As base64.StdEncoding.
it.each<[text: string, bytes: number[] | undefined]>([
  ['', []],
  ['YQ==', [97]],
  ['YWI=', [97, 98]],
  ['YWJj', [97, 98, 99]],
  ['Y\nW\r\nJj\n', [97, 98, 99]],
  ['+/+/', [251, 255, 191]],
  // Bits that are left over do not count.
  ['YR==', [97]],
  ['YQ', undefined],
  ['YQ=', undefined],
  ['Y===', undefined],
  ['YQ==YQ==', undefined],
  ['YW J', undefined],
  ['-_-_', undefined],
])('%j', (text, bytes) => {
  const decoded = decodeBase64(text);
  expect(decoded && [...decoded]).toEqual(bytes);
});

it('is written of the bytes of a view alone', () => {
  const whole = Uint8Array.of(1, 97, 98, 99, 2);
  expect(encodeBase64(whole.subarray(1, 4))).toBe('YWJj');
});
