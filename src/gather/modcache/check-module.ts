/**
 * What a module cache has of one module version, against go.sum. `go mod verify` compares the cache with itself: with the hash that the
 * go command wrote beside the zip, which whoever changes the cache can change as well.
 */

import { join } from 'node:path';
import { goModHash } from '../../go/dirhash/hash1.ts';
import { checkedError, MAX_GO_MOD } from '../../go/dirhash/limits.ts';
import { escapePath, escapeVersion } from '../../go/path/escape.ts';
import type { Result } from '../../go/std/result.ts';
import { decode } from '../../text/bytes.ts';
import { exists } from '../exists.ts';
import { checkModuleZip, hashZip } from '../gozip/hash-zip.ts';
import { readBounded } from '../read-file.ts';
import { withCachedZip } from './cached-zip.ts';
import { hashFolder } from './hash-folder.ts';

/** A module version, with what go.sum records of it; no hashes where it has no such line. */
export interface CacheTask {
  readonly path: string;
  readonly version: string;
  readonly zip: readonly string[];
  readonly mod: readonly string[];
}

/**
 * zip, folder: the content was modified · ziphash: the hash beside the zip differs from go.sum, or is not there · mod: the go.mod differs
 * from go.sum · unreadable: could not be hashed
 */
export interface CacheProblem {
  readonly kind: 'zip' | 'folder' | 'ziphash' | 'mod' | 'unreadable';
  readonly path: string;
  readonly version: string;
  readonly file: string;
  /** With `unreadable` and a missing hash: why. */
  readonly detail?: string;
  readonly expected?: string;
  readonly found?: string;
}

export interface CacheResult {
  /** Something of the version is in the cache. */
  readonly cached: boolean;
  readonly problems: readonly CacheProblem[];
}

/** `cache`: GOMODCACHE. */
export async function checkCachedModule(cache: string, task: CacheTask): Promise<CacheResult> {
  const path = escapePath(task.path).value;
  const version = escapeVersion(task.version).value;
  if (path === undefined || version === undefined) return { cached: false, problems: [] };
  const download = join(cache, 'cache', 'download', path, '@v', version);
  const places = { download, folder: join(cache, `${path}@${version}`) };
  const checks = [await checkMod(places, task), await checkContent(places, task)];
  return {
    cached: checks.some((check) => check !== undefined),
    problems: checks.flatMap((check) => check ?? []),
  };
}

interface Places {
  readonly download: string;
  readonly folder: string;
}

async function checkMod({ download }: Places, task: CacheTask): Promise<CacheProblem[] | undefined> {
  const file = `${download}.mod`;
  if (task.mod.length === 0 || !exists(file)) return undefined;
  const bytes = readBounded(file, MAX_GO_MOD);
  if ('problem' in bytes) return [unreadable(task, file, bytes.problem)];
  return compared(task, 'mod', file, task.mod, await goModHash(bytes));
}

async function checkContent({ download, folder }: Places, task: CacheTask): Promise<CacheProblem[] | undefined> {
  const zip = `${download}.zip`;
  // An unfinished extraction is as good as none for Go, too (modfetch.DownloadDir).
  const hasFolder = exists(folder) && !exists(`${download}.partial`);
  const hasZip = exists(zip);
  if (!hasZip && !hasFolder) return undefined;
  const ziphash = readZipHash(`${zip}hash`);
  const recorded = task.zip.length > 0 ? task.zip : ziphash === undefined ? [] : [ziphash];
  const problems: CacheProblem[] = [];
  if (ziphash === undefined) problems.push({ ...about(task), kind: 'ziphash', file: `${zip}hash`, detail: 'missing' });
  else problems.push(...compared(task, 'ziphash', `${zip}hash`, recorded, ziphash));
  if (hasZip) problems.push(...hashed(task, 'zip', zip, recorded, await zipHash(zip, task)));
  if (hasFolder)
    problems.push(...hashed(task, 'folder', folder, recorded, hashFolder(folder, `${task.path}@${task.version}`)));
  return problems;
}

/** Bytes; it has 47 and perhaps a line end. */
const MAX_ZIPHASH = 1000;

/** As Go reads it: anything but 47 characters is recomputed, which is no proof of the zip. */
function readZipHash(file: string): string | undefined {
  const bytes = readBounded(file, MAX_ZIPHASH);
  const text = 'problem' in bytes ? '' : decode(bytes).trim();
  return /^h1:[A-Za-z0-9+/]{43}=$/.test(text) ? text : undefined;
}

/** Go would not unpack a zip with names that leave its folder or come twice, whatever its hash. */
async function zipHash(file: string, { path, version }: CacheTask): Promise<Result<string>> {
  return withCachedZip(file, async (zip) => {
    const checked = await checkModuleZip(path, version, zip);
    const error = checked.error ?? checkedError(checked.value!);
    return error === undefined ? hashZip(zip) : { error };
  });
}

function hashed(
  task: CacheTask,
  kind: 'zip' | 'folder',
  file: string,
  recorded: readonly string[],
  { value, error }: Result<string>,
): CacheProblem[] {
  return value === undefined ? [unreadable(task, file, error)] : compared(task, kind, file, recorded, value);
}

function compared(
  task: CacheTask,
  kind: CacheProblem['kind'],
  file: string,
  recorded: readonly string[],
  found: string,
): CacheProblem[] {
  const [expected] = recorded;
  if (expected === undefined || recorded.includes(found)) return [];
  return [{ ...about(task), kind, file, expected, found }];
}

function unreadable(task: CacheTask, file: string, detail: string): CacheProblem {
  return { ...about(task), kind: 'unreadable', file, detail };
}

function about({ path, version }: CacheTask) {
  return { path, version };
}
