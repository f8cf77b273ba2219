/** strconv.Unquote for `"` and backquoted strings. */
import { decode, encode } from '../../text/bytes.ts';

/** The string's value; undefined where Go says "invalid syntax". */
export function unquote(literal: string): string | undefined {
  const mark = literal[0];
  if (literal.length < 2 || (mark !== '"' && mark !== '`') || literal.at(-1) !== mark) return undefined;
  const inner = literal.slice(1, -1);
  if (mark === '`') return inner.includes('`') ? undefined : inner.replaceAll('\r', '');
  if (inner.includes('\n')) return undefined;
  if (!inner.includes('\\')) return inner.includes('"') ? undefined : replaceBadBytes(inner);
  return resolveEscapes(inner);
}

/** As the runes that Go copies out of an interpreted string: a byte that is not UTF-8 becomes U+FFFD. */
function replaceBadBytes(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}

const SIMPLE: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

function resolveEscapes(inner: string): string | undefined {
  let out = '';
  let bytes = false;
  let i = 0;
  while (i < inner.length) {
    const c = inner[i]!;
    if (c === '"') return undefined;
    if (c !== '\\') {
      const next = nextMark(inner, i);
      out += replaceBadBytes(inner.slice(i, next));
      i = next;
      continue;
    }
    const found = readEscape(inner, i + 1);
    if (!found) return undefined;
    out += found.text;
    bytes ||= found.byte;
    i = found.end;
  }
  // \x and octal escapes give bytes; only together they may make a rune ("\xc3\xa9").
  return bytes ? decode(encode(out)) : out;
}

function nextMark(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '\\' || text[i] === '"') return i;
  return text.length;
}

interface Escape {
  readonly text: string;
  readonly end: number;
  readonly byte: boolean;
}

/** The escape whose letter is at `i`. */
function readEscape(text: string, i: number): Escape | undefined {
  const letter = text[i] ?? '';
  const simple = Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  if (simple !== undefined) return { text: simple, end: i + 1, byte: false };
  if (letter === 'x') return byteEscape(digits(text, i + 1, 2, /^[0-9a-fA-F]+$/), 16, i + 3);
  if (letter === 'u') return runeEscape(digits(text, i + 1, 4, /^[0-9a-fA-F]+$/), i + 5);
  if (letter === 'U') return runeEscape(digits(text, i + 1, 8, /^[0-9a-fA-F]+$/), i + 9);
  return byteEscape(digits(text, i, 3, /^[0-7]+$/), 8, i + 3);
}

function digits(text: string, from: number, count: number, allowed: RegExp): string | undefined {
  const found = text.slice(from, from + count);
  return found.length === count && allowed.test(found) ? found : undefined;
}

function byteEscape(found: string | undefined, base: number, end: number): Escape | undefined {
  const value = found === undefined ? 256 : Number.parseInt(found, base);
  if (value > 255) return undefined;
  const text = String.fromCharCode(value < 0x80 ? value : 0xdc00 + value);
  return { text, end, byte: value >= 0x80 };
}

/** Surrogates and what is above U+10FFFF are no runes. */
function runeEscape(found: string | undefined, end: number): Escape | undefined {
  const value = found === undefined ? 0x110000 : Number.parseInt(found, 16);
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return undefined;
  return { text: String.fromCodePoint(value), end, byte: false };
}
