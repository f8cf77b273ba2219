/**
 * Files by name in a folder of the user's own: written whole or not at all, whoever else writes at the same time; the oldest go when there
 * are too many. Nothing here ever fails: a cache that cannot be read or written, or that others can write, has nothing. Whether a file's
 * content is whole is for the reader to check.
 */
import { lstatSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attempt, type FoundFile, filesBelow, sizeOf } from './found-files.ts';
import { readOwnFile, replaceOwnFile } from './own-file.ts';
import { trustedFolder } from './trusted-folder.ts';

export interface StoreSize {
  readonly files: number;
  readonly bytes: number;
}

export interface CacheStore {
  readonly folder: string;
  /** `name`: hex digits. What is no file of the user's own is not there. */
  read(kind: string, name: string): Buffer | undefined;
  write(kind: string, name: string, content: Uint8Array | string): void;
  remove(kind: string, name: string): void;
  size(): StoreSize;
  /** Removes everything; gives what there was. */
  clean(): StoreSize;
}

export interface StoreOptions {
  /** Bytes that the files may have together. */
  readonly maxBytes?: number;
  /** Bytes that one run writes before it looks whether there is too much. */
  readonly checkAfter?: number;
  readonly now: () => Date;
}

/** Bytes of one file. */
const MAX_FILE = 64 << 20;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function cacheStore(folder: string, options: StoreOptions): CacheStore {
  const { maxBytes = 256 << 20, checkAfter = 16 << 20, now } = options;
  /** The folder's real path, once it is there. */
  let real: string | undefined;
  let written = 0;
  let temporary = 0;
  const trusted = (make = false) => (real ??= trustedFolder(folder, make));
  const fileOf = (at: string, kind: string, name: string) => join(at, kind, name.slice(0, 2), name.slice(2));
  const replace = (at: string, file: string, content: Uint8Array | string) =>
    replaceOwnFile(file, join(at, `${process.pid}-${now().getTime()}-${temporary++}.tmp`), content);
  const stamp = (at: string) => {
    const file = join(at, STAMP);
    if (replace(at, file, '')) attempt(() => utimesSync(file, now(), now()));
  };
  return {
    folder,
    read: (kind, name) => {
      const at = trusted();
      return at === undefined ? undefined : readOwnFile(fileOf(at, kind, name), MAX_FILE, now());
    },
    write: (kind, name, content) => {
      const at = trusted(true);
      if (at === undefined || content.length > MAX_FILE) return;
      const file = fileOf(at, kind, name);
      for (const below of [dirname(dirname(file)), dirname(file)]) attempt(() => mkdirSync(below, { mode: 0o700 }));
      replace(at, file, content);
      written += content.length;
      if (written < checkAfter && !isDue(at, now())) return;
      written = 0;
      stamp(at);
      prune(at, maxBytes, now());
    },
    remove: (kind, name) => {
      const at = trusted();
      if (at !== undefined) attempt(() => rmSync(fileOf(at, kind, name), { recursive: true, force: true }));
    },
    size: () => sizeOf(kept(trusted())),
    clean: () => {
      const at = trusted();
      const size = sizeOf(kept(at));
      if (at !== undefined) attempt(() => rmSync(at, { recursive: true, force: true }));
      real = undefined;
      return size;
    },
  };
}

const STAMP = 'checked';

/** The first run of a day looks, however little it writes. */
function isDue(folder: string, now: Date): boolean {
  const stamp = attempt(() => lstatSync(join(folder, STAMP)).mtimeMs) ?? 0;
  return Math.abs(now.getTime() - stamp) > DAY;
}

function kept(folder: string | undefined): FoundFile[] {
  return filesBelow(folder).filter(({ path }) => basename(path) !== STAMP);
}

/** Down to nine tenths, so that not every write has to remove something. */
function prune(folder: string, maxBytes: number, now: Date): void {
  const files = kept(folder).sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs);
  let { bytes } = sizeOf(files);
  const tooMuch = bytes > maxBytes;
  for (const { path, stat } of files) {
    const abandoned = path.endsWith('.tmp') && now.getTime() - stat.mtimeMs > HOUR;
    if (!abandoned && !(tooMuch && bytes > maxBytes * 0.9)) continue;
    attempt(() => rmSync(path, { force: true }));
    bytes -= stat.size;
  }
}
