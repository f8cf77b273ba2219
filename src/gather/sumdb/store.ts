/**
 * What is kept between runs: tiles and lookups, which never change, and the newest tree head of each database. The head is what makes a
 * later run notice that the database shows another history; it is no cache, so it lies apart and is never thrown away for room.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ForkEvidence } from '../../go/sumdb/failure.ts';
import type { WriteResult } from '../../go/sumdb/ops.ts';
import { type CacheStore, cacheStore } from '../cache/store.ts';
import { trustedFolder } from '../cache/trusted-folder.ts';
import { forkJson } from './fork-json.ts';

export interface SumdbStore {
  /** Empty where none is kept; throws where it cannot be read. */
  readHead(name: string): Uint8Array;
  writeHead(name: string, old: Uint8Array, next: Uint8Array): Promise<WriteResult>;
  readFile(file: string): Uint8Array | undefined;
  writeFile(file: string, data: Uint8Array): void;
  /** Keeps both signed heads of a fork where no clean-up takes them; gives the file. undefined: there is no place for it. */
  keepFork(name: string, fork: ForkEvidence): string | undefined;
}

/** For this run only: where caches are switched off, and for evidence. */
export function memorySumdbStore(): SumdbStore {
  const heads = new Map<string, Uint8Array>();
  const files = new Map<string, Uint8Array>();
  const readHead = (name: string) => heads.get(name) ?? new Uint8Array();
  return {
    readHead,
    writeHead: async (name, old, next) => {
      if (Buffer.compare(readHead(name), old) !== 0) return { result: 'conflict' };
      heads.set(name, next);
      return { result: 'written' };
    },
    readFile: (file) => files.get(file),
    writeFile: (file, data) => void files.set(file, data),
    keepFork: () => undefined,
  };
}

/** Tiles and lookups of all databases, below modwarden's own cache folder. Tree heads are no part of it. */
export function sumdbCacheAt(folder: string, now: () => Date): CacheStore {
  return cacheStore(join(folder, 'sumdb-1'), { now });
}

/** Below modwarden's own cache folder. */
export function sumdbStoreAt(folder: string, now: () => Date): SumdbStore {
  const cache = sumdbCacheAt(folder, now);
  const headFile = (name: string) => join(folder, 'sumdb-heads', hex(name));
  return {
    readHead: (name) => readIfThere(headFile(name)),
    writeHead: (name, old, next) => replaceHead(headFile(name), old, next),
    readFile: (file) => {
      // Behind the hash of its own bytes: what a full disk or another program has damaged is as good as none, and is fetched again.
      const entry = cache.read('files', hex(file));
      if (!entry) return undefined;
      const data = entry.subarray(32);
      return digest(data).equals(entry.subarray(0, 32)) ? data : undefined;
    },
    writeFile: (file, data) => cache.write('files', hex(file), Buffer.concat([digest(data), data])),
    keepFork: (name, fork) => writeFork(join(folder, 'sumdb-forks'), name, fork),
  };
}

/** By its content, so that a fork that is met at every run is kept once. */
function writeFork(folder: string, name: string, fork: ForkEvidence): string | undefined {
  const json = `${JSON.stringify(forkJson(name, fork), null, 2)}\n`;
  const file = join(folder, `${hex(json)}.json`);
  if (trustedFolder(folder, true) === undefined) return undefined;
  try {
    writeFileSync(file, json, { mode: 0o600 });
    return file;
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array();
    throw error;
  }
}

/** Compare and swap, with a lock file against other runs. */
async function replaceHead(file: string, old: Uint8Array, next: Uint8Array): Promise<WriteResult> {
  const folder = dirname(file);
  if (trustedFolder(folder, true) === undefined)
    return { result: 'failed', error: `cannot keep the tree head in ${folder}` };
  const lock = `${file}.lock`;
  try {
    await takeLock(lock);
    try {
      if (Buffer.compare(readIfThere(file), old) !== 0) return { result: 'conflict' };
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, next, { mode: 0o600 });
      renameSync(draft, file);
      return { result: 'written' };
    } finally {
      rmSync(lock, { force: true });
    }
  } catch (error) {
    return { result: 'failed', error: `cannot keep the tree head: ${(error as Error).message}` };
  }
}

const LOCK_WAIT = 20;
const LOCK_TRIES = 250;
/** Milliseconds after which a lock was left behind by a run that was ended. */
const LOCK_STALE = 10_000;

async function takeLock(lock: string): Promise<void> {
  for (let left = LOCK_TRIES; ; left--) {
    try {
      return closeSync(openSync(lock, 'wx', 0o600));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || left === 0) throw error;
    }
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > LOCK_STALE) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT));
  }
}

function hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function digest(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
