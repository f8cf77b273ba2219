/**
 * The table of contents of a zip exactly as Go's archive/zip reads it. Readers of zips differ on damaged and hostile files; a hash that is to
 * say what Go will unpack must be taken from the entries that Go sees.
 */
import { Buffer } from 'node:buffer';
import { decode } from '../../text/bytes.ts';
import type { ZipBytes } from '../proxy/zip.ts';

export interface ZipFileEntry {
  /** Bytes that are not UTF-8 as text/bytes.ts has them. */
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc32: number;
  /** Bytes, as declared. */
  readonly packed: number;
  readonly size: number;
  /** Where its local header is. */
  readonly offset: number;
  /** Kind and permissions as Unix has them; 0 where another system wrote the zip. */
  readonly mode: number;
}

/** Go's words for what is no zip. */
export const NOT_A_ZIP = 'zip: not a valid zip file';
export const UNEXPECTED_EOF = 'unexpected EOF';

/** More entries than any module has; each costs memory before its name is judged. */
export const MAX_ENTRIES = 200_000;

/** Throws with Go's message where Go cannot read the zip, and where it has more than MAX_ENTRIES. */
export async function readDirectory(zip: ZipBytes): Promise<ZipFileEntry[]> {
  const end = await readEnd(zip);
  const entries: ZipFileEntry[] = [];
  const cursor = reader(zip, end.base + end.offset);
  let problem = '';
  while (problem === '') {
    const entry = await readEntry(cursor);
    if (typeof entry === 'string') problem = entry;
    else entries.push({ ...entry, offset: entry.offset + end.base });
    if (entries.length > MAX_ENTRIES) throw new Error(`zip has more than ${MAX_ENTRIES} entries`);
  }
  // The number of entries is kept in 16 bits, so Go reads until something is no entry and compares those.
  if (entries.length % 0x10000 !== end.entries % 0x10000) throw new Error(problem === EOF ? 'EOF' : problem);
  return entries;
}

interface End {
  readonly entries: number;
  readonly offset: number;
  /** What stands before the zip in its file. */
  readonly base: number;
}

const END_LENGTH = 22;
const EOF = 'EOF';

async function readEnd(zip: ZipBytes): Promise<End> {
  const found = await findEnd(zip);
  const { block, at } = found;
  if (block.readUInt16LE(20) > block.length - END_LENGTH) throw new Error('zip: invalid comment length');
  let { position } = found;
  let [entries, size, offset] = [block.readUInt16LE(10), block.readUInt32LE(12), block.readUInt32LE(16)];
  if (entries === 0xffff || size === 0xffff || offset === 0xffffffff) {
    const wide = await readEnd64(zip, at);
    if (wide) ({ entries, size, offset, position } = wide);
  }
  const base = position - size - offset;
  if (base + offset < 0 || base + offset >= zip.size) throw new Error(NOT_A_ZIP);
  // Some writers get the offset wrong: where a directory stands at it as it is, Go believes it.
  const plain = base > 0 && typeof (await readEntry(reader(zip, offset))) === 'object';
  return { entries, offset, base: plain ? 0 : base };
}

/** The last 1 KiB, then the last 65 KiB, are searched from their ends. */
async function findEnd(zip: ZipBytes): Promise<{ block: Buffer; at: number; position: number }> {
  for (const length of [1024, 65 * 1024]) {
    const start = Math.max(0, zip.size - length);
    const block = await readBuffer(zip, start, zip.size);
    const at = endSignature(block);
    if (at >= 0) return { block: block.subarray(at), at: start + at, position: start + at };
    if (start === 0) break;
  }
  throw new Error(NOT_A_ZIP);
}

function endSignature(block: Buffer): number {
  for (let i = block.length - END_LENGTH; i >= 0; i--) {
    if (block.readUInt32LE(i) !== 0x06054b50) continue;
    // A comment that is cut off ends the search.
    return block.readUInt16LE(i + 20) + END_LENGTH + i > block.length ? -1 : i;
  }
  return -1;
}

/** The larger end record that stands before the other; undefined where there is none. */
async function readEnd64(
  zip: ZipBytes,
  endAt: number,
): Promise<(Omit<End, 'base'> & { size: number; position: number }) | undefined> {
  if (endAt < 20) return undefined;
  const locator = await readBuffer(zip, endAt - 20, endAt);
  const isLocator =
    locator.readUInt32LE(0) === 0x07064b50 && locator.readUInt32LE(4) === 0 && locator.readUInt32LE(16) === 1;
  if (!isLocator) return undefined;
  const position = number64(locator, 8);
  if (position > zip.size - 56) throw new Error(EOF);
  const end = await readBuffer(zip, position, position + 56);
  if (end.readUInt32LE(0) !== 0x06064b50) throw new Error(NOT_A_ZIP);
  return { entries: number64(end, 32), size: number64(end, 40), offset: number64(end, 48), position };
}

/** A problem that ends the directory: no entry here, or nothing at all. */
async function readEntry(cursor: Reader): Promise<ZipFileEntry | string> {
  const head = await cursor(46);
  if (typeof head === 'string') return head;
  if (head.readUInt32LE(0) !== 0x02014b50) return NOT_A_ZIP;
  const [nameLength, extraLength] = [head.readUInt16LE(28), head.readUInt16LE(30)];
  const rest = await cursor(nameLength + extraLength + head.readUInt16LE(32));
  if (typeof rest === 'string') return rest === EOF ? UNEXPECTED_EOF : rest;
  const sizes = wideSizes(head, rest.subarray(nameLength, nameLength + extraLength));
  if (!sizes) return NOT_A_ZIP;
  return {
    name: decode(rest.subarray(0, nameLength)),
    flags: head.readUInt16LE(8),
    method: head.readUInt16LE(10),
    crc32: head.readUInt32LE(16),
    mode: UNIX.has(head[5]!) ? head.readUInt16LE(40) : 0,
    ...sizes,
  };
}

/** Systems that note a mode in the upper half of the external attributes: Unix and macOS. */
const UNIX: ReadonlySet<number> = new Set([3, 19]);

type Sizes = Pick<ZipFileEntry, 'packed' | 'size' | 'offset'>;

/** Numbers of more than 32 bits stand in an extra field, in this order and only where the plain field is full. */
function wideSizes(head: Buffer, extra: Buffer): Sizes | undefined {
  const full = 0xffffffff;
  const sizes = { size: head.readUInt32LE(24), packed: head.readUInt32LE(20), offset: head.readUInt32LE(42) };
  const needed = new Set((['size', 'packed', 'offset'] as const).filter((name) => sizes[name] === full));
  for (let at = 0; extra.length - at >= 4; ) {
    const [tag, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    at += 4;
    if (extra.length - at < length) break;
    const field = extra.subarray(at, at + length);
    at += length;
    if (tag !== 1) continue;
    let from = 0;
    for (const name of needed) {
      if (field.length - from < 8) return undefined;
      sizes[name] = number64(field, from);
      needed.delete(name);
      from += 8;
    }
  }
  return needed.has('packed') || needed.has('offset') ? undefined : sizes;
}

/** Beyond 2^53 it loses its last digits, and is over every limit. */
function number64(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

type Reader = (length: number) => Promise<Buffer | string>;

/** Reads on, in large pieces; 'EOF' where nothing is left, UNEXPECTED_EOF where too little is. */
function reader(zip: ZipBytes, start: number): Reader {
  let buffer: Buffer = Buffer.alloc(0);
  let at = start;
  return async (length) => {
    if (buffer.length < length && at < zip.size) {
      const end = Math.min(zip.size, at + Math.max(length - buffer.length, 1 << 16));
      buffer = Buffer.concat([buffer, await readBuffer(zip, at, end)]);
      at = end;
    }
    if (buffer.length < length) return buffer.length === 0 ? EOF : UNEXPECTED_EOF;
    const piece = buffer.subarray(0, length);
    buffer = buffer.subarray(length);
    return piece;
  };
}

export async function readBuffer(zip: ZipBytes, start: number, end: number): Promise<Buffer> {
  const bytes = await zip.read(start, end);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
