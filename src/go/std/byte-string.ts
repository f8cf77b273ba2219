/** Texts as strings of one char a byte, for what Go decides on bytes. */
import { decode, encode } from '../../text/bytes.ts';

/** ASCII text, which is nearly all there is, is that already. */
export function bytesOf(text: string): string {
  if (isASCII(text)) return text;
  let out = '';
  for (const byte of encode(text)) out += String.fromCharCode(byte);
  return out;
}

/** The text again; bytes that are not UTF-8 are escaped as everywhere (text/bytes.ts). */
export function textOf(bytes: string): string {
  if (isASCII(bytes)) return bytes;
  return decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

function isASCII(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
