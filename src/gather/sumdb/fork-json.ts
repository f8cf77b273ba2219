/** A fork of a checksum database as plain data: both signed heads, and the proof that they contradict each other. */
import type { VerifierKey } from '../../go/env/verifier-key.ts';
import type { ForkEvidence } from '../../go/sumdb/failure.ts';
import { formatHash, parseHash } from '../../go/sumdb/hash.ts';
import { isProved, openHead } from '../../go/sumdb/timeline.ts';
import { isObject } from '../../model/facts/fact-json.ts';
import { decode, encode } from '../../text/bytes.ts';

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

/** The fork that the data proves to whoever has the key; undefined where it proves none. */
export function provedFork(json: ForkJson, key: VerifierKey): ForkEvidence | undefined {
  const [older, newer] = [openHead(encode(json.older), key).value, openHead(encode(json.newer), key).value];
  const rootInNewer = parseHash(json.rootInNewer).value;
  const proof = json.proof?.map((hash) => parseHash(hash).value);
  if (!older || !newer || !rootInNewer || !proof?.every((hash) => hash !== undefined)) return undefined;
  const fork = { older, newer, rootInNewer, proof };
  return isProved(fork) ? fork : undefined;
}

export function isForkJson(json: unknown): json is ForkJson {
  if (!isObject(json)) return false;
  const texts = [json.database, json.older, json.newer, json.rootInNewer];
  return [...texts, ...(Array.isArray(json.proof) ? json.proof : [])].every((text) => typeof text === 'string');
}
