/** A record of the log with the proof that it is in a tree: all that somebody else needs to believe it, beside the signed head of the tree. */
import { decode } from '../../text/bytes.ts';
import { failed, type SumdbFailure } from './failure.ts';
import { type Hash, recordHash } from './hash.ts';
import { checkRecord } from './proof.ts';
import { isRecordText } from './record.ts';
import type { Tree } from './tree-head.ts';

export interface ProvedRecord {
  readonly id: bigint;
  /** go.sum lines, each with its newline. */
  readonly text: Uint8Array;
  /** From the leaf up, as tlog.ProveRecord has it. */
  readonly proof: readonly Hash[];
}

/** undefined where the record is in the tree, under its number and with this text. */
export function checkProvedRecord({ id, text, proof }: ProvedRecord, { size, hash }: Tree): SumdbFailure | undefined {
  if (!isRecordText(text)) return failed('record', 'malformed record data').failure;
  if (id >= size) return failed('auth', `cannot validate record ${id} in tree of size ${size}`).failure;
  const fault = checkRecord(proof, size, hash, id, recordHash(text));
  return fault === undefined ? undefined : failed('auth', fault).failure;
}

/** The lines of a record about exactly this module and version, which may end in `/go.mod`. */
export function linesFor(text: Uint8Array, path: string, version: string): string[] {
  return decode(text)
    .split('\n')
    .filter((line) => line.startsWith(`${path} ${version} `));
}
