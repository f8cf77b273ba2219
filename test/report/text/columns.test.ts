import { expect, it } from 'vitest';
import { columns, textColumns } from '../../../src/report/text/columns.ts';

it.each([
  ['', 0],
  ['plain text ~', 12],
  ['é', 1],
  ['e\u0301', 1],
  ['支付', 4],
  ['a支b', 4],
  ['👍', 2],
])('%j is %i columns wide', (text, width) => {
  expect(textColumns(text)).toBe(width);
});

// Ranges of Unicode's East Asian Width: the first and last of each block, and what stands outside.
it.each([
  [0x02ff, 1],
  [0x0300, 0],
  [0x0301, 0],
  [0x10ff, 1],
  [0x1100, 2],
  [0x115f, 2],
  [0x1160, 1],
  [0x2e7f, 1],
  [0x2e80, 2],
  [0x303e, 2],
  [0x303f, 1],
  [0x3040, 1],
  [0x3041, 2],
  [0xa4cf, 2],
  [0xa4d0, 1],
  [0xabff, 1],
  [0xac00, 2],
  [0xd7a3, 2],
  [0xd7a4, 1],
  [0xf900, 2],
  [0xfaff, 2],
  [0xfb00, 1],
  [0xfe2f, 0],
  [0xfe30, 2],
  [0xfe6f, 2],
  [0xfe70, 1],
  [0xfeff, 1],
  [0xff00, 2],
  [0xff60, 2],
  [0xff61, 1],
  [0xffe0, 2],
  [0xffe6, 2],
  [0xffe7, 1],
  [0x1f2ff, 1],
  [0x1f300, 2],
  [0x1faff, 2],
  [0x1fb00, 1],
  [0x1ffff, 1],
  [0x20000, 2],
  [0x3fffd, 2],
  [0x3fffe, 1],
])('U+%s', (code, width) => {
  expect(columns(String.fromCodePoint(code))).toBe(width);
});
