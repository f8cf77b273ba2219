/** A tree head: how many records a log has and the root above them, in the text of a signed note (x/mod/sumdb/tlog). */
import { Buffer } from 'node:buffer';
import type { Result } from '../std/result.ts';
import { formatHash, type Hash, parseHash } from './hash.ts';

/** The state of the log: its size and the hash of its tree. */
export interface Tree {
  /** Number of records. */
  readonly size: bigint;
  readonly hash: Hash;
}

/** A tree with the note that its database signed; the note is empty for the tree without records that everyone starts from. */
export interface SignedHead {
  readonly tree: Tree;
  readonly note: Uint8Array;
}

export function formatTree({ size, hash }: Tree): string {
  return `${PREFIX}${size}\n${formatHash(hash)}\n`;
}

/** Lines after the third are for later uses and say nothing. In particular they are no lines of go.sum. */
export function parseTree(text: string): Result<Tree> {
  const [, size, hash] = Buffer.byteLength(text) <= MAX_TEXT ? (TREE.exec(text) ?? []) : [];
  if (size === undefined || hash === undefined) return MALFORMED;
  const root = parseHash(hash);
  const value = BigInt(size);
  return root.value && value < 1n << 63n ? { value: { size: value, hash: root.value } } : MALFORMED;
}

const PREFIX = 'go.sum database tree\n';
const MAX_TEXT = 1e6;
const TREE = /^go\.sum database tree\n(0|[1-9][0-9]{0,18})\n([^\n]*)\n/;
const MALFORMED = { error: 'malformed tree note' };
