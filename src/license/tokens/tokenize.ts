/**
 * A license text as word ids, with what says nothing left out: list markers, copyright lines, "All rights reserved", comment
 * leaders, punctuation, HTML tags and entities, single letters. One pass, no strings made, linear in the text.
 */

import { copyUnits } from '../../text/bytes.ts';
import { foldWide, isIdeograph, LOWER } from './letters.ts';
import { copyrightFollows, listMarkerEnd, parenMarkerEnd, skipEntity, skipTag, yearFollows } from './marks.ts';
import { isBareLetter, readPlain, type Scan, signBefore } from './plain-words.ts';
import { ACTS, COLON, ENDS_COPYRIGHT, LINE, PARAGRAPH, PLUS, push, SENTENCE, type Tokens, wordEnd } from './tokens.ts';
import { HASH_SEED, hashStep, spread, type Vocabulary } from './vocabulary.ts';
import type { ActiveWords } from './words.ts';

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
  const scan: Scan = { breaks: LINE | PARAGRAPH, words: 0, blank: true, inCopyright: false };
  tokens.length = 0;
  tokens.reserved = false;
  tokens.spdx = false;
  if (tokens.units.length <= text.length) tokens.units = new Uint16Array(text.length * 2);
  copyUnits(text, tokens.units);
  tokens.units[text.length] = 0;
  let at = 0;
  while (at < text.length) {
    if (!learn && !scan.inCopyright) at = readPlain(text.length, at, vocabulary, active.flags, tokens, scan);
    if (at < text.length) at = readStep(text, at, vocabulary, active, tokens, scan, learn);
  }
  tokens.tail = scan.breaks | LINE | PARAGRAPH;
}

/** Reads a word, a marker, or one of what stands between them; gives the place behind it. */
function readStep(
  text: string,
  start: number,
  vocabulary: Vocabulary,
  active: ActiveWords,
  tokens: Tokens,
  scan: Scan,
  learn: ((word: string) => number) | undefined,
): number {
  const unit = text.charCodeAt(start);
  if (folded(unit) === 0) return separate(text, start, unit, scan);
  scan.blank = false;
  const marker = scan.words === 0 ? listMarkerEnd(text, start) : 0;
  if (marker > 0) return marker;
  scan.words++;
  const end = wordEnd(text, start);
  if (end === start + 1 && isBareLetter(unit)) return end;
  let id = lookUp(text, start, end, vocabulary);
  if (id === 0 && learn) id = learn(foldedWord(text, start, end));
  const acts = (active.flags[id]! & ACTS) !== 0 || scan.inCopyright;
  if (acts && act(id, text, start, end, active, tokens, scan)) return end;
  push(tokens, id, start, scan.breaks | signBefore(tokens.units, start));
  scan.breaks = 0;
  return end;
}

const folded = (unit: number) => (unit < 128 ? LOWER[unit]! : isIdeograph(unit) ? unit : foldWide(unit));

function lookUp(text: string, start: number, end: number, vocabulary: Vocabulary): number {
  let hash = HASH_SEED;
  for (let i = start; i < end; i++) hash = hashStep(hash, folded(text.charCodeAt(i)));
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

function sameWord(text: string, from: number, to: number, chars: Uint16Array, start: number, end: number): boolean {
  if (to - from !== end - start) return false;
  for (let i = from, j = start; i < to; i++, j++) {
    if (chars[j] !== folded(text.charCodeAt(i))) return false;
  }
  return true;
}

function foldedWord(text: string, from: number, to: number): string {
  let word = '';
  for (let i = from; i < to; i++) word += String.fromCharCode(folded(text.charCodeAt(i)));
  return word;
}
