/**
 * Tokens of go.mod and go.work, as golang.org/x/mod/modfile splits them: one pass over the text by code units.
 *
 * The lexer is a plain record that `advance` moves to the next token. After an error its kind is BAD and stays so.
 */
import { isEscapedByte } from '../../text/bytes.ts';
import { MAX_TOKEN_LENGTH } from '../std/limits.ts';
import { quoteRune } from '../std/strconv.ts';
import { isPrint, isSpace } from '../std/unicode.ts';
import type { Comment } from './tree.ts';

/** Kinds of tokens. Up to SUFFIX they end a line. */
export const EOF: number = 0;
export const NEWLINE: number = 1;
/** A comment after other text on its line, with the newline. */
export const SUFFIX: number = 2;
/** A comment on a line of its own, with the newline. */
export const COMMENT: number = 3;
export const LPAREN: number = 4;
export const RPAREN: number = 5;
/** An identifier, a string or one of `[]{},`: what the grammar treats alike. */
export const WORD: number = 6;
export const BAD: number = 7;

/** Go has no limit but memory. Some 160,000 requirements are beyond any real file, and 50 MB of parentheses must not cost gigabytes. */
export const MAX_TOKENS = 500_000;

export interface LexError {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export interface Lexer {
  readonly text: string;
  kind: number;
  /** Of the current token. A comment's `end` is after its newline. */
  start: number;
  end: number;
  /** All SUFFIX comments so far. */
  readonly suffixes: Comment[];
  /** Set exactly when the kind is BAD. */
  error: LexError | undefined;
  /** Whether the current line has a token already. */
  midLine: boolean;
  count: number;
}

export function newLexer(text: string): Lexer {
  return { text, kind: NEWLINE, start: 0, end: 0, suffixes: [], error: undefined, midLine: false, count: 0 };
}

export function isOverLimit(lx: Lexer): boolean {
  return lx.count > MAX_TOKENS;
}

export function endsLine(kind: number): boolean {
  return kind <= SUFFIX;
}

/** The current comment's text, without its line end: a final CR LF or LF goes, any other CR stays. */
export function commentText(lx: Lexer): string {
  let end = lx.end;
  if (lx.text.charCodeAt(end - 1) === LF) {
    end--;
    if (lx.text.charCodeAt(end - 1) === CR) end--;
  }
  return lx.text.slice(lx.start, end);
}

/** Moves to the next token and gives its kind. */
export function advance(lx: Lexer): number {
  const { text } = lx;
  let i = lx.end;
  let c = text.charCodeAt(i);
  // A carriage return is white space wherever it stands, not only before a line feed.
  while (c === SPACE || c === TAB || c === CR) c = text.charCodeAt(++i);
  lx.start = i;
  if (i >= text.length) return endToken(lx, EOF, i);
  if (c === LF) {
    lx.midLine = false;
    return endToken(lx, NEWLINE, i + 1);
  }
  if (lx.count++ >= MAX_TOKENS) return fail(lx, i, i + 1, `file has more than ${MAX_TOKENS} tokens`);
  if (c === SLASH) {
    const next = text.charCodeAt(i + 1);
    if (next === SLASH) return readComment(lx, i);
    if (next === STAR) return fail(lx, i, i + 2, BLOCK_COMMENT);
  }
  lx.midLine = true;
  if (c === QUOTE || c === BACKQUOTE) return readString(lx, i, c);
  if (c === 0x28) return endToken(lx, LPAREN, i + 1);
  if (c === 0x29) return endToken(lx, RPAREN, i + 1);
  if (c === 0x5b || c === 0x5d || c === 0x7b || c === 0x7d || c === 0x2c) return endToken(lx, WORD, i + 1);
  return readIdentifier(lx, i);
}

/** Stops the lexer with an error. It spans at least one character where the text has one. */
export function fail(lx: Lexer, start: number, end: number, message: string): number {
  lx.kind = BAD;
  lx.error = { start, end: Math.min(Math.max(end, start + 1), lx.text.length), message };
  return BAD;
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const STAR = 0x2a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const BACKQUOTE = 0x60;
const TOO_LONG = `over the limit of ${MAX_TOKEN_LENGTH} characters for one word`;
const BLOCK_COMMENT = 'mod files must use // comments (not /* */ comments)';

function endToken(lx: Lexer, kind: number, end: number): number {
  lx.kind = kind;
  lx.end = end;
  return kind;
}

function readComment(lx: Lexer, start: number): number {
  const newline = lx.text.indexOf('\n', start);
  const kind = endToken(lx, lx.midLine ? SUFFIX : COMMENT, newline < 0 ? lx.text.length : newline + 1);
  if (lx.midLine) lx.suffixes.push({ start, token: commentText(lx), suffix: true });
  lx.midLine = false;
  return kind;
}

/** A `"` or backquoted string. A backslash in the former hides the next rune even if that is a newline. */
function readString(lx: Lexer, start: number, quote: number): number {
  const { text } = lx;
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return i - start > MAX_TOKEN_LENGTH ? fail(lx, start, i + 1, TOO_LONG) : endToken(lx, WORD, i + 1);
    if (c === LF) return fail(lx, i, i + 1, 'unexpected newline in string');
    if (c === BACKSLASH && quote === QUOTE) i++;
  }
  const line = text.indexOf('\n', start);
  return fail(lx, start, line < 0 ? text.length : line, 'unexpected EOF in string');
}

function readIdentifier(lx: Lexer, start: number): number {
  const { text } = lx;
  PLAIN_WORD.lastIndex = start;
  let i = PLAIN_WORD.test(text) ? PLAIN_WORD.lastIndex : start;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) {
      if (c <= SPACE || c === 0x7f || isBracket(c)) break;
      if (c !== SLASH) continue;
      const next = text.charCodeAt(i + 1);
      if (next === SLASH) break;
      if (next === STAR) return fail(lx, i, i + 2, BLOCK_COMMENT);
    } else {
      const rune = text.codePointAt(i)!;
      if (!isIdentifierRune(rune)) break;
      if (rune > 0xffff) i++;
    }
  }
  if (i - start > MAX_TOKEN_LENGTH) return fail(lx, start, i, TOO_LONG);
  if (i > start) return endToken(lx, WORD, i);
  const rune = text.codePointAt(start)!;
  return fail(lx, start, start + (rune > 0xffff ? 2 : 1), `unexpected input character ${quoteRune(rune)}`);
}

/** What most words are made of, at once: a loop that is not compiled yet takes as long for two characters. */
const PLAIN_WORD = /(?:[!-'*+.0-Z\\^-z|~-]|\/(?![/*])){1,500}/y;

function isBracket(c: number): boolean {
  return c === 0x28 || c === 0x29 || c === 0x2c || c === 0x5b || c === 0x5d || c === 0x7b || c === 0x7d;
}

/** Go reads a byte that is not UTF-8 as U+FFFD, which is printable. */
function isIdentifierRune(rune: number): boolean {
  return isEscapedByte(rune) || (isPrint(rune) && !isSpace(rune));
}
