/** Statements outside licence texts: "licensed under the MIT licence", "License: ISC", links, titles. */

import type { LicenseIndex, Names } from '../index/types.ts';
import { ADDS, LICENSES, type RuleWords, THINGS } from '../tokens/rule-words.ts';
import { breaksAt, COLON, LINE, PARAGRAPH, PLUS, SENTENCE, SLASH, type Tokens } from '../tokens/tokens.ts';
import { gnuNameAt } from './gnu.ts';
import { nextFree } from './next-marked.ts';
import { goesOn, isInPath } from './places.ts';
import { type Sentence, sentenceReader } from './sentences.ts';

export interface Statement {
  /** An id; `BSD?` and the like for a family named without its version. */
  readonly id: string;
  /** Words of the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** `title`: a name that stands alone, so it may only head what follows. */
  readonly kind: 'grant' | 'title';
}

export interface Statements {
  readonly said: readonly Statement[];
  /** Sentences that name a license and grant it in part, for some time, for money, or with terms of their own. */
  readonly limited: readonly Sentence[];
  /** Ids a sentence says do not apply, with the sentence. */
  readonly denied: ReadonlyMap<string, Sentence>;
  /** Words that offer several versions: "version 2 or 3". */
  readonly versions: { readonly start: number; readonly end: number } | undefined;
}

export interface StatementInput {
  readonly tokens: Tokens;
  /** 1 for words that belong to a license text. */
  readonly taken: Uint8Array;
  /** A README speaks of many things: only clear grants count there. */
  readonly readme: boolean;
}

/** How far before a name the words that make it a grant may stand. */
const REACH = 14;
/** "modified MIT licence", "BSD-style": close by; "excluded from the project's MIT licence", "Change License": further off. */
const UNLIKE_REACH = 3;
const OPPOSED_REACH = 8;
/** "The Python License of the bindings does not apply". */
const DENIED_REACH = 6;
/** "MIT License with additional restrictions". */
const ADDED_REACH = 4;
/** The Commons Clause takes rights away: it counts wherever it is named. */
export const takesRights = (id: string) => id === 'LicenseRef-Commons-Clause';

/** All statements outside the license texts, in the order of the text. */
export function findStatements(input: StatementInput, index: LicenseIndex, words: RuleWords): Statements {
  const { tokens, taken } = input;
  const said: Statement[] = [];
  const limited: Sentence[] = [];
  const denied = new Map<string, Sentence>();
  let versions: Statements['versions'];
  const sentenceOf = sentenceReader(tokens, taken, words);
  let listed: number | undefined;
  const { ids, length } = tokens;
  const next = (from: number) => nextFree(ids, length, from, words.first, taken);
  for (let i = next(0); i < length; ) {
    const name = gnuName(input, i, words) ?? longestName(input, i, index, words);
    if (!name || (!name.plain && isInPath(name, tokens, words, listed))) {
      i = next(i + 1);
      continue;
    }
    listed = name.end;
    const sentence = sentenceOf(name.start);
    if (takesRights(name.id)) {
      said.push({ id: name.id, start: name.start, end: name.end, kind: 'grant' });
      i = next(name.end);
      continue;
    }
    if (isOpposed(name, tokens, words)) {
      if (!denied.has(name.id)) denied.set(name.id, sentence);
      i = next(i + 1);
      continue;
    }
    const kind = contextOf(name, input, words, said[said.length - 1]);
    if (!kind) {
      i = next(i + 1);
      continue;
    }
    const whole = kind === 'grant' && !name.plain && isCut(name, tokens, words);
    if (sentence.limited || sentence.ownLicense || whole || hasAddedTerms(name, tokens, words)) {
      if (limited[limited.length - 1] !== sentence) limited.push(sentence);
    } else {
      said.push({ id: name.id, start: name.start, end: name.end, kind });
      for (const id of name.also) {
        said.push({ id, start: name.start, end: name.end, kind });
        versions ??= { start: name.start, end: name.end };
      }
    }
    i = next(name.end);
  }
  return { said, limited, denied, versions };
}

interface Name {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly plain: boolean;
  /** Other versions that may be chosen: "version 2 or 3". */
  readonly also: readonly string[];
}

const NOTHING_ELSE: readonly string[] = [];

function gnuName(input: StatementInput, at: number, words: RuleWords): Name | undefined {
  if ((words.first[input.tokens.ids[at]!]! & 2) === 0) return undefined;
  const name = gnuNameAt(input.tokens, at, words);
  return name && { id: name.id, start: name.start, end: name.end, plain: false, also: name.also };
}

function longestName(input: StatementInput, at: number, index: LicenseIndex, words: RuleWords): Name | undefined {
  const { ids, breaks, length } = input.tokens;
  const { names } = index;
  const first = ids[at]!;
  let best: Name | undefined;
  for (let n = firstName(names, first); n < names.id.length && names.words[names.starts[n]!] === first; n++) {
    const from = names.starts[n]!;
    const size = names.starts[n + 1]! - from;
    if (at + size > length || (best && size <= best.end - at)) continue;
    let k = 1;
    while (k < size && ids[at + k] === names.words[from + k]) k++;
    // "License: MIT" is a grant, not a name
    if (k === size && (breaks[at + 1]! & COLON) !== 0 && size > 1 && (words.kinds[first]! & LICENSES) !== 0) continue;
    if (k === size)
      best = { id: names.id[n]!, start: at, end: at + size, plain: names.plain[n] === 1, also: NOTHING_ELSE };
  }
  return best;
}

/** The first name that begins with a word; names are sorted by it. */
function firstName(names: Names, word: number): number {
  let low = 0;
  let high = names.id.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (names.words[names.starts[mid]!]! < word) low = mid + 1;
    else high = mid;
  }
  return low;
}

const STOP = PARAGRAPH | SENTENCE;

function contextOf(
  name: Name,
  input: StatementInput,
  words: RuleWords,
  last: Statement | undefined,
): Statement['kind'] | undefined {
  const { tokens, readme } = input;
  if (name.plain && !readme) return 'grant';
  if (isGranted(name, tokens, words)) return 'grant';
  if (last && (last.kind === 'grant' || !readme) && isSameSentence(last.end, name.start, tokens.breaks))
    return last.kind;
  let named = false;
  for (let i = name.start; i < name.end; i++) named ||= (words.kinds[tokens.ids[i]!]! & LICENSES) !== 0;
  if (!named) return undefined;
  if (readme) return isAlone(name, tokens) ? 'title' : undefined;
  return beginsLine(name, tokens, words) ? 'title' : undefined;
}

const isAlone = (name: Name, tokens: Tokens) =>
  (tokens.breaks[name.start]! & LINE) !== 0 && (breaksAt(tokens, name.end) & (LINE | PARAGRAPH)) !== 0;

/** Before a title stand at most words that say nothing, on its line. */
function beginsLine(name: Name, tokens: Tokens, words: RuleWords): boolean {
  for (let i = name.start; i >= 0; i--) {
    if ((tokens.breaks[i]! & (LINE | STOP)) !== 0) return true;
    if (i > 0 && words.role[tokens.ids[i - 1]!] !== 'filler') return false;
  }
  return true;
}

/** "BSD-style", "a modified MIT licence", "not under the …", "Change License: …", "The … does not apply", "an … License Server". */
function isOpposed(name: Name, tokens: Tokens, words: RuleWords): boolean {
  const { ids, breaks, length } = tokens;
  if (name.end < length && (breaks[name.end]! & STOP) === 0) {
    const next = ids[name.end]!;
    const role = words.role[next];
    if (role === 'unlike' || role === 'opposed' || isThing(name, next, ids, words)) return true;
  }
  for (let i = name.end; i < Math.min(length, name.end + DENIED_REACH) && (breaks[i]! & STOP) === 0; i++) {
    if (words.negates[ids[i]!] !== 0) return true;
    if (words.joins[ids[i]!] !== 0) break;
  }
  const least = Math.max(0, name.start - OPPOSED_REACH);
  for (let i = name.start - 1; i >= least && (breaks[i + 1]! & STOP) === 0; i--) {
    const role = words.role[ids[i]!];
    if (role === 'opposed' || (role === 'unlike' && i >= name.start - UNLIKE_REACH)) return true;
  }
  return false;
}

/** "Apache License Server". */
const isThing = (name: Name, next: number, ids: Uint16Array, words: RuleWords) =>
  (words.kinds[next]! & THINGS) !== 0 && ids[name.end - 1] === words.license;

/** "MIT/Acme", "MIT-Acme", "License: MIT, Acme-1.0": more than the name was written. */
function isCut(name: Name, tokens: Tokens, words: RuleWords): boolean {
  if (name.end >= tokens.length) return false;
  const isListed =
    (tokens.breaks[name.start]! & (COLON | SLASH)) !== 0 && (tokens.breaks[name.end]! & (LINE | STOP)) === 0;
  if (isListed && tokens.ids[name.end] === 0) return true;
  if (!goesOn(name.end, tokens)) return false;
  const next = tokens.ids[name.end]!;
  return (
    words.first[next] === 0 &&
    words.role[next] !== 'grant' &&
    words.word(next) !== 'only' &&
    words.word(next) !== 'later'
  );
}

/** "MIT License with additional restrictions", "Apache-2.0 plus the following conditions". */
function hasAddedTerms(name: Name, tokens: Tokens, words: RuleWords): boolean {
  const { ids, breaks, length } = tokens;
  let added = (breaksAt(tokens, name.end) & PLUS) !== 0 && !/^(A|L)?GPL-/.test(name.id);
  for (let i = name.end; i < Math.min(length, name.end + ADDED_REACH) && (breaks[i]! & STOP) === 0; i++) {
    if (words.exempts[ids[i]!] !== 0) return false;
    if (ids[i] === words.with || ids[i] === words.plus) added = true;
    else if (added && (words.kinds[ids[i]!]! & ADDS) !== 0) return true;
  }
  return false;
}

/** "licensed under the …", "License: …", a heading "License" over the name, "… licensed", "… applies", what follows a grant. */
function isGranted(name: Name, tokens: Tokens, words: RuleWords): boolean {
  const { ids, breaks, length } = tokens;
  if (name.end < length && (breaks[name.end]! & STOP) === 0) {
    if (ids[name.end] === words.licensed || ids[name.end] === words.applies) return true;
  }
  for (let i = name.start - 1; i >= Math.max(0, name.start - REACH); i--) {
    const role = words.role[ids[i]!];
    const gap = breaks[i + 1]!;
    const goesOn = (gap & STOP) === 0 || (gap & COLON) !== 0;
    if (role === 'grant') return (goesOn && !isOthers(i, ids, words)) || isHeading(i, ids, breaks, words);
    if (role !== 'filler' || !goesOn) return false;
  }
  return false;
}

/** Words of a sentence between two names of one list. */
const LIST_REACH = 24;

/** Every further name in the sentence of a grant counts: "MIT (core), AGPL-3.0 (server)". */
function isSameSentence(from: number, to: number, breaks: Uint8Array): boolean {
  if (to - from > LIST_REACH) return false;
  for (let i = from; i <= to; i++) if ((breaks[i]! & STOP) !== 0) return false;
  return true;
}

/** "combined with software that is licensed under …": somebody else's. */
function isOthers(at: number, ids: Uint16Array, words: RuleWords): boolean {
  const verb = at > 0 && ids[at - 1] === words.licensed ? at - 1 : at;
  return verb >= 4 && ids[verb] === words.licensed && ids[verb - 2] === words.that && ids[verb - 4] === words.with;
}

/** Whether the word at `i` is a line of its own that says "License". */
function isHeading(i: number, ids: Uint16Array, breaks: Uint8Array, words: RuleWords): boolean {
  return (ids[i] === words.license || ids[i] === words.licenses) && (breaks[i]! & LINE) !== 0;
}
