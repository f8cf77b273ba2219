/** How wide text stands on a terminal. */
const PLAIN = /^[ -~]*$/;

/** Terminal columns of printable text. */
export function textColumns(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let sum = 0;
  for (const ch of text) sum += columns(ch);
  return sum;
}

/** Terminal columns of a printable code point: 0 for combining marks, 2 for East Asian wide and emoji (the main blocks), else 1. */
export function columns(ch: string): number {
  const code = ch.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (/\p{M}/u.test(ch)) return 0;
  return WIDE.some(([low, high]) => code >= low && code <= high) ? 2 : 1;
}

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];
