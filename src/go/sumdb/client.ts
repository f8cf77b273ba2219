/**
 * A client of a checksum database: go.sum lines that the database has signed and logged (sumdb.Client of golang.org/x/mod). It trusts the
 * verifier key and nothing else: not the server, not a proxy between, not its own cache.
 */
import { decode } from '../../text/bytes.ts';
import { parseVerifierKey } from '../env/verifier-key.ts';
import { escapePath, escapeVersion } from '../path/escape.ts';
import { prefixMatcher } from '../path/pattern.ts';
import type { Result } from '../std/result.ts';
import { trimSpace } from '../std/unicode.ts';
import { failed, type Outcome, type SumdbFailure, within } from './failure.ts';
import { recordHash, sameHash } from './hash.ts';
import type { SumdbOps } from './ops.ts';
import { proveRecord } from './proof.ts';
import { linesFor, type ProvedRecord } from './proved-record.ts';
import { type LogRecord, parseRecord } from './record.ts';
import { storedHashIndex } from './stored-hash.ts';
import { tileStore } from './tile-store.ts';
import { type Timeline, timeline } from './timeline.ts';
import type { SignedHead } from './tree-head.ts';

export interface SumdbOptions {
  /** GONOSUMDB: modules that are never asked about. */
  readonly nosumdb?: string;
  /** Of the tiles; databases of Go serve 8. */
  readonly tileHeight?: number;
}

/** A checksum database whose every answer is proved against its signed tree head. */
export interface SumdbClient {
  /**
   * The go.sum lines for exactly this module and version, in the order of the record; `version` may end in `/go.mod`. An authentic record
   * without such a line gives none: that is no answer about the module, and must not pass for one.
   */
  lookup(path: string, version: string): Promise<Outcome<readonly string[]>>;
  /** The record of a module version with the proof that it is in the tree of `head()`. A version that was looked up is not asked for again. */
  prove(path: string, version: string): Promise<Outcome<ProvedRecord>>;
  /** The newest tree that was believed; undefined before the first lookup got that far. */
  head(): SignedHead | undefined;
}

/** Bytes of an answer to a lookup. The record has a few lines, the note at most MAX_NOTE. */
export const MAX_LOOKUP = 2 << 20;

interface Ready {
  readonly name: string;
  readonly time: Timeline;
  readonly failure: SumdbFailure | undefined;
}

/** A client of one checksum database, as golang.org/x/mod/sumdb is. All effects are in `ops`. */
export function sumdbClient(ops: SumdbOps, options: SumdbOptions = {}): SumdbClient {
  const isSkipped = prefixMatcher(options.nosumdb ?? '');
  const records = new Map<string, Promise<Outcome<LogRecord>>>();
  let starting: Promise<Outcome<Ready>> | undefined;
  let time: Timeline | undefined;

  async function start(): Promise<Outcome<Ready>> {
    const text = await ops.readConfig('key');
    if (text.error !== undefined) return failed('key', text.error);
    const key = parseVerifierKey(trimSpace(decode(text.value)));
    if (key.error !== undefined) return failed('key', key.error);
    const { name } = key.value;
    time = timeline(ops, key.value, tileStore(ops, name, options.tileHeight ?? 8));
    const kept = await ops.readConfig(`${name}/latest`);
    if (kept.error !== undefined) return failed('config', kept.error);
    return { value: { name, time, failure: await time.merge(kept.value) } };
  }

  async function recordOf(path: string, version: string): Promise<Outcome<LogRecord>> {
    starting ??= start();
    const ready = await starting;
    const failure = ready.failure ?? ready.value.failure;
    if (failure) return within('initializing sumdb.Client', failure);
    const remote = lookupPath(path, version);
    if (remote.error !== undefined) return failed('path', remote.error);
    const record = records.get(remote.value) ?? readRecord(ops, ready.value!, remote.value);
    records.set(remote.value, record);
    return record;
  }

  async function prove(record: LogRecord): Promise<Outcome<ProvedRecord>> {
    const proof = await proveRecord(time!.latest().tree.size, record.id, time!.reader());
    return proof.failure ? proof : { value: { id: record.id, text: record.text, proof: proof.value } };
  }

  return {
    lookup: async (path, version) => {
      if (isSkipped(path)) return failed('skipped', 'skipped (listed in GONOSUMDB)');
      const record = await recordOf(path, version);
      if (record.failure) return within(`${path}@${version}`, record.failure);
      return { value: linesFor(record.value.text, path, version) };
    },
    prove: async (path, version) => {
      const record = isSkipped(path)
        ? failed('skipped', 'skipped (listed in GONOSUMDB)')
        : await recordOf(path, version);
      return record.failure ? record : prove(record.value);
    },
    head: () => time?.latest(),
  };
}

/** Where a database answers about a module: `/lookup/PATH@VERSION`, escaped; the lines of the zip and of go.mod are in one record. */
export function lookupPath(path: string, version: string): Result<string> {
  const escapedPath = escapePath(path);
  if (escapedPath.error !== undefined) return escapedPath;
  const escapedVersion = escapeVersion(version.replace(/\/go\.mod$/, ''));
  if (escapedVersion.error !== undefined) return escapedVersion;
  return { value: `/lookup/${escapedPath.value}@${escapedVersion.value}` };
}

/** An authenticated record. */
async function readRecord(ops: SumdbOps, { name, time }: Ready, remote: string): Promise<Outcome<LogRecord>> {
  const file = `${name}${remote}`;
  const cached = await ops.readCache(file);
  const answer = cached === undefined ? await ops.readRemote(remote, MAX_LOOKUP) : { value: cached };
  if (answer.error !== undefined) {
    return { failure: { kind: 'missing', message: answer.error, ...(answer.notFound && { notFound: true }) } };
  }
  if (answer.value.length > MAX_LOOKUP) return failed('record', `lookup answer has more than ${MAX_LOOKUP} bytes`);
  const record = parseRecord(answer.value);
  if (record.error !== undefined) return failed('record', record.error);
  // Go reads signs and leading zeros as well; a number below 0 it takes for record 0. Nobody writes such numbers in good faith.
  if (!isPlainNumber(answer.value)) return failed('record', 'malformed record data');
  const failure = (await time.merge(record.value.rest)) ?? (await checkInTree(record.value, time));
  if (failure) return { failure };
  if (cached === undefined) await ops.writeCache(file, answer.value);
  return record;
}

function isPlainNumber(answer: Uint8Array): boolean {
  return /^(?:0|[1-9][0-9]*)\n/.test(decode(answer.subarray(0, 30)));
}

/** undefined where the record is in the latest tree, under its number and with this text. */
async function checkInTree({ id, text }: LogRecord, time: Timeline): Promise<SumdbFailure | undefined> {
  const { size } = time.latest().tree;
  if (id >= size) return failed('auth', `cannot validate record ${id} in tree of size ${size}`).failure;
  const hashes = await time.reader()([storedHashIndex(0, id)]);
  if (hashes.failure) return hashes.failure;
  if (sameHash(hashes.value[0]!, recordHash(text))) return undefined;
  return failed('auth', 'cannot authenticate record data in server response').failure;
}
