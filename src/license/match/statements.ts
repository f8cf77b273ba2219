/** Statements outside licence texts: "licensed under the MIT licence", "License: ISC", links, titles. */

import type { LicenseIndex, Names } from '../index/types.ts';
import type { RuleWords } from '../tokens/rule-words.ts';
import { breaksAt, COLON, LINE, PARAGRAPH, SENTENCE, type Tokens } from '../tokens/tokens.ts';
import { gnuNameAt } from './gnu.ts';

export interface Statement {
  readonly id: string;
  /** Words of the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** `title`: a name that stands alone, so it may only head what follows. */
  readonly kind: 'grant' | 'title';
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

/** All statements outside the license texts, in the order of the text. */
export function findStatements(input: StatementInput, index: LicenseIndex, words: RuleWords): Statement[] {
  const { tokens, taken } = input;
  const found: Statement[] = [];
  for (let i = 0; i < tokens.length; ) {
    const first = tokens.ids[i]!;
    if (taken[i] !== 0 || first === 0 || words.first[first] === 0) {
      i++;
      continue;
    }
    const name = gnuName(input, i, words) ?? longestName(input, i, index);
    const kind = name && contextOf(name, input, words, found[found.length - 1]);
    if (name && kind) found.push({ id: name.id, start: name.start, end: name.end, kind });
    i = name && kind ? name.end : i + 1;
  }
  return found;
}

interface Name {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly plain: boolean;
}

function gnuName(input: StatementInput, at: number, words: RuleWords): Name | undefined {
  if ((words.first[input.tokens.ids[at]!]! & 2) === 0) return undefined;
  const name = gnuNameAt(input.tokens, at, words);
  return name && { id: name.id, start: name.start, end: name.end, plain: false };
}

function longestName(input: StatementInput, at: number, index: LicenseIndex): Name | undefined {
  const { ids, length } = input.tokens;
  const { names } = index;
  const first = ids[at]!;
  let best: Name | undefined;
  for (let n = firstName(names, first); n < names.id.length && names.words[names.starts[n]!] === first; n++) {
    const from = names.starts[n]!;
    const size = names.starts[n + 1]! - from;
    if (at + size > length || (best && size <= best.end - at)) continue;
    let k = 1;
    while (k < size && ids[at + k] === names.words[from + k]) k++;
    if (k === size) best = { id: names.id[n]!, start: at, end: at + size, plain: names.plain[n] === 1 };
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
  if (isOpposed(name, tokens, words)) return undefined;
  if (name.plain && !readme) return 'grant';
  if (isGranted(name, tokens, words, last)) return 'grant';
  let named = false;
  for (let i = name.start; i < name.end; i++) named ||= tokens.ids[i] === words.license;
  if (!named) return undefined;
  const alone = (tokens.breaks[name.start]! & LINE) !== 0 && (breaksAt(tokens, name.end) & (LINE | PARAGRAPH)) !== 0;
  return alone || !readme ? 'title' : undefined;
}

/** "BSD-style", "a modified MIT licence", "not under the …", "Change License: …". */
function isOpposed(name: Name, tokens: Tokens, words: RuleWords): boolean {
  const { ids, breaks, length } = tokens;
  if (name.end < length && (breaks[name.end]! & STOP) === 0) {
    const role = words.role[ids[name.end]!];
    if (role === 'unlike' || role === 'opposed') return true;
  }
  const least = Math.max(0, name.start - OPPOSED_REACH);
  for (let i = name.start - 1; i >= least && (breaks[i + 1]! & STOP) === 0; i--) {
    const role = words.role[ids[i]!];
    if (role === 'opposed' || (role === 'unlike' && i >= name.start - UNLIKE_REACH)) return true;
  }
  return false;
}

/** "licensed under the …", "License: …", a heading "License" over the name, "… licensed", "… and …" behind a grant. */
function isGranted(name: Name, tokens: Tokens, words: RuleWords, last: Statement | undefined): boolean {
  const { ids, breaks, length } = tokens;
  if (name.end < length && ids[name.end] === words.licensed && (breaks[name.end]! & STOP) === 0) return true;
  if (last && last.kind === 'grant' && joined(last.end, name.start, ids, words)) return true;
  for (let i = name.start - 1; i >= Math.max(0, name.start - REACH); i--) {
    const role = words.role[ids[i]!];
    const gap = breaks[i + 1]!;
    const goesOn = (gap & STOP) === 0 || (gap & COLON) !== 0;
    if (role === 'grant') return (goesOn && !isOthers(i, ids, words)) || isHeading(i, ids, breaks, words);
    if (role !== 'filler' || !goesOn) return false;
  }
  return false;
}

/** "combined with software that is licensed under …": somebody else's. */
function isOthers(at: number, ids: Uint16Array, words: RuleWords): boolean {
  const verb = at > 0 && ids[at - 1] === words.licensed ? at - 1 : at;
  return verb >= 4 && ids[verb] === words.licensed && ids[verb - 2] === words.that && ids[verb - 4] === words.with;
}

function joined(from: number, to: number, ids: Uint16Array, words: RuleWords): boolean {
  if (to - from > 6) return false;
  for (let i = from; i < to; i++) if (words.role[ids[i]!] === undefined) return false;
  return true;
}

/** Whether the word at `i` is a line of its own that says "License". */
function isHeading(i: number, ids: Uint16Array, breaks: Uint8Array, words: RuleWords): boolean {
  return (ids[i] === words.license || ids[i] === words.licenses) && (breaks[i]! & LINE) !== 0;
}
