/** Where each character of a YAML scalar stands in the file: behind quotes, escapes, indentation and folding. */
import { type MappedText, plainText } from '../mapped-text.ts';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** `value`: what YAML makes of the text from `start` to `end`, quotes or the head of a block included. */
export function scalarText(value: string, text: string, start: number, end: number, style: ScalarStyle): MappedText {
  const from = style === 'plain' ? start : style === 'block' ? contentStart(text, start, end) : start + 1;
  if (text.startsWith(value, from) && style !== 'double') return plainText(value, from);
  const offsets = new Uint32Array(value.length + 1);
  const indent = style === 'block' ? indentation(value, text, from) : 0;
  const last = Math.max(start, end - 1);
  let at = style === 'block' ? skipIndent(text, from, indent) : from;
  for (let i = 0; i < value.length; i++) {
    const c = value[i]!;
    if (style === 'double' && text[at] === '\\' && /[^\r\n]/.test(text[at + 1] ?? '\n')) {
      offsets[i] = at;
      at += ESCAPES[text[at + 1]!] ?? 2;
      // One escape, and two characters of the value.
      if (text[offsets[i]! + 1] === 'U' && value.codePointAt(i)! > 0xffff) offsets[++i] = at;
      continue;
    }
    while (at < end && text[at] !== c && !(isBreak(text[at]!) && (c === ' ' || c === '\n'))) at++;
    // A block that ends with the file may have no line end, which its value has.
    offsets[i] = Math.min(at, last);
    if (isBreak(text[at] ?? '')) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      if (style === 'block') at = skipIndent(text, at, indent);
      // Of several line ends in a row each but the first is one in the value.
      else if (c === ' ') while (at < end && /[ \t]/.test(text[at]!)) at++;
    } else {
      at++;
    }
  }
  offsets[value.length] = Math.min(at, end);
  return { text: value, offsetAt: (index) => offsets[Math.min(Math.max(index, 0), value.length)]! };
}

/** Lengths of escapes other than two. */
const ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function isBreak(c: string): boolean {
  return c === '\n' || c === '\r';
}

/** Behind the line with `|` or `>`. */
function contentStart(text: string, start: number, end: number): number {
  const newline = text.indexOf('\n', start);
  return newline < 0 || newline >= end ? end : newline + 1;
}

/** Blanks that the file has before each line of a block, and the value has not. */
function indentation(value: string, text: string, from: number): number {
  const inFile = /^(?:[ \t]*\r?\n)*([ ]*)/.exec(text.slice(from, from + 10_000))?.[1]?.length ?? 0;
  const inValue = /^\n*([ ]*)/.exec(value)?.[1]?.length ?? 0;
  return Math.max(0, inFile - inValue);
}

function skipIndent(text: string, at: number, indent: number): number {
  let i = at;
  while (i < at + indent && text[i] === ' ') i++;
  return i;
}
