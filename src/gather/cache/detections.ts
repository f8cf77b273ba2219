/**
 * What was told of license texts, kept for this user's later runs. By the hash of each text and of the list that it was told by: a text
 * says the same wherever it lies. One file for all, behind its own checksum, because a check reads hundreds of texts.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { KnownDetections } from '../../license/match/detector.ts';
import type { Detection } from '../../license/types.ts';
import type { Environment } from '../http/web-proxy.ts';
import { withoutWatch } from '../repeat/conditions.ts';
import { cacheFolder } from './folder.ts';
import { type CacheStore, cacheStore } from './store.ts';

export interface DetectionCache extends KnownDetections {
  /** Nothing was kept of this list. */
  readonly isEmpty: boolean;
  /** Writes what is new; never fails. */
  save(): void;
}

/** The folder's name has the format's version. */
const FOLDER = 'licenses-1';
const KIND = 'texts';

/** Bytes of one file, about 10,000 texts; beyond it only what the last run used stays. Two lists may be in use. */
const MAX_FILE = 8 << 20;
const MAX_BYTES = 4 * MAX_FILE;

export function detectionStore(env: Environment, now: () => Date): CacheStore | undefined {
  const folder = cacheFolder(env);
  return folder === undefined ? undefined : cacheStore(join(folder, FOLDER), { maxBytes: MAX_BYTES, now });
}

/** `list`: the bytes of the list, in any form. undefined where there is no cache (MODWARDEN_CACHE=off). */
export function detectionCache(env: Environment, list: Uint8Array, now: () => Date): DetectionCache | undefined {
  const store = detectionStore(env, now);
  if (store === undefined) return undefined;
  const name = sha256(list);
  // The answer is that of the list itself, whatever is found here.
  const before = withoutWatch(() => entriesOf(store.read(KIND, name)));
  const used = new Map<string, string>();
  let isNew = false;
  return {
    isEmpty: before.size === 0,
    get: (text, readme) => {
      const key = keyOf(text, readme);
      const json = used.get(key) ?? before.get(key);
      if (json === undefined) return undefined;
      used.set(key, json);
      return JSON.parse(json) as Detection;
    },
    put: (text, readme, detection) => {
      used.set(keyOf(text, readme), JSON.stringify(detection));
      isNew = true;
    },
    save: () => {
      if (!isNew) return;
      isNew = false;
      const all = textOf(new Map([...before, ...used]));
      const text = all.length > MAX_FILE ? textOf(used) : all;
      if (text.length <= MAX_FILE) withoutWatch(() => store.write(KIND, name, `${sha256(text)}\n${text}`));
    },
  };
}

function keyOf(text: string, readme: boolean): string {
  // Lone surrogates are no UTF-8: two texts may not have the same bytes.
  return sha256(Buffer.from(text, text.isWellFormed() ? 'utf8' : 'utf16le')) + (readme ? 'r' : '');
}

const textOf = (entries: ReadonlyMap<string, string>) => [...entries].map(([key, json]) => `${key} ${json}\n`).join('');

/** None where the file is not whole. */
function entriesOf(bytes: Buffer | undefined): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  if (bytes === undefined || bytes[64] !== 0x0a || sha256(bytes.subarray(65)) !== bytes.toString('latin1', 0, 64))
    return entries;
  for (const line of bytes.toString('utf8', 65).split('\n')) {
    const blank = line.indexOf(' ');
    if (blank > 0) entries.set(line.slice(0, blank), line.slice(blank + 1));
  }
  return entries;
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
