/** Sentences around the names of licenses: whether what they say holds without a condition. */

import { EXCUSES, LIMITS, OWN, type RuleWords } from '../tokens/rule-words.ts';
import { COLON, LINE, PARAGRAPH, SENTENCE, type Tokens } from '../tokens/tokens.ts';

export interface Sentence {
  /** Words, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** It speaks of time, of some uses only, of money: "until 2027", "for personal use", "costs 10". */
  readonly limited: boolean;
  /** It names a license that is nobody else's: "the Acme Enterprise License". */
  readonly ownLicense: boolean;
}

const STOP = PARAGRAPH | SENTENCE;

/** Tables and lists have no full stops: so far from a word its sentence is read. */
const SENTENCE_REACH = 32;

/**
 * Gives the sentence a word is in. Asked for words in rising order it looks at each word twice at most.
 * @param taken 1 for words of license texts: they end a sentence.
 */
export function sentenceReader(tokens: Tokens, taken: Uint8Array, words: RuleWords): (at: number) => Sentence {
  let last: Sentence = { start: 0, end: 0, limited: false, ownLicense: false };
  return (at) => {
    if (at >= last.start && at < last.end) return last;
    const floor = at >= last.end ? last.end : 0;
    let start = at;
    const from = Math.max(floor, at - SENTENCE_REACH);
    const to = Math.min(tokens.length, at + SENTENCE_REACH);
    while (start > from && (tokens.breaks[start]! & STOP) === 0 && taken[start - 1] === 0) start--;
    let end = at + 1;
    while (end < to && (tokens.breaks[end]! & STOP) === 0 && taken[end] === 0) end++;
    last = read(tokens, start, end, words);
    return last;
  };
}

function read({ ids, breaks }: Tokens, start: number, end: number, words: RuleWords): Sentence {
  let limited = false;
  let ownLicense = false;
  for (let i = start; i < end; i++) {
    const kind = words.kinds[ids[i]!]!;
    const next = i + 1 < end ? ids[i + 1]! : 0;
    if ((kind & LIMITS) !== 0 && (words.kinds[next]! & EXCUSES) === 0 && !isLaterVersion(ids, i, start, words))
      limited = true;
    if (ids[i] === words.non && next === words.commercial) limited = true;
    if (i > start && ids[i] === words.license && isOwn(ids[i - 1]!, words) && isOneName(breaks, i, end))
      ownLicense = true;
  }
  return { start, end, limited, ownLicense };
}

/** "any later version", "or later": a word of time that limits nothing. */
function isLaterVersion(ids: Uint16Array, at: number, start: number, words: RuleWords): boolean {
  const word = words.word(ids[at]!);
  return (
    word === 'later' && at > start && /^(any|or|and|version|0|1|2|3|v2|v3|the)$/.test(words.word(ids[at - 1]!) ?? '')
  );
}

/** "Acme License", not "… of Acme", a line end, "License: …". */
const isOneName = (breaks: Uint8Array, at: number, end: number) =>
  (breaks[at]! & (LINE | COLON)) === 0 && (at + 1 >= end || (breaks[at + 1]! & COLON) === 0);

const isOwn = (id: number, words: RuleWords) => id === 0 || (words.kinds[id]! & OWN) !== 0;

/** Longest part of a sentence that is quoted, before and behind a word. */
const QUOTED_REACH = 40;

/** The sentence around a word, cut where it is long. */
export function sentenceAt(
  tokens: Tokens,
  taken: Uint8Array,
  at: number,
): { readonly start: number; readonly end: number } {
  let start = at;
  while (start > Math.max(0, at - QUOTED_REACH) && (tokens.breaks[start]! & STOP) === 0 && taken[start - 1] === 0)
    start--;
  let end = at + 1;
  const last = Math.min(tokens.length, at + QUOTED_REACH);
  while (end < last && (tokens.breaks[end]! & STOP) === 0 && taken[end] === 0) end++;
  return { start, end };
}
