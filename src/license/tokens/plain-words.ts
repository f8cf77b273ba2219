/** What most of a license text is made of: words of ASCII letters and digits, and plain signs between them. */

import { LOWER } from './letters.ts';
import { ACTS, COLON, DOT, HYPHEN, LINE, PARAGRAPH, SENTENCE, SLASH, type Tokens } from './tokens.ts';
import { HASH_SEED, hashStep, spread, type Vocabulary } from './vocabulary.ts';

/** Where the tokenizer stands in the text. */
export interface Scan {
  /** Bits gathered since the last token. */
  breaks: number;
  /** Words since the line began. */
  words: number;
  /** Whether the line has had nothing but signs. */
  blank: boolean;
  inCopyright: boolean;
}

/** By unit: what the loop does with it, or for parts of words their lower-case form. */
const KINDS = new Uint8Array(65536);
const LEFT = 0;
const PLAIN_SIGN = 1;
const LINE_END = 2;
const STOP = 3;
const COLON_SIGN = 4;
/** Least kind of a part of a word. */
const LETTER = 0x30;

for (let unit = 0; unit < 128; unit++) KINDS[unit] = LOWER[unit] || PLAIN_SIGN;
for (const sign of '(+&<') KINDS[sign.charCodeAt(0)] = LEFT;
for (const sign of '.;!?') KINDS[sign.charCodeAt(0)] = STOP;
KINDS[0x3a] = COLON_SIGN;
KINDS[0x0a] = LINE_END;

/**
 * Reads on from `from`, outside a copyright line, and gives the place of what it leaves to others, untouched: signs and letters beyond
 * ASCII, markers, words that act. What is rare only ends the function: V8 compiles it once while the first texts are read, and would have
 * to compile it again for each branch that a later text takes first.
 */
export function readPlain(
  length: number,
  from: number,
  vocabulary: Vocabulary,
  flags: Uint8Array,
  tokens: Tokens,
  scan: Scan,
): number {
  const { units, ids, starts, breaks } = tokens;
  const { slots, hashes } = vocabulary;
  const mask = slots.length - 1;
  let at = from;
  while (at < length) {
    let kind = KINDS[units[at]!]!;
    if (kind < LETTER) {
      if (kind === LEFT) return at;
      if (kind === LINE_END) {
        scan.breaks |= scan.blank ? LINE | PARAGRAPH : LINE;
        scan.blank = true;
        scan.words = 0;
      } else if (kind === STOP) {
        if (units[at + 1]! <= 0x20) scan.breaks |= SENTENCE;
      } else if (kind === COLON_SIGN) scan.breaks |= COLON;
      at++;
      continue;
    }
    let end = at;
    let hash = HASH_SEED;
    do {
      hash = hashStep(hash, kind);
      kind = KINDS[units[++end]!]!;
    } while (kind >= LETTER);
    if (units[end]! >= 128 || (scan.words === 0 && mayBeMarker(units, at, end))) return at;
    if (!isBareLetter(units[at]!) || end !== at + 1) {
      let slot = spread(hash) & mask;
      let entry = slots[slot]!;
      while (entry !== 0 && (hashes[entry - 1] !== hash || !isSpelled(vocabulary, entry - 1, units, at, end))) {
        slot = (slot + 1) & mask;
        entry = slots[slot]!;
      }
      const id = entry === 0 ? 0 : vocabulary.ids[entry - 1]!;
      const { length: count } = tokens;
      if ((flags[id]! & ACTS) !== 0 || count === ids.length) return at;
      ids[count] = id;
      starts[count] = at;
      breaks[count] = scan.breaks | signBefore(units, at);
      tokens.length = count + 1;
      scan.breaks = 0;
    }
    scan.blank = false;
    scan.words++;
    at = end;
  }
  return at;
}

/** Single letters carry nothing, but for the article. */
export function isBareLetter(unit: number): boolean {
  return unit > 0x39 && unit < 128 && (unit | 0x20) !== 0x61;
}

/** Whether the word that begins a line may be a list marker (marks.ts): a number, or up to four letters and `.` or `)`. */
function mayBeMarker(units: Uint16Array, start: number, end: number): boolean {
  if (units[start]! <= 0x39) return true;
  const next = units[end];
  return end - start <= 4 && (next === 0x2e || next === 0x29);
}

/** Whether the word, whose lower-case form is ASCII, is a vocabulary's entry. */
function isSpelled(vocabulary: Vocabulary, entry: number, units: Uint16Array, start: number, end: number): boolean {
  const { chars } = vocabulary;
  let at = vocabulary.starts[entry]!;
  if (vocabulary.starts[entry + 1]! - at !== end - start) return false;
  for (let i = start; i < end; i++) if (chars[at++] !== KINDS[units[i]!]) return false;
  return true;
}

/** DOT for the signs that join the parts of links, addresses and file names. By unit. */
const LINK_SIGNS = new Uint8Array(128);
for (const sign of '.@_=#%~?') LINK_SIGNS[sign.charCodeAt(0)] = DOT;

/** What joins the word at `start` to the text before it without a space: bits SLASH, DOT, HYPHEN. */
export function signBefore(units: Uint16Array, start: number): number {
  if (start < 2) return 0;
  const sign = units[start - 1]!;
  if (sign <= 0x20 || sign > 0x7e) return 0;
  const before = units[start - 2]!;
  if (sign === 0x2f || sign === 0x5c) {
    if (before === sign) return start > 2 && units[start - 3] === 0x3a ? SLASH | DOT : 0;
    return before <= 0x20 || before === 0x2a ? 0 : SLASH;
  }
  if (before >= 128 || LOWER[before] === 0) return 0;
  return sign === 0x2d ? HYPHEN : LINK_SIGNS[sign]!;
}
