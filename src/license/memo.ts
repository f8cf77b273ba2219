/** What was said of texts seen before: most licence files of a build list are the same but for the copyright line. */
import type { Tokens } from './tokens.ts';

interface Entry<T> {
  readonly ids: Uint16Array;
  readonly breaks: Uint8Array;
  readonly tail: number;
  readonly flag: boolean;
  readonly value: T;
}

export interface Memo<T> {
  readonly entries: Map<number, Entry<T>>;
  /** Words kept. */
  size: number;
}

/** Words a memo keeps before it starts anew: some 3 MB. */
const MOST_WORDS = 1_000_000;

export function newMemo<T>(): Memo<T> {
  return { entries: new Map(), size: 0 };
}

function hashOf(tokens: Tokens, flag: boolean): number {
  let hash = flag ? 7 : 1;
  for (let i = 0; i < tokens.length; i++)
    hash = Math.imul(hash ^ tokens.ids[i]! ^ (tokens.breaks[i]! << 16), 0x01000193);
  return hash ^ tokens.length;
}

/** The value for the same words with the same breaks; compared in full, so no crafted text can pass for another. */
export function recall<T>(memo: Memo<T>, tokens: Tokens, flag: boolean): T | undefined {
  const entry = memo.entries.get(hashOf(tokens, flag));
  if (!entry || entry.flag !== flag || entry.tail !== tokens.tail || entry.ids.length !== tokens.length)
    return undefined;
  for (let i = 0; i < tokens.length; i++) {
    if (entry.ids[i] !== tokens.ids[i] || entry.breaks[i] !== tokens.breaks[i]) return undefined;
  }
  return entry.value;
}

export function remember<T>(memo: Memo<T>, tokens: Tokens, flag: boolean, value: T): void {
  if (tokens.length > MOST_WORDS / 10) return;
  if (memo.size + tokens.length > MOST_WORDS) {
    memo.entries.clear();
    memo.size = 0;
  }
  memo.size += tokens.length;
  memo.entries.set(hashOf(tokens, flag), {
    ids: tokens.ids.slice(0, tokens.length),
    breaks: tokens.breaks.slice(0, tokens.length),
    tail: tokens.tail,
    flag,
    value,
  });
}
