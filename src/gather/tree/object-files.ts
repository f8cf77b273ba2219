/**
 * git's objects as they lie on the disk, one in a file (loose) or many in a pack (gitformat-pack(5)), for a hook: a run of git takes longer
 * than all that it tells. What is not found or not understood here is for git to read: an object of another repository (alternates), one
 * that a server still has, a pack with an old index, one that is damaged or very large.
 */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

export interface GitObject {
  readonly type: 'commit' | 'tree' | 'blob' | 'tag';
  readonly content: Buffer;
}

/** By id, of SHA-1; undefined: only git can tell. */
export type ReadObject = (id: string) => GitObject | undefined;

/** Bytes of an object. Above it git takes care of the memory. */
const MAX_OBJECT = 8 << 20;
/** git makes chains of at most 50 deltas, unless it is told otherwise. */
const MAX_CHAIN = 200;
/** Where there are more, git needs its own index of them too. */
const MAX_PACKS = 32;

/** `git`: the repository's `.git`. Packs are open until `work` is done. */
export function withObjects<T>(git: string, work: (read: ReadObject) => T): T {
  const folder = join(git, 'objects');
  const opened: OpenFile[] = [];
  let packs: readonly Pack[] | undefined;
  const read = (id: string, chain: number): GitObject | undefined => {
    const loose = looseObject(folder, id);
    if (loose) return loose;
    packs ??= packsIn(join(folder, 'pack'), opened);
    for (const pack of packs) {
      const offset = offsetOf(pack, Buffer.from(id, 'hex'));
      if (offset !== undefined) return packed(pack, offset, chain, read);
    }
    return undefined;
  };
  try {
    return work((id) => {
      try {
        return read(id, 0);
      } catch {
        return undefined;
      }
    });
  } finally {
    for (const { descriptor } of opened) closeSync(descriptor);
  }
}

interface OpenFile {
  readonly descriptor: number;
  readonly size: number;
}

interface Pack {
  readonly index: OpenFile;
  readonly data: OpenFile;
  /** How many ids begin with a byte up to this one, big-endian. */
  readonly fanout: Buffer;
}

const ID = 20;
const HEAD = 8;
const FANOUT = 1024;
/** The signature of an index of packs, and version 2. */
const INDEX_HEAD = Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]);
const TYPES = [undefined, 'commit', 'tree', 'blob', 'tag'] as const;
const OFFSET_DELTA = 6;
const ID_DELTA = 7;

/** undefined where there is no such file. Throws for what is no plain file. */
function open(path: string): OpenFile | undefined {
  let descriptor: number;
  try {
    // O_NONBLOCK: opening a named pipe would wait for a writer.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const stat = fstatSync(descriptor);
  if (stat.isFile()) return { descriptor, size: stat.size };
  closeSync(descriptor);
  throw new Error('no file');
}

function bytesAt({ descriptor }: OpenFile, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  if (readSync(descriptor, bytes, 0, length, at) !== length) throw new Error('cut');
  return bytes;
}

/** `TYPE SIZE`, a zero and the content, compressed together. */
function looseObject(folder: string, id: string): GitObject | undefined {
  const file = open(join(folder, id.slice(0, 2), id.slice(2)));
  if (file === undefined) return undefined;
  try {
    if (file.size > MAX_OBJECT) return undefined;
    const bytes = inflated(bytesAt(file, 0, file.size), MAX_OBJECT, true);
    const zero = bytes.indexOf(0);
    const [, type, size] = /^(commit|tree|blob|tag) (\d+)$/.exec(bytes.toString('latin1', 0, zero)) ?? [];
    const content = bytes.subarray(zero + 1);
    return Number(size) === content.length ? { type: type as GitObject['type'], content } : undefined;
  } finally {
    closeSync(file.descriptor);
  }
}

/** Adds every file that it opens to `opened`, those of packs that cannot be read too. */
function packsIn(folder: string, opened: OpenFile[]): readonly Pack[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.idx'));
  if (names.length > MAX_PACKS) return [];
  const openKept = (name: string) => {
    const file = open(join(folder, name));
    if (file) opened.push(file);
    return file;
  };
  return names.flatMap((name) => {
    const index = openKept(name);
    const data = openKept(name.replace(/idx$/, 'pack'));
    return index && data ? [{ index, data, fanout: bytesAt(index, HEAD, FANOUT) }] : [];
  });
}

/** Where the object begins; undefined where the pack does not have it. */
function offsetOf({ index, fanout }: Pack, id: Buffer): number | undefined {
  if (!bytesAt(index, 0, HEAD).equals(INDEX_HEAD)) throw new Error('an old index');
  const first = id[0]!;
  const count = fanout.readUInt32BE(FANOUT - 4);
  const from = first === 0 ? 0 : fanout.readUInt32BE(4 * (first - 1));
  const ids = bytesAt(index, HEAD + FANOUT + from * ID, (fanout.readUInt32BE(4 * first) - from) * ID);
  let low = 0;
  let high = ids.length / ID;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = id.compare(ids, middle * ID, (middle + 1) * ID);
    if (order === 0) {
      // After the ids a checksum of four bytes for each, then the offsets, then those that need eight bytes.
      const offsets = HEAD + FANOUT + count * (ID + 4);
      const offset = bytesAt(index, offsets + (from + middle) * 4, 4).readUInt32BE();
      if (offset < 2 ** 31) return offset;
      return Number(bytesAt(index, offsets + count * 4 + (offset - 2 ** 31) * 8, 8).readBigUInt64BE());
    }
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return undefined;
}

function packed(
  pack: Pack,
  offset: number,
  chain: number,
  read: (id: string, chain: number) => GitObject | undefined,
): GitObject | undefined {
  const end = pack.data.size - ID;
  if (chain > MAX_CHAIN || offset >= end) return undefined;
  const head = bytesAt(pack.data, offset, Math.min(64, end - offset));
  const kind = (head[0]! >> 4) & 7;
  let at = 1;
  let size = head[0]! & 15;
  for (let shift = 4; (head[at - 1]! & 128) !== 0; shift += 7) size += (head[at++]! & 127) * 2 ** shift;
  if (size > MAX_OBJECT) return undefined;
  let base: GitObject | undefined;
  if (kind === OFFSET_DELTA) {
    const [distance, next] = backwards(head, at);
    at = next;
    base = packed(pack, offset - distance, chain + 1, read);
  } else if (kind === ID_DELTA) {
    base = read(head.toString('hex', at, at + ID), chain + 1);
    at += ID;
  }
  // What zlib makes of bytes that it cannot compress, and what follows the object.
  const length = Math.min(size + (size >> 8) + 64, end - offset - at);
  const content = inflated(bytesAt(pack.data, offset + at, length), size);
  if (content.length !== size) return undefined;
  const type = TYPES[kind];
  if (type) return { type, content };
  return base && { type: base.type, content: patched(base.content, content) };
}

/** Each more byte of such an offset adds one. */
function backwards(bytes: Buffer, start: number): [distance: number, next: number] {
  let at = start;
  let distance = bytes[at]! & 127;
  while ((bytes[at++]! & 128) !== 0) distance = (distance + 1) * 128 + (bytes[at]! & 127);
  return [distance, at];
}

/** `whole`: nothing may follow. Throws where that is damaged or larger. */
function inflated(bytes: Buffer, maxSize: number, whole = false): Buffer {
  // One byte more than allowed: zlib does not end exactly at its limit.
  const options = { maxOutputLength: maxSize + 1, info: true };
  const { buffer, engine } = inflateSync(bytes, options) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  if (whole && engine.bytesWritten !== bytes.length) throw new Error('more behind it');
  return buffer;
}

/** What a delta makes of its base: copies of parts of it, and bytes of its own. Throws where the two do not fit. */
function patched(base: Buffer, delta: Buffer): Buffer {
  let at = 0;
  const size = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = delta[at++]!;
      value += (byte & 127) * 2 ** shift;
      if ((byte & 128) === 0) return value;
    }
  };
  const number = (flags: number, bytes: number) => {
    let value = 0;
    for (let i = 0; i < bytes; i++) if (flags & (1 << i)) value += delta[at++]! * 2 ** (8 * i);
    return value;
  };
  if (size() !== base.length) throw new Error('another base');
  const length = size();
  if (length > MAX_OBJECT) throw new Error('too large');
  const result = Buffer.allocUnsafe(length);
  let filled = 0;
  while (at < delta.length) {
    const code = delta[at++]!;
    const from = code & 128 ? base : delta;
    const start = code & 128 ? number(code, 4) : at;
    const count = code & 128 ? number(code >> 4, 3) || 1 << 16 : code;
    if (code === 0 || start + count > from.length || filled + count > length) throw new Error('damaged');
    from.copy(result, filled, start, start + count);
    filled += count;
    if (from === delta) at += count;
  }
  if (filled !== length) throw new Error('cut');
  return result;
}
