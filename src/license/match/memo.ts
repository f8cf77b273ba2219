/** What was said of texts seen before: most license files of a build list are the same but for the copyright line. */
import { latin1 } from '../../text/bytes.ts';
import type { Tokens } from '../tokens/tokens.ts';

/** What was said of texts; `flagged` ones are read in another way. */
export interface Memo<T> {
  readonly plain: Map<string, T>;
  readonly flagged: Map<string, T>;
  /** UTF-16 units kept. */
  size: number;
}

/** Units a memo keeps before it starts anew. */
const MOST_UNITS = 16_000_000;

export function newMemo<T>(): Memo<T> {
  return { plain: new Map(), flagged: new Map(), size: 0 };
}

export function recall<T>(memo: Memo<T>, key: string, flag: boolean): T | undefined {
  return (flag ? memo.flagged : memo.plain).get(key);
}

export function remember<T>(memo: Memo<T>, key: string, flag: boolean, value: T): void {
  if (key.length > MOST_UNITS / 10) return;
  if (memo.size + key.length > MOST_UNITS) {
    memo.plain.clear();
    memo.flagged.clear();
    memo.size = 0;
  }
  memo.size += key.length;
  (flag ? memo.flagged : memo.plain).set(key, value);
}

/** A key that only texts with the same words and the same breaks have. */
export function wordsKey({ ids, breaks, length, tail }: Tokens): string {
  return `${latin1(ids.subarray(0, length))}${latin1(breaks.subarray(0, length))}${tail}`;
}
