/**
 * Bytes to text and back without loss.
 *
 * Go's parsers work on bytes, JavaScript's strings are UTF-16. A byte that is not part of well-formed UTF-8 becomes the lone
 * surrogate U+DC80 + (byte - 0x80), which no well-formed text holds, so `encode(decode(b))` gives `b` for every `b`.
 */
import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** UTF-8 to text without loss: a byte that is not UTF-8 becomes a lone surrogate, which `encode` turns back. */
export function decode(bytes: Uint8Array): string {
  return isUtf8(bytes) ? wellFormed(bytes) : decodeWithEscapes(bytes);
}

/** Much quicker than a TextDecoder that refuses what is not UTF-8, and a byte order mark stays. */
function wellFormed(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

const encoder = new TextEncoder();

/** Text to UTF-8; the reverse of `decode`. */
export function encode(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const parts: number[] = [];
  for (const ch of text) {
    const code = ch.codePointAt(0)!;
    if (isEscapedByte(code)) parts.push(code - 0xdc00);
    else for (const b of encoder.encode(ch)) parts.push(b);
  }
  return Uint8Array.from(parts);
}

/**
 * Copies the UTF-16 units of a text to the front of an array, which must have room for them. Who reads each unit reads an array several
 * times as fast as a string.
 */
export function copyUnits(text: string, to: Uint16Array): void {
  Buffer.from(to.buffer, to.byteOffset, to.byteLength).write(text, 'utf16le');
}

/** Bytes as the characters U+0000 to U+00FF. */
export function latin1(array: Uint8Array | Uint16Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('latin1');
}

/** Whether a code point stands for one byte that was not UTF-8. */
export function isEscapedByte(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

/** How many bytes a code point takes in the file it came from. */
export function byteLength(code: number): number {
  if (code < 0x80 || isEscapedByte(code)) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function decodeWithEscapes(bytes: Uint8Array): string {
  let out = '';
  let start = 0;
  for (let i = 0; i < bytes.length; ) {
    const n = sequenceLength(bytes, i);
    if (n > 0) {
      i += n;
      continue;
    }
    out += wellFormed(bytes.subarray(start, i)) + String.fromCharCode(0xdc00 + bytes[i]!);
    start = ++i;
  }
  return out + wellFormed(bytes.subarray(start));
}

/** Length of the well-formed UTF-8 sequence at `i`, 0 where there is none (Unicode 15, table 3-7, as Go's utf8.DecodeRune). */
function sequenceLength(b: Uint8Array, i: number): number {
  const first = b[i]!;
  if (first < 0x80) return 1;
  const within = (at: number, low: number, high: number) => at < b.length && b[at]! >= low && b[at]! <= high;
  const tail = (at: number) => within(at, 0x80, 0xbf);
  if (first >= 0xc2 && first <= 0xdf) return tail(i + 1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return within(i + 1, low, high) && tail(i + 2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return within(i + 1, low, high) && tail(i + 2) && tail(i + 3) ? 4 : 0;
  }
  return 0;
}
