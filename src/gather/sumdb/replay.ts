/** A checksum database that is nothing but recorded evidence: no server and no cache is asked, and the key is the user's own. */
import { databaseOver, type KeptFork, type SumdbSettings } from './database.ts';
import { replayOps, type SumdbEvidence } from './evidence.ts';
import type { OpenSumdb } from './open-sumdb.ts';

/** The answers are checked with the key of `GOSUMDB`, whatever key the evidence names. */
export function replayDatabase(settings: SumdbSettings, evidence: SumdbEvidence): OpenSumdb {
  const forks: KeptFork[] = [];
  const ops = ({ key }: { readonly key: string }) =>
    replayOps(evidence, key, (fork) => void forks.push({ ...fork, file: undefined }));
  return { ...databaseOver(settings, ops, { requests: 0, bytes: 0 }, forks), close: () => {} };
}
