/**
 * Many small entries by name in a few files: each run appends what is new to a log of its own, because a file for each entry costs most of
 * a millisecond to make. Of entries with one name that of the youngest log counts. As in store.ts nothing here ever fails, and whether an
 * entry's content is whole is for the reader to check.
 *
 * A log is a list of entries: a line with the name in hex digits and the content's length in bytes, then the content and a line break. What
 * is torn ends the log. An entry without content says that there is none of this name.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { withoutWatch } from '../repeat/conditions.ts';
import { attempt, filesBelow, sizeOf } from './found-files.ts';
import type { CacheStore, StoreOptions } from './store.ts';
import { isOwn, trustedFolder } from './trusted-folder.ts';

export interface LogStore extends CacheStore {
  /** Lets go of the logs. What is asked afterwards opens them again. */
  close(): void;
}

/** Bytes of one entry. */
const MAX_ENTRY = 64 << 20;
/** Bytes of a log that stays as it is when others are made one. */
const MAX_MERGED = 16 << 20;
/** So many small logs are made one. */
const MANY = 12;

const MINUTE = 60_000;
/** Milliseconds after which nobody writes to a log any more: a run ends before. */
const SETTLED = 20 * MINUTE;
const DAY = 24 * 60 * MINUTE;

const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

interface Place {
  readonly file: number;
  readonly from: number;
  readonly length: number;
}

/** The logs of one kind. */
interface Kind {
  readonly entries: Map<string, Place>;
  /** Descriptors of those that are read. */
  readonly open: number[];
  /** Those that nothing was read of yet, and that were not used for a day, with their paths. */
  readonly idle: Map<number, string>;
  /** That of this run, and its length. */
  own: number | undefined;
  end: number;
  isNoted: boolean;
}

export function logStore(folder: string, { maxBytes = 256 << 20, now }: StoreOptions): LogStore {
  const kinds = new Map<string, Kind>();
  let real: string | undefined;
  const trusted = (make = false) => (real ??= trustedFolder(folder, make));
  const kindOf = (name: string) => {
    let kind = kinds.get(name);
    if (kind === undefined) {
      const at = withoutWatch(() => trusted());
      kind = at === undefined ? emptyKind() : withoutWatch(() => readLogs(join(at, name), now()));
      kinds.set(name, kind);
    }
    return kind;
  };
  const append = (name: string, entry: string, content: Uint8Array | string) => {
    const at = trusted(true);
    const bytes = Buffer.from(content as Uint8Array);
    if (at === undefined || bytes.length > MAX_ENTRY) return;
    const kind = kindOf(name);
    kind.own ??= attempt(() => newLog(join(at, name), maxBytes, now()));
    const place = kind.own === undefined ? undefined : attempt(() => appended(kind, entry, bytes));
    if (place === undefined || place.length === 0) kind.entries.delete(entry);
    else kind.entries.set(entry, place);
  };
  const close = () => {
    for (const { open, own } of kinds.values())
      for (const file of own === undefined ? open : [...open, own]) attempt(() => closeSync(file));
    kinds.clear();
  };
  return {
    folder,
    read: (name, entry) => {
      const kind = kindOf(name);
      const place = kind.entries.get(entry);
      const content = place && attempt(() => contentAt(place));
      if (content !== undefined) markUsed(kind, place!.file, now());
      if (content === undefined && !kind.isNoted) {
        kind.isNoted = true;
        noteLack(folder, name);
      }
      return content;
    },
    write: (name, entry, content) => append(name, entry, content),
    remove: (name, entry) => {
      if (kindOf(name).entries.has(entry)) append(name, entry, '');
    },
    size: () => sizeOf(filesBelow(trusted())),
    clean: () => {
      const at = trusted();
      const size = sizeOf(filesBelow(at));
      close();
      if (at !== undefined) attempt(() => rmSync(at, { recursive: true, force: true }));
      real = undefined;
      return size;
    },
    close,
  };
}

function emptyKind(): Kind {
  return { entries: new Map(), open: [], idle: new Map(), own: undefined, end: 0, isNoted: false };
}

/** Those that were not used for longest go first. */
function markUsed({ idle }: Kind, file: number, now: Date): void {
  const path = idle.get(file);
  if (path === undefined) return;
  idle.delete(file);
  attempt(() => utimesSync(path, now, now));
}

/** That something is not there holds as long as nothing is added; what is there says the same whatever else is added. */
function noteLack(folder: string, kind: string): void {
  const at = trustedFolder(folder);
  if (at === undefined) return;
  for (const name of attempt(() => readdirSync(join(at, kind))) ?? []) attempt(() => lstatSync(join(at, kind, name)));
}

const SUFFIX = '.log';

/** In the order in which they were begun. */
function logsIn(folder: string): string[] {
  const names = attempt(() => readdirSync(folder)) ?? [];
  return names.filter((name) => name.endsWith(SUFFIX)).sort();
}

function readLogs(folder: string, now: Date): Kind {
  const kind = emptyKind();
  for (const name of logsIn(folder)) {
    const path = join(folder, name);
    const file = attempt(() => openSync(path, READ));
    if (file === undefined) continue;
    kind.open.push(file);
    attempt(() => {
      const stat = fstatSync(file);
      if (!stat.isFile() || !isOwn(stat)) return;
      if (Math.abs(now.getTime() - stat.mtimeMs) > DAY) kind.idle.set(file, path);
      for (const [entry, place] of entriesOf(file, stat.size)) {
        if (place.length === 0) kind.entries.delete(entry);
        else kind.entries.set(entry, place);
      }
    });
  }
  return kind;
}

/** Hex digits of a SHA-256, a blank, at most eight digits, a line break. */
const HEAD = 64 + 1 + 8 + 1;
const CHUNK = 1 << 20;

function* entriesOf(file: number, size: number): Generator<[entry: string, place: Place]> {
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size));
  let start = 0;
  let length = 0;
  for (let at = 0; at < size; ) {
    if (at + HEAD > start + length) {
      start = at;
      length = readSync(file, chunk, 0, chunk.length, at);
    }
    const end = chunk.indexOf(0x0a, at - start);
    if (end < 0 || end >= length || end - (at - start) > HEAD) return;
    const head = /^([0-9a-f]{64}) ([0-9]{1,8})$/.exec(chunk.toString('latin1', at - start, end));
    if (head === null) return;
    const place = { file, from: start + end + 1, length: Number(head[2]) };
    at = place.from + place.length + 1;
    if (at > size) return;
    yield [head[1]!, place];
  }
}

function contentAt({ file, from, length }: Place): Buffer | undefined {
  const bytes = Buffer.allocUnsafeSlow(length);
  let got = 0;
  for (let n = -1; n !== 0 && got < length; got += n) n = readSync(file, bytes, got, length - got, from + got);
  return got === length ? bytes : undefined;
}

function entryBytes(entry: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${entry} ${content.length}\n`, 'latin1'), content, Buffer.from('\n')]);
}

/** One write, so that a run that is killed leaves whole entries; a torn one ends the log. */
function appended(kind: Kind, entry: string, content: Buffer): Place {
  const file = kind.own!;
  const bytes = entryBytes(entry, content);
  const place = { file, from: kind.end + bytes.length - content.length - 1, length: content.length };
  if (writeSync(file, bytes) !== bytes.length) throw new Error('the disk is full');
  kind.end += bytes.length;
  return place;
}

let made = 0;

/** Begins the log of this run, and makes room for it. Throws where it cannot. */
function newLog(folder: string, maxBytes: number, now: Date): number {
  attempt(() => mkdirSync(folder, { mode: 0o700 }));
  withoutWatch(() => makeRoom(folder, maxBytes, now));
  return openSync(join(folder, nameAt(now)), constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
}

const nameAt = (now: Date) =>
  `${String(now.getTime()).padStart(15, '0')}-${process.pid}-${String(made++).padStart(6, '0')}${SUFFIX}`;

interface Found {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Makes many small logs one, and removes those that were not used for longest. */
function makeRoom(folder: string, maxBytes: number, now: Date): void {
  const logs: Found[] = [];
  for (const name of attempt(() => readdirSync(folder)) ?? []) {
    const path = join(folder, name);
    const stat = attempt(() => lstatSync(path));
    if (stat === undefined) continue;
    const isOld = now.getTime() - stat.mtimeMs > SETTLED;
    if (name.endsWith(SUFFIX)) logs.push({ path, size: stat.size, mtimeMs: stat.mtimeMs });
    else if (isOld) attempt(() => rmSync(path, { recursive: true, force: true }));
  }
  logs.sort((a, b) => (a.path < b.path ? -1 : 1));
  const isSmall = ({ size, mtimeMs }: Found) => size <= MAX_MERGED && now.getTime() - mtimeMs > SETTLED;
  for (const group of neighbors(logs, isSmall)) if (group.length >= MANY) attempt(() => merge(folder, group));
  let bytes = logs.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of [...logs].sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (bytes <= maxBytes) break;
    attempt(() => rmSync(path, { recursive: true, force: true }));
    bytes -= size;
  }
}

/** Those between which there is no other, so that what is younger stays younger; of limited size together. */
function neighbors(logs: readonly Found[], isSmall: (log: Found) => boolean): Found[][] {
  const groups: Found[][] = [[]];
  let bytes = 0;
  for (const log of logs) {
    const fits = isSmall(log) && bytes + log.size <= 4 * MAX_MERGED;
    if (!fits) groups.push([]);
    bytes = (fits ? bytes : 0) + log.size;
    if (isSmall(log)) groups.at(-1)!.push(log);
  }
  return groups;
}

/** Under the name of the youngest, so that it keeps its place among the others. Entries that younger ones took the place of are left out. */
function merge(folder: string, logs: readonly Found[]): void {
  const entries = new Map<string, Buffer>();
  for (const { path } of logs) {
    const file = openSync(path, READ);
    try {
      const stat = fstatSync(file);
      if (!stat.isFile() || !isOwn(stat)) continue;
      for (const [entry, place] of entriesOf(file, stat.size)) {
        entries.delete(entry);
        const content = contentAt(place);
        if (content !== undefined) entries.set(entry, content);
      }
    } finally {
      closeSync(file);
    }
  }
  const draft = join(folder, `${process.pid}-${made++}.tmp`);
  const parts = [...entries].map(([entry, content]) => entryBytes(entry, content));
  try {
    writeFileSync(draft, Buffer.concat(parts), { mode: 0o600, flag: 'wx' });
    renameSync(draft, logs.at(-1)!.path);
  } catch (error) {
    attempt(() => rmSync(draft, { force: true }));
    throw error;
  }
  for (const { path } of logs.slice(0, -1)) attempt(() => rmSync(path, { recursive: true, force: true }));
}
