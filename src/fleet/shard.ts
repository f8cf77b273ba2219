/** A share of the targets that needs no coordination: which shard a target is in depends on its ID alone. */
import type { Target } from './target.ts';

export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** More make no sense: an ID is shared out by its first 32 bits. */
const MAX_SHARDS = 100_000;

/** Reads `i/n`; undefined where it is not a share. */
export function parseShard(text: string): Shard | undefined {
  const [, i = '', n = ''] = /^([0-9]{1,6})\/([0-9]{1,6})$/.exec(text) ?? [];
  const [index, count] = [Number(i), Number(n)];
  return index >= 1 && index <= count && count <= MAX_SHARDS ? { index, count } : undefined;
}

export function isInShard({ id }: Pick<Target, 'id'>, { index, count }: Shard): boolean {
  return Number.parseInt(id.slice(0, 8), 16) % count === index - 1;
}
