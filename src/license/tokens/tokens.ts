/** A license text as word ids, and what stood between the words. Made by tokenize.ts. */

import { foldWide, isIdeograph, LOWER } from './letters.ts';

/** What came before a token. */
export const LINE = 1;
export const SENTENCE = 2;
export const PARAGRAPH = 4;
export const COLON = 8;
/** A plus sign directly behind the word before: "GPL-2+". */
export const PLUS = 16;
/** A slash directly between this word and the one before: "MIT/ISC", "licenses/MIT". With DOT: behind "://". */
export const SLASH = 32;
/** A dot or another sign of links and file names directly between: "foo.net", "a@b", "x=y". */
export const DOT = 64;
/** A hyphen directly between: "LICENSE-MIT", "MIT-licensed". */
export const HYPHEN = 128;

/** Tokens of one text; the arrays grow and are used again. Only the first `length` entries count. */
export interface Tokens {
  /** UTF-16 units of the text, and a 0 behind them. */
  units: Uint16Array;
  length: number;
  ids: Uint16Array;
  /** Offset of each token's first unit in the text. */
  starts: Int32Array;
  /** Bits LINE, SENTENCE, PARAGRAPH, COLON, PLUS, SLASH, DOT, HYPHEN: what stood between this token and the one before. */
  breaks: Uint8Array;
  /** The bits for the end of the text. */
  tail: number;
  /** Whether "all rights reserved" was dropped. */
  reserved: boolean;
  /** Whether the word "SPDX" is there: only then can there be a tag. */
  spdx: boolean;
}

/** The word ends a copyright line. */
export const ENDS_COPYRIGHT = 1;
/** The word is dropped, or means something to the tokenizer. */
export const ACTS = 2;

export function newTokens(capacity = 4096): Tokens {
  return {
    units: new Uint16Array(capacity),
    length: 0,
    ids: new Uint16Array(capacity),
    starts: new Int32Array(capacity),
    breaks: new Uint8Array(capacity),
    tail: 0,
    reserved: false,
    spdx: false,
  };
}

/** Adds a word. */
export function push(tokens: Tokens, id: number, start: number, breaks: number): void {
  if (tokens.length === tokens.ids.length) grow(tokens);
  tokens.ids[tokens.length] = id;
  tokens.starts[tokens.length] = start;
  tokens.breaks[tokens.length++] = breaks;
}

function grow(tokens: Tokens): void {
  const size = tokens.ids.length * 2;
  const ids = new Uint16Array(size);
  const starts = new Int32Array(size);
  const breaks = new Uint8Array(size);
  ids.set(tokens.ids);
  starts.set(tokens.starts);
  breaks.set(tokens.breaks);
  Object.assign(tokens, { ids, starts, breaks });
}

/** The bits for what stands before token `at`, or behind the last one. */
export function breaksAt(tokens: Tokens, at: number): number {
  return at < tokens.length ? tokens.breaks[at]! : tokens.tail;
}

/** Where the word that begins at `start` ends. */
export function wordEnd(text: string, start: number): number {
  if (isIdeograph(text.charCodeAt(start))) return start + 1;
  let at = start + 1;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if ((unit < 128 ? LOWER[unit]! : isIdeograph(unit) ? 0 : foldWide(unit)) === 0) break;
  }
  return at;
}
