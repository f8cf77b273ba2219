/** Hashes of a transparent log (RFC 6962, section 2.1; golang.org/x/mod/sumdb/tlog). */
import { Buffer } from 'node:buffer';
import { createHash, hash } from 'node:crypto';
import { decodeBase64, encodeBase64 } from '../std/base64.ts';
import type { Result } from '../std/result.ts';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

export const HASH_SIZE = 32;

/** The leaf of a record: the prefix keeps leaves and nodes apart, so that neither can stand for the other. */
export function recordHash(text: Uint8Array): Hash {
  return sha256(LEAF, text);
}

export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) return sha256(NODE, left, right);
  node.set(left, 1);
  node.set(right, 1 + HASH_SIZE);
  return new Uint8Array(hash('sha256', node, 'buffer'));
}

/** The same for the two hashes from `at` on; the result is written to `into`. A tile has hundreds of them. */
export function pairHash(pairs: Buffer, at: number, into: Buffer, to: number): void {
  pairs.copy(node, 1, at, at + 2 * HASH_SIZE);
  hash('sha256', node, 'buffer').copy(into, to);
}

const node = Buffer.alloc(1 + 2 * HASH_SIZE, 1);

/** The root of the tree without records. */
export function emptyTreeHash(): Hash {
  return sha256();
}

export function sameHash(a: Hash, b: Hash): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export const formatHash = encodeBase64;

export function parseHash(text: string): Result<Hash> {
  const value = decodeBase64(text);
  return value?.length === HASH_SIZE ? { value } : { error: 'malformed hash' };
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function sha256(...parts: readonly Uint8Array[]): Hash {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return new Uint8Array(sum.digest());
}
