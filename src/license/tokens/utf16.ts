/** Files in UTF-16 come as bytes that are not UTF-8; here they are read as what they are. */
import { encode } from '../../text/bytes.ts';

/** The text as people see it: UTF-16 decoded, a byte order mark left out. */
export function readableText(text: string): string {
  if (text.charCodeAt(0) === 0xfeff) return text.slice(1);
  const littleMark = text.charCodeAt(0) === 0xdcff && text.charCodeAt(1) === 0xdcfe;
  const bigMark = text.charCodeAt(0) === 0xdcfe && text.charCodeAt(1) === 0xdcff;
  const little = littleMark || (!bigMark && text.charCodeAt(1) === 0 && text.charCodeAt(0) !== 0);
  const big = bigMark || (text.charCodeAt(0) === 0 && text.charCodeAt(1) !== 0 && text.length > 1);
  if (!little && !big) return text;
  const bytes = encode(text);
  const from = littleMark || bigMark ? 2 : 0;
  const units = new Uint16Array((bytes.length - from) >> 1);
  for (let i = 0; i < units.length; i++) {
    const first = bytes[from + 2 * i]!;
    const second = bytes[from + 2 * i + 1]!;
    units[i] = little ? first | (second << 8) : (first << 8) | second;
  }
  let out = '';
  for (let i = 0; i < units.length; i += 8192) out += String.fromCharCode(...units.subarray(i, i + 8192));
  return out;
}
