/** Go's `%q`, for messages that read as Go's do. Bytes that are not UTF-8 are the lone surrogates of text/bytes.ts. */
import { isEscapedByte } from '../../text/bytes.ts';
import { isPrint } from './unicode.ts';

/** strconv.Quote. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]|[^ -~]/gu, (ch) => escaped(ch.codePointAt(0)!, '"'))}"`;
}

/** strconv.QuoteRune, `%q` of a rune. A byte that is not UTF-8 is U+FFFD to Go by the time it is a rune. */
export function quoteRune(rune: number): string {
  return `'${escaped(isSurrogate(rune) ? 0xfffd : rune, "'")}'`;
}

const SHORT = new Map([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x0c, '\\f'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x0b, '\\v'],
]);

function escaped(rune: number, mark: string): string {
  const ch = String.fromCodePoint(rune);
  if (ch === mark || ch === '\\') return `\\${ch}`;
  if (isPrint(rune)) return ch;
  const short = SHORT.get(rune);
  if (short) return short;
  if (isEscapedByte(rune)) return `\\x${hex(rune - 0xdc00, 2)}`;
  if (rune < 0x20 || rune === 0x7f) return `\\x${hex(rune, 2)}`;
  return rune < 0x10000 ? `\\u${hex(rune, 4)}` : `\\U${hex(rune, 8)}`;
}

function isSurrogate(rune: number): boolean {
  return rune >= 0xd800 && rune <= 0xdfff;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
