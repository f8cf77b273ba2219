/** What was said of texts seen before: most license files of a build list are the same but for the copyright line. */
import type { Tokens } from '../tokens/tokens.ts';

interface MemoEntry<T> {
  readonly ids: Uint16Array;
  readonly breaks: Uint8Array;
  readonly tail: number;
  readonly flag: boolean;
  readonly value: T;
}

export interface Memo<T> {
  readonly entries: Map<number, MemoEntry<T>>;
  /** Words kept. */
  size: number;
  /** Of the words last asked for. */
  hash: number;
}

/** Words a memo keeps before it starts anew: some 3 MB. */
const MOST_WORDS = 1_000_000;

export function newMemo<T>(): Memo<T> {
  return { entries: new Map(), size: 0, hash: 0 };
}

function hashOf(tokens: Tokens, flag: boolean): number {
  let hash = flag ? 7 : 1;
  for (let i = 0; i < tokens.length; i++)
    hash = Math.imul(hash ^ tokens.ids[i]! ^ (tokens.breaks[i]! << 16), 0x01000193);
  return hash ^ tokens.length;
}

/** The value for the same words with the same breaks; compared in full, so no crafted text can pass for another. */
export function recall<T>(memo: Memo<T>, tokens: Tokens, flag: boolean): T | undefined {
  memo.hash = hashOf(tokens, flag);
  const entry = memo.entries.get(memo.hash);
  if (!entry || entry.flag !== flag || entry.tail !== tokens.tail || entry.ids.length !== tokens.length)
    return undefined;
  for (let i = 0; i < tokens.length; i++) {
    if (entry.ids[i] !== tokens.ids[i] || entry.breaks[i] !== tokens.breaks[i]) return undefined;
  }
  return entry.value;
}

/** Keeps a value for the words `recall` was last asked for. */
export function remember<T>(memo: Memo<T>, tokens: Tokens, flag: boolean, value: T): void {
  if (tokens.length > MOST_WORDS / 10) return;
  if (memo.size + tokens.length > MOST_WORDS) {
    memo.entries.clear();
    memo.size = 0;
  }
  memo.size += tokens.length;
  memo.entries.set(memo.hash, {
    ids: tokens.ids.slice(0, tokens.length),
    breaks: tokens.breaks.slice(0, tokens.length),
    tail: tokens.tail,
    flag,
    value,
  });
}

/** What was said of whole texts, for files that come again unchanged. */
export interface TextMemo<T> {
  readonly plain: Map<string, T>;
  readonly flagged: Map<string, T>;
  /** UTF-16 units kept. */
  size: number;
}

/** Units a text memo keeps before it starts anew. */
const MOST_UNITS = 16_000_000;

export function newTextMemo<T>(): TextMemo<T> {
  return { plain: new Map(), flagged: new Map(), size: 0 };
}

export function recallText<T>(memo: TextMemo<T>, text: string, flag: boolean): T | undefined {
  return (flag ? memo.flagged : memo.plain).get(text);
}

export function rememberText<T>(memo: TextMemo<T>, text: string, flag: boolean, value: T): void {
  if (text.length > MOST_UNITS / 10) return;
  if (memo.size + text.length > MOST_UNITS) {
    memo.plain.clear();
    memo.flagged.clear();
    memo.size = 0;
  }
  memo.size += text.length;
  (flag ? memo.flagged : memo.plain).set(text, value);
}
