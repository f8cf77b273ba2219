import { encode } from '../../text/bytes.ts';

/**
 * strings.Compare: by bytes. JavaScript compares UTF-16 units, which puts U+10000 and above before U+E000; the escaped bytes of
 * text/bytes.ts (lone surrogates) must come where the byte itself would.
 */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x < 0x80 || y < 0x80 || (x < 0xd800 && y < 0xd800)) return x < y ? -1 : 1;
    return compareBytes(a, b, i);
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

/**
 * The strings differ at unit `i`; where that is the second half of a pair, the whole pair decides. Escaped bytes may be the first of those
 * that the other string has in one character, so that more than a character of each is looked at.
 */
function compareBytes(a: string, b: string, i: number): -1 | 0 | 1 {
  const from = i > 0 && (a.codePointAt(i - 1)! > 0xffff || b.codePointAt(i - 1)! > 0xffff) ? i - 1 : i;
  const x = encode(a.slice(from));
  const y = encode(b.slice(from));
  for (let k = 0; k < Math.min(x.length, y.length); k++) {
    if (x[k] !== y[k]) return x[k]! < y[k]! ? -1 : 1;
  }
  return x.length === y.length ? 0 : x.length < y.length ? -1 : 1;
}
