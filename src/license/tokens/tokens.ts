/**
 * A licence text as word ids, with what says nothing left out: list markers, copyright lines, "All rights reserved", comment
 * leaders, punctuation, HTML tags and entities, single letters. One pass, no strings made, linear in the text.
 */

import { foldWide, isIdeograph, LOWER } from './letters.ts';
import { copyrightFollows, listMarkerEnd, parenMarkerEnd, skipEntity, skipTag, yearFollows } from './marks.ts';
import { HASH_SEED, hashStep, spread, type Vocabulary } from './vocabulary.ts';
import type { ActiveWords } from './words.ts';

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
    length: 0,
    ids: new Uint16Array(capacity),
    starts: new Int32Array(capacity),
    breaks: new Uint8Array(capacity),
    tail: 0,
    reserved: false,
    spdx: false,
  };
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

/** Where the tokenizer stands in the text. */
interface Scan {
  /** Bits gathered since the last token. */
  breaks: number;
  /** Words since the line began. */
  words: number;
  /** Whether the line has had nothing but signs. */
  blank: boolean;
  inCopyright: boolean;
  /** Hash of the word just read. */
  hash: number;
}

/**
 * Fills `tokens` from `text`. What is rare stands in functions of its own, so that the loop is compiled once and stays so.
 * @param learn called with a word the vocabulary lacks, gives its id; without it such words get id 0.
 */
export function tokenize(
  text: string,
  vocabulary: Vocabulary,
  active: ActiveWords,
  tokens: Tokens,
  learn?: (word: string) => number,
): void {
  const { flags } = active;
  const n = text.length;
  const scan: Scan = { breaks: LINE | PARAGRAPH, words: 0, blank: true, inCopyright: false, hash: 0 };
  tokens.length = 0;
  tokens.reserved = false;
  tokens.spdx = false;
  let at = 0;
  while (at < n) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20) {
      at++;
      continue;
    }
    if (unit < 128 ? LOWER[unit] === 0 : !isWide(unit)) {
      at = separate(text, at, unit, scan);
      continue;
    }
    const start = at;
    scan.blank = false;
    if (scan.words === 0) {
      const end = listMarkerEnd(text, at);
      if (end > 0) {
        at = end;
        continue;
      }
    }
    scan.words++;
    at = readWord(text, start, scan);
    // single letters carry nothing, but for the article
    if (at === start + 1 && unit < 128 && unit > 0x39 && (unit | 0x20) !== 0x61) continue;
    let id = lookUp(text, start, at, scan.hash, vocabulary);
    if (id === 0 && learn) id = learn(foldedWord(text, start, at));
    if (((flags[id]! & ACTS) !== 0 || scan.inCopyright) && act(id, text, start, at, active, tokens, scan)) continue;
    const count = tokens.length;
    if (count === tokens.ids.length) grow(tokens);
    tokens.ids[count] = id;
    tokens.starts[count] = start;
    tokens.breaks[count] = start > 1 ? scan.breaks | gluedBy(text, start - 1) : scan.breaks;
    tokens.length = count + 1;
    scan.breaks = 0;
  }
  tokens.tail = scan.breaks | LINE | PARAGRAPH;
}

/** What joins the word behind the sign at `at` to the text before it without a space: bits SLASH, DOT, HYPHEN. */
function gluedBy(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === 0x20 || sign === 0x0a || sign > 0x7e) return 0;
  const before = text.charCodeAt(at - 1);
  if (sign === 0x2f || sign === 0x5c) {
    if (before === sign) return text.charCodeAt(at - 2) === 0x3a ? SLASH | DOT : 0;
    return before <= 0x20 || before === 0x2a ? 0 : SLASH;
  }
  if (before >= 128 || LOWER[before] === 0) return 0;
  return sign === 0x2d ? HYPHEN : LINK_SIGNS[sign]!;
}

/** DOT for the signs that join the parts of links, addresses and file names. By unit. */
const LINK_SIGNS = new Uint8Array(128);
for (const sign of '.@_=#%~?') LINK_SIGNS[sign.charCodeAt(0)] = DOT;

const isWide = (unit: number) => isIdeograph(unit) || foldWide(unit) !== 0;

/** Hashes the word that begins at `start` into `scan.hash`; gives its end. */
function readWord(text: string, start: number, scan: Scan): number {
  const n = text.length;
  let at = start;
  let hash = HASH_SEED;
  for (; at < n; at++) {
    const unit = text.charCodeAt(at);
    const folded = unit < 128 ? LOWER[unit]! : -1;
    if (folded <= 0) {
      if (folded < 0) return readWideWord(text, start, scan);
      break;
    }
    hash = hashStep(hash, folded);
  }
  scan.hash = hash;
  return at;
}

function readWideWord(text: string, start: number, scan: Scan): number {
  const end = wordEnd(text, start);
  let hash = HASH_SEED;
  for (let i = start; i < end; i++) hash = hashStep(hash, folded(text.charCodeAt(i)));
  scan.hash = hash;
  return end;
}

const folded = (unit: number) => (unit < 128 ? LOWER[unit]! : isIdeograph(unit) ? unit : foldWide(unit));

function lookUp(text: string, start: number, end: number, hash: number, vocabulary: Vocabulary): number {
  const { slots, hashes, starts } = vocabulary;
  const mask = slots.length - 1;
  for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
    const entry = slots[slot]! - 1;
    if (entry < 0) return 0;
    if (hashes[entry] === hash && sameWord(text, start, end, vocabulary.chars, starts[entry]!, starts[entry + 1]!)) {
      return vocabulary.ids[entry]!;
    }
  }
}

/** What stands between words: line ends, signs that break a sentence, markers, tags. Gives the place behind it. */
function separate(text: string, at: number, unit: number, scan: Scan): number {
  switch (unit) {
    case 0x0a:
      scan.breaks |= scan.blank ? LINE | PARAGRAPH : LINE;
      scan.blank = true;
      scan.inCopyright = false;
      scan.words = 0;
      return at + 1;
    case 0x28: {
      const end = parenMarkerEnd(text, at);
      if (end === 0) return at + 1;
      scan.blank = false;
      if (end === at + 3 && (text.charCodeAt(at + 1) | 0x20) === 0x63 && yearFollows(text, end))
        scan.inCopyright = true;
      return end;
    }
    case 0xa9:
      if (yearFollows(text, at + 1)) scan.inCopyright = true;
      return at + 1;
    case 0x2b:
      if (at > 0 && text.charCodeAt(at - 1) < 128 && LOWER[text.charCodeAt(at - 1)]! !== 0) scan.breaks |= PLUS;
      return at + 1;
    case 0x26:
      return skipEntity(text, at);
    case 0x3c:
      return skipTag(text, at);
    case 0x3a:
      scan.breaks |= COLON;
      return at + 1;
    case 0x2e:
    case 0x3b:
    case 0x21:
    case 0x3f:
      if (at + 1 >= text.length || text.charCodeAt(at + 1) <= 0x20) scan.breaks |= SENTENCE;
      return at + 1;
  }
  return at + 1;
}

/** What the word does to the stream; true where it is not to be kept. */
function act(
  id: number,
  text: string,
  start: number,
  end: number,
  active: ActiveWords,
  tokens: Tokens,
  scan: Scan,
): boolean {
  if (id === active.spdx && id !== 0) tokens.spdx = true;
  if (scan.inCopyright) {
    if (id === active.reserved && id !== 0) tokens.reserved = true;
    if ((active.flags[id]! & ENDS_COPYRIGHT) === 0) return true;
    scan.inCopyright = false;
    return false;
  }
  if (id === active.copyright) {
    if (!copyrightFollows(text, start, end, scan.words === 1)) return false;
    scan.inCopyright = true;
    return true;
  }
  if (id === active.spdx) return false;
  if (id !== active.reserved) return true;
  const { ids, breaks, length } = tokens;
  if (length < 2 || ids[length - 1] !== active.rights || ids[length - 2] !== active.all) return false;
  scan.breaks |= breaks[length - 2]!;
  tokens.length = length - 2;
  tokens.reserved = true;
  return true;
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

function sameWord(text: string, from: number, to: number, chars: Uint16Array, start: number, end: number): boolean {
  if (to - from !== end - start) return false;
  for (let i = from, j = start; i < to; i++, j++) {
    const unit = text.charCodeAt(i);
    if (chars[j] !== (unit < 128 ? LOWER[unit] : folded(unit))) return false;
  }
  return true;
}

function foldedWord(text: string, from: number, to: number): string {
  let word = '';
  for (let i = from; i < to; i++) word += String.fromCharCode(folded(text.charCodeAt(i)));
  return word;
}
