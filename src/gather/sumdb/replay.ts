/** A checksum database that is nothing but recorded evidence: no server and no cache is asked, and the key is the user's own. */
import { parseVerifierKey } from '../../go/env/verifier-key.ts';
import { lookupPath } from '../../go/sumdb/client.ts';
import { type ForkEvidence, failed, type Outcome, within } from '../../go/sumdb/failure.ts';
import { checkProvedRecord, linesFor } from '../../go/sumdb/proved-record.ts';
import { forkFailure, openHead } from '../../go/sumdb/timeline.ts';
import type { SignedHead } from '../../go/sumdb/tree-head.ts';
import { encode } from '../../text/bytes.ts';
import { databaseOver, type KeptFork, type OpenedDatabase, type SumdbSettings } from './database.ts';
import { evidenceName, recordFromJson, type SumdbEvidence } from './evidence.ts';
import { provedFork } from './fork-json.ts';
import type { OpenSumdb } from './open-sumdb.ts';

/** The records are checked with the key of `GOSUMDB`, whatever key the evidence names. */
export function replayDatabase(settings: SumdbSettings, evidence: SumdbEvidence): OpenSumdb {
  const forks: KeptFork[] = [];
  const open = ({ key }: { readonly key: string }) => {
    const replay = openReplay(evidence, key);
    for (const fork of replay.forks) forks.push({ ...fork, file: undefined });
    return replay;
  };
  return { ...databaseOver(settings, open, { requests: 0, bytes: 0 }, forks), close: () => {} };
}

function openReplay(
  evidence: SumdbEvidence,
  keyText: string,
): OpenedDatabase & { readonly forks: readonly ForkEvidence[] } {
  const key = parseVerifierKey(keyText);
  const head: Outcome<SignedHead> =
    key.error === undefined ? openHead(encode(evidence.head), key.value) : failed('key', key.error);
  const forks = key.error === undefined ? evidence.forks.flatMap((json) => provedFork(json, key.value) ?? []) : [];
  const texts = new Map<string, Outcome<Uint8Array>>();

  function textOf(name: string): Outcome<Uint8Array> {
    if (head.failure) return head;
    const json = Object.hasOwn(evidence.records, name) ? evidence.records[name] : undefined;
    if (json === undefined) {
      const [fork] = forks;
      return fork === undefined
        ? failed('missing', 'the evidence has no record of it')
        : { failure: forkFailure(fork) };
    }
    const record = recordFromJson(json);
    if (record.error !== undefined) return failed('record', record.error);
    const failure = checkProvedRecord(record.value, head.value.tree);
    return failure ? { failure } : { value: record.value.text };
  }

  return {
    forks,
    head: () => head.value,
    lookup: async (path, version) => {
      const remote = lookupPath(path, version);
      const name = evidenceName(path, version);
      const text = remote.error === undefined ? (texts.get(name) ?? textOf(name)) : failed('path', remote.error);
      texts.set(name, text);
      if (text.failure) return within(`${path}@${version}`, text.failure);
      return { value: linesFor(text.value, path, version) };
    },
    evidence: async () => evidence,
  };
}
