/**
 * A licence text as word ids, with what says nothing left out: list markers, copyright lines, "All rights reserved", comment
 * leaders, punctuation, HTML tags and entities, single letters. One pass, no strings made, linear in the text.
 */
import { foldWide, isIdeograph, LOWER } from './letters.ts';
import { copyrightFollows, listMarkerEnd, parenMarkerEnd, skipEntity, skipTag, yearFollows } from './marks.ts';
import { HASH_SEED, hashStep, spread, type Vocabulary } from './vocabulary.ts';

/** What came before a token. */
export const LINE = 1;
export const SENTENCE = 2;
export const PARAGRAPH = 4;
export const COLON = 8;
/** A plus sign directly behind the word before: "GPL-2+". */
export const PLUS = 16;

/** Tokens of one text; the arrays grow and are used again. Only the first `length` entries count. */
export interface Tokens {
  length: number;
  ids: Uint16Array;
  /** Offset of each token's first unit in the text. */
  starts: Int32Array;
  /** Bits LINE, SENTENCE, PARAGRAPH, COLON, PLUS: what stood between this token and the one before. */
  breaks: Uint8Array;
  /** The bits for the end of the text. */
  tail: number;
  /** Whether "all rights reserved" was dropped. */
  reserved: boolean;
}

/** Word ids the tokeniser acts on. */
export interface ActiveWords {
  readonly copyright: number;
  readonly all: number;
  readonly rights: number;
  readonly reserved: number;
  /** Bits ENDS_COPYRIGHT and DROPPED, by word id. */
  readonly flags: Uint8Array;
}

export const ENDS_COPYRIGHT = 1;
export const DROPPED = 2;

export function newTokens(capacity = 4096): Tokens {
  return {
    length: 0,
    ids: new Uint16Array(capacity),
    starts: new Int32Array(capacity),
    breaks: new Uint8Array(capacity),
    tail: 0,
    reserved: false,
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

/**
 * Fills `tokens` from `text`.
 * @param learn called with a word the vocabulary lacks, gives its id; without it such words get id 0.
 */
export function tokenize(
  text: string,
  vocabulary: Vocabulary,
  active: ActiveWords,
  tokens: Tokens,
  learn?: (word: string) => number,
): void {
  const { slots, hashes, ids: wordIds, starts: wordStarts, chars } = vocabulary;
  const mask = slots.length - 1;
  const n = text.length;
  let at = 0;
  let breaks = LINE | PARAGRAPH;
  let wordsOnLine = 0;
  let blank = true;
  let inCopyright = false;
  tokens.length = 0;
  tokens.reserved = false;

  while (at < n) {
    const unit = text.charCodeAt(at);
    let folded = unit < 128 ? LOWER[unit]! : isIdeograph(unit) ? unit : foldWide(unit);
    if (folded === 0) {
      switch (unit) {
        case 0x0a:
          breaks |= blank ? LINE | PARAGRAPH : LINE;
          blank = true;
          inCopyright = false;
          wordsOnLine = 0;
          break;
        case 0x28: {
          const end = parenMarkerEnd(text, at);
          if (end > 0) {
            if (end === at + 3 && (text.charCodeAt(at + 1) | 0x20) === 0x63 && yearFollows(text, end))
              inCopyright = true;
            at = end;
            continue;
          }
          break;
        }
        case 0x2b:
          if (at > 0 && text.charCodeAt(at - 1) < 128 && LOWER[text.charCodeAt(at - 1)]! !== 0) breaks |= PLUS;
          break;
        case 0xa9:
          if (yearFollows(text, at + 1)) inCopyright = true;
          break;
        case 0x26:
          at = skipEntity(text, at);
          continue;
        case 0x3c:
          at = skipTag(text, at);
          continue;
        case 0x3a:
          breaks |= COLON;
          break;
        case 0x2e:
        case 0x3b:
        case 0x21:
        case 0x3f: {
          const next = at + 1 < n ? text.charCodeAt(at + 1) : 0x20;
          if (next <= 0x20) breaks |= SENTENCE;
          break;
        }
      }
      at++;
      continue;
    }

    blank = false;
    const start = at;
    if (wordsOnLine === 0) {
      const end = listMarkerEnd(text, at);
      if (end > 0) {
        at = end;
        continue;
      }
    }
    wordsOnLine++;
    let hash = hashStep(HASH_SEED, folded);
    at++;
    if (unit < 128 || !isIdeograph(unit)) {
      for (; at < n; at++) {
        const next = text.charCodeAt(at);
        folded = next < 128 ? LOWER[next]! : isIdeograph(next) ? 0 : foldWide(next);
        if (folded === 0) break;
        hash = hashStep(hash, folded);
      }
      // single letters carry nothing, but for the article
      if (at === start + 1 && unit < 128 && unit > 0x39 && (unit | 0x20) !== 0x61) continue;
    }

    let id = 0;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot]! - 1;
      if (entry < 0) break;
      if (hashes[entry] === hash && sameWord(text, start, at, chars, wordStarts[entry]!, wordStarts[entry + 1]!)) {
        id = wordIds[entry]!;
        break;
      }
    }
    if (id === 0 && learn) id = learn(foldedWord(text, start, at));

    if (inCopyright) {
      if (id === active.reserved && id !== 0) tokens.reserved = true;
      if ((active.flags[id]! & ENDS_COPYRIGHT) === 0) continue;
      inCopyright = false;
    } else if (id === active.copyright && id !== 0 && copyrightFollows(text, start, at, wordsOnLine === 1)) {
      inCopyright = true;
      continue;
    }
    if ((active.flags[id]! & DROPPED) !== 0) continue;
    const count = tokens.length;
    if (
      id === active.reserved &&
      count >= 2 &&
      tokens.ids[count - 1] === active.rights &&
      tokens.ids[count - 2] === active.all
    ) {
      breaks |= tokens.breaks[count - 2]!;
      tokens.length = count - 2;
      tokens.reserved = true;
      continue;
    }
    if (count === tokens.ids.length) grow(tokens);
    tokens.ids[count] = id;
    tokens.starts[count] = start;
    tokens.breaks[count] = breaks;
    tokens.length = count + 1;
    breaks = 0;
  }
  tokens.tail = breaks | LINE | PARAGRAPH;
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
    if ((unit < 128 ? LOWER[unit] : isIdeograph(unit) ? unit : foldWide(unit)) !== chars[j]) return false;
  }
  return true;
}

function foldedWord(text: string, from: number, to: number): string {
  let word = '';
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    word += String.fromCharCode(unit < 128 ? LOWER[unit]! : isIdeograph(unit) ? unit : foldWide(unit));
  }
  return word;
}
