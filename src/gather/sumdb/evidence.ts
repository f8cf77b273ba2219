/**
 * What a checksum database has logged of the modules that were looked up, in one JSON file: each record with the proof that it is in the
 * tree of one signed head. The same verdicts can be reached again without a network and by someone else. The file is believed in nothing:
 * who replays it brings the key.
 */
import { Buffer } from 'node:buffer';
import { decodeBase64, encodeBase64 } from '../../go/std/base64.ts';
import type { Result } from '../../go/std/result.ts';
import { HASH_SIZE } from '../../go/sumdb/hash.ts';
import type { ProvedRecord } from '../../go/sumdb/proved-record.ts';
import { isObject } from '../../model/facts/fact-json.ts';
import { decode, encode } from '../../text/bytes.ts';
import { type ForkJson, isForkJson } from './fork-json.ts';

export interface SumdbEvidence {
  readonly version: 2;
  /** The verifier key that the answers were checked with; for people, a replay has its own. */
  readonly key: string;
  /** The signed head that was known at the end; '' for none. */
  readonly head: string;
  /** By `PATH@VERSION`. */
  readonly records: Readonly<Record<string, RecordJson>>;
  /** Pairs of signed heads that contradict each other. */
  readonly forks: readonly ForkJson[];
}

export interface RecordJson {
  /** Its number in the log, decimal. */
  readonly id: string;
  /** go.sum lines. */
  readonly text: string;
  /** The hashes beside the way from the leaf up to the root, one behind the other, in base64. */
  readonly proof: string;
}

/** What a record is called in evidence: the module version, of which zip and go.mod are in one record. */
export function evidenceName(path: string, version: string): string {
  return `${path}@${version.replace(/\/go\.mod$/, '')}`;
}

export function recordJson({ id, text, proof }: ProvedRecord): RecordJson {
  return { id: String(id), text: decode(text), proof: encodeBase64(Buffer.concat(proof)) };
}

/** Not checked yet: see checkProvedRecord. */
export function recordFromJson({ id, text, proof }: RecordJson): Result<ProvedRecord> {
  const hashes = decodeBase64(proof);
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(id)) return { error: 'malformed record number' };
  if (hashes === undefined || hashes.length % HASH_SIZE !== 0 || hashes.length > MAX_PROOF)
    return { error: 'malformed proof' };
  const list = Array.from({ length: hashes.length / HASH_SIZE }, (_, i) =>
    hashes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE),
  );
  return { value: { id: BigInt(id), text: encode(text), proof: list } };
}

/** Bytes: a tree of 2^63 records has no longer one. */
const MAX_PROOF = 64 * HASH_SIZE;

/** Characters of a file. A record takes about 1,500. */
export const MAX_EVIDENCE = 256 << 20;

export function parseEvidence(text: string): Result<SumdbEvidence> {
  if (text.length > MAX_EVIDENCE) return { error: `evidence has more than ${MAX_EVIDENCE} characters` };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { error: 'evidence is not valid JSON' };
  }
  if (!isObject(json) || json.version !== 2) return { error: 'expected evidence of a checksum database, "version": 2' };
  const { key, head, records, forks } = json;
  if (typeof key !== 'string' || typeof head !== 'string') return { error: 'expected texts for "key" and "head"' };
  if (!isObject(records) || !Object.values(records).every(isRecordJson))
    return { error: 'expected an object for "records" with "id", "text" and "proof" for each' };
  if (!Array.isArray(forks) || !forks.every(isForkJson)) return { error: 'expected a list of forks for "forks"' };
  return { value: { version: 2, key, head, records: records as SumdbEvidence['records'], forks } };
}

function isRecordJson(json: unknown): json is RecordJson {
  return isObject(json) && [json.id, json.text, json.proof].every((text) => typeof text === 'string');
}
