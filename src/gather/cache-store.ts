/**
 * Files by name in a folder of the user's own: written whole or not at all, whoever else writes at the same time; the oldest go when there
 * are too many. Nothing here ever fails: a cache that cannot be read or written has nothing.
 */
import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isOwn, ownFolder } from './cache-folder.ts';

export interface StoreSize {
  readonly files: number;
  readonly bytes: number;
}

export interface CacheStore {
  readonly folder: string;
  /** `name`: hex digits. */
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

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function cacheStore(folder: string, options: StoreOptions): CacheStore {
  const { maxBytes = 256 << 20, checkAfter = 16 << 20, now } = options;
  let own: boolean | undefined;
  let written = 0;
  let temporary = 0;
  const fileOf = (kind: string, name: string) => join(folder, kind, name.slice(0, 2), name.slice(2));
  return {
    folder,
    read: (kind, name) => {
      own ??= isOwn(folder) || undefined;
      return own ? attempt(() => readUsed(fileOf(kind, name), now())) : undefined;
    },
    write: (kind, name, content) => {
      own = own || ownFolder(folder);
      if (!own) return;
      const file = fileOf(kind, name);
      const draft = join(folder, `${process.pid}-${now().getTime()}-${temporary++}.tmp`);
      attempt(() => {
        ownFolder(dirname(file));
        writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
        renameSync(draft, file);
      }) ?? attempt(() => rmSync(draft, { force: true }));
      written += content.length;
      if (written < checkAfter && !isDue(folder, now())) return;
      written = 0;
      prune(folder, maxBytes, now());
    },
    remove: (kind, name) => void attempt(() => rmSync(fileOf(kind, name), { force: true })),
    size: () => sizeOf(filesBelow(folder)),
    clean: () => {
      const size = sizeOf(filesBelow(folder));
      attempt(() => rmSync(folder, { recursive: true, force: true }));
      return size;
    },
  };
}

/** A file that is used stays young; to note that once a day is enough. */
function readUsed(file: string, now: Date): Buffer {
  const content = readFileSync(file);
  if (now.getTime() - statSync(file).mtimeMs > DAY) attempt(() => utimesSync(file, now, now));
  return content;
}

const STAMP = 'checked';

/** The first run of a day looks, however little it writes. */
function isDue(folder: string, now: Date): boolean {
  const stamp = attempt(() => statSync(join(folder, STAMP)).mtimeMs) ?? 0;
  return Math.abs(now.getTime() - stamp) > DAY;
}

/** Down to nine tenths, so that not every write has to remove something. */
function prune(folder: string, maxBytes: number, now: Date): void {
  attempt(() => {
    writeFileSync(join(folder, STAMP), '', { mode: 0o600 });
    utimesSync(join(folder, STAMP), now, now);
  });
  const files = filesBelow(folder).sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs);
  let { bytes } = sizeOf(files);
  const tooMuch = bytes > maxBytes;
  for (const { path, stat } of files) {
    const abandoned = path.endsWith('.tmp') && now.getTime() - stat.mtimeMs > HOUR;
    if (!abandoned && !(tooMuch && bytes > maxBytes * 0.9)) continue;
    attempt(() => rmSync(path, { force: true }));
    bytes -= stat.size;
  }
}

interface Found {
  readonly path: string;
  readonly stat: Stats;
}

function filesBelow(folder: string): Found[] {
  const files: Found[] = [];
  const entries = attempt(() => readdirSync(folder, { recursive: true, withFileTypes: true })) ?? [];
  for (const entry of entries) {
    if (!entry.isFile() || entry.name === STAMP) continue;
    const path = join(entry.parentPath, entry.name);
    const stat = attempt(() => statSync(path));
    if (stat) files.push({ path, stat });
  }
  return files;
}

function sizeOf(files: readonly Found[]): StoreSize {
  return { files: files.length, bytes: files.reduce((sum, { stat }) => sum + stat.size, 0) };
}

/** What another run removed meanwhile, a full disk, a read-only folder: all the same to a cache. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
