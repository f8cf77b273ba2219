/** A fork of a checksum database as plain data: both signed heads, and the proof that they contradict each other. */
import type { ForkEvidence } from '../../go/sumdb/failure.ts';
import { formatHash } from '../../go/sumdb/hash.ts';
import { decode } from '../../text/bytes.ts';

export interface ForkJson {
  readonly database: string;
  /** Signed notes. Whoever has the verifier key can check both. */
  readonly older: string;
  readonly newer: string;
  /** The root that the records of the older head have in the newer tree, in base64. */
  readonly rootInNewer: string;
  /** Consistency proof from `rootInNewer` to the newer head, in base64; null where there is none. */
  readonly proof: readonly string[] | null;
}

export function forkJson(database: string, { older, newer, rootInNewer, proof }: ForkEvidence): ForkJson {
  return {
    database,
    older: decode(older.note),
    newer: decode(newer.note),
    rootInNewer: formatHash(rootInNewer),
    proof: proof?.map(formatHash) ?? null,
  };
}
