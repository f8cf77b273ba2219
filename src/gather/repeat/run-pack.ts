/**
 * The answer of a run, with everything that it depends on: what was looked at, and until when it holds. One file for each question,
 * with a checksum over all of it.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from '../cache/folder.ts';
import { type CacheStore, cacheStore, type StoreOptions } from '../cache/store.ts';
import type { Environment } from '../http/web-proxy.ts';
import { FIELDS, isAsBefore } from './file-states.ts';
import type { WatchedFiles } from './watch-files.ts';

export interface RunAnswer {
  /** What was written, in order: to standard output (1) or standard error (2). */
  readonly written: readonly (readonly [descriptor: 1 | 2, text: string])[];
  readonly code: number;
}

export interface RunPack extends RunAnswer {
  /** Hash of the question: arguments, folder, environment, day, build. */
  readonly question: string;
  /** Milliseconds since 1970: when the run began, and from when on its answer may be another. */
  readonly from: number;
  readonly until: number | null;
  readonly files: WatchedFiles;
}

/** The folder's name has the format's version. */
const FOLDER = 'runs-1';
const KIND = 'runs';

/** Bytes of all packs together, and of one. */
const MAX_BYTES = 64 << 20;
const MAX_PACK = 8 << 20;

/** The store of this user; undefined where there is none (MODWARDEN_CACHE=off). */
export function runPacksAt(env: Environment, options: StoreOptions): CacheStore | undefined {
  const folder = cacheFolder(env);
  return folder === undefined
    ? undefined
    : cacheStore(join(folder, FOLDER), { maxBytes: MAX_BYTES, checkAfter: MAX_PACK, ...options });
}

/** The answer to the question, where nothing that it depends on has changed. */
export function recallRun(store: CacheStore, question: string, now: number): RunAnswer | undefined {
  const pack = decodePack(store.read(KIND, question));
  if (pack === undefined || pack.question !== question) return undefined;
  // A clock that was set back says nothing about how old something is.
  if (now < pack.from || now >= (pack.until ?? Number.POSITIVE_INFINITY)) return undefined;
  const { paths, states } = pack.files;
  return paths.every((path, i) => isAsBefore(path, states, i * FIELDS)) ? pack : undefined;
}

export function rememberRun(store: CacheStore, pack: RunPack): void {
  const bytes = encodePack(pack);
  if (bytes.length <= MAX_PACK) store.write(KIND, pack.question, bytes);
}

/** Hex digits of the checksum, and a line feed. */
const MARK = 65;
const LINE_FEED = 0x0a;

/** The checksum, a line of JSON, the paths, and the states as they are in memory. */
export function encodePack({ files, ...head }: RunPack): Buffer {
  const paths = Buffer.from(files.paths.join('\0'));
  const { buffer, byteOffset, byteLength } = files.states;
  const json = JSON.stringify({ ...head, pathBytes: paths.length, paths: files.paths.length });
  const content = Buffer.concat([Buffer.from(`${json}\n`), paths, Buffer.from(buffer, byteOffset, byteLength)]);
  return Buffer.concat([Buffer.from(`${sha256(content)}\n`), content]);
}

/** undefined for what is not whole. */
export function decodePack(bytes: Buffer | undefined): RunPack | undefined {
  if (bytes === undefined || bytes.length <= MARK || bytes[MARK - 1] !== LINE_FEED) return undefined;
  const content = bytes.subarray(MARK);
  if (bytes.toString('latin1', 0, MARK - 1) !== sha256(content)) return undefined;
  const end = content.indexOf(LINE_FEED);
  const { pathBytes, paths: count, ...head } = JSON.parse(content.toString('utf8', 0, end));
  const paths = count === 0 ? [] : content.toString('utf8', end + 1, end + 1 + pathBytes).split('\0');
  const states = new Float64Array(count * FIELDS);
  content.copy(Buffer.from(states.buffer), 0, end + 1 + pathBytes);
  return { ...head, files: { paths, states } };
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
