/**
 * Chosen files out of a module's zip, which may be hostile: nothing is extracted to disk, every size is limited before it is believed.
 * Module zips hold `PATH@VERSION/FILE` for every file, and no folders or symlinks (x/mod/zip).
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { Result } from '../../go/std/result.ts';
import { quote } from '../../go/std/strconv.ts';
import type { LicenseFile } from '../../model/facts/facts.ts';
import { isTreePath } from '../../model/tree.ts';
import { decode } from '../../text/bytes.ts';

/** Where a zip's bytes are. `read` gives all bytes of [start, end), or throws with the reason. */
export interface ZipBytes {
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
  /** The same of what is in memory already; undefined: it must be waited for. */
  held?(start: number, end: number): Uint8Array | undefined;
  /** The same without waiting, where nothing need be waited for. */
  readNow?(start: number, end: number): Uint8Array;
}

export interface ZipLimits {
  /** Files in the zip, wanted or not. */
  readonly entries: number;
  /** Wanted files. */
  readonly wanted: number;
  /** Bytes of one wanted file, unpacked. */
  readonly file: number;
  /** Bytes of all wanted files, unpacked. */
  readonly total: number;
  /** Unpacked to packed, for files above 64 KiB; license texts come to about 4, deflate's most is 1032. */
  readonly ratio: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 200_000, wanted: 10_000, file: 16 << 20, total: 64 << 20, ratio: 200 };

/** The files below `prefix` whose rest of the path is `wanted`, sorted as they stand in the zip. */
export async function filesOfZip(
  bytes: ZipBytes,
  prefix: string,
  wanted: (path: string) => boolean,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<Result<LicenseFile[]>> {
  try {
    const zip = await openZip(bytes);
    try {
      return { value: await wantedFiles(zip, bytes, prefix, wanted, limits) };
    } finally {
      zip.close();
    }
  } catch (error) {
    return { error: `reading zip: ${(error as Error).message}` };
  }
}

async function wantedFiles(
  zip: ZipFile,
  bytes: ZipBytes,
  prefix: string,
  wanted: (path: string) => boolean,
  limits: ZipLimits,
): Promise<LicenseFile[]> {
  const files: LicenseFile[] = [];
  const seen = new Set<string>();
  let entries = 0;
  let total = 0;
  const next = entriesOf(zip);
  for (;;) {
    const found = next();
    const entry = found instanceof Promise ? await found : found;
    if (entry === undefined) return files;
    if (++entries > limits.entries) throw new Error(`more than ${limits.entries} files`);
    const name = decode(entry.fileName as unknown as Uint8Array);
    if (!name.startsWith(prefix)) throw new Error(`path ${quote(name)} does not have prefix ${quote(prefix)}`);
    const path = name.slice(prefix.length);
    if (path.endsWith('/') || !isTreePath(path) || !wanted(path)) continue;
    if (seen.has(path)) throw new Error(`duplicate file ${quote(path)}`);
    seen.add(path);
    if (seen.size > limits.wanted) throw new Error(`over the limit of ${limits.wanted} license files`);
    total += entry.uncompressedSize;
    checkSize(entry, path, total, limits);
    const content = (await unpackSmall(zip, bytes, entry)) ?? (await unpack(zip, entry));
    if (crc32(content) !== entry.crc32) throw new Error(`${quote(path)}: checksum error`);
    files.push({ path, text: decode(content) });
  }
}

function checkSize(entry: Entry, path: string, total: number, limits: ZipLimits): void {
  const size = entry.uncompressedSize;
  if (size > limits.file) throw new Error(`${quote(path)} has ${size} bytes, over the limit of ${limits.file}`);
  if (total > limits.total) throw new Error(`the files wanted have more than ${limits.total} bytes`);
  if (size > 1 << 16 && size > limits.ratio * entry.compressedSize)
    throw new Error(`${quote(path)} is packed more than ${limits.ratio} to 1`);
}

async function openZip(bytes: ZipBytes): Promise<ZipFile> {
  const yauzl = await import('yauzl');
  class Reader extends yauzl.RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(chunks(bytes, start, end), { objectMode: false });
    }
    override read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      done: (error: Error | null) => void,
    ): void {
      const held = bytes.held?.(position, position + length);
      if (held !== undefined) {
        buffer.set(held, offset);
        done(null);
        return;
      }
      bytes.read(position, position + length).then(
        (read) => {
          buffer.set(read, offset);
          done(null);
        },
        (error: Error) => done(error),
      );
    }
  }
  // Names stay bytes: yauzl would guess code page 437 for names without the UTF-8 mark.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(new Reader(), bytes.size, options, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

async function* chunks(bytes: ZipBytes, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += 1 << 20) yield await bytes.read(at, Math.min(end, at + (1 << 20)));
}

/** One entry after another; undefined after the last. Most are there at once, and a promise for each would cost more than to read them. */
function entriesOf(zip: ZipFile): () => Entry | Promise<Entry | undefined> {
  let arrived: Entry | undefined;
  let fault: Error | undefined;
  let waiting: { resolve(entry: Entry | undefined): void; reject(error: Error): void } | undefined;
  zip.on('entry', (entry: Entry) => {
    if (waiting === undefined) arrived = entry;
    else waiting.resolve(entry);
  });
  zip.on('end', () => waiting?.resolve(undefined));
  zip.on('error', (error: Error) => {
    fault = error;
    waiting?.reject(error);
  });
  return () => {
    arrived = undefined;
    waiting = undefined;
    zip.readEntry();
    if (arrived !== undefined) return arrived;
    if (fault !== undefined) throw fault;
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject };
    });
  };
}

const DEFLATED = 8;
const ENCRYPTED = 1;
/** Bytes, packed. */
const SMALL = 1 << 20;

/** What the types of yauzl lack. */
interface HeaderReader extends ZipFile {
  readLocalFileHeaderPromise(entry: Entry, options: { readonly minimal: true }): Promise<{ fileDataStart: number }>;
}

/** Without streams, which cost more than to unpack a license. undefined: `unpack` says what is wrong, or does it in pieces. */
async function unpackSmall(zip: ZipFile, bytes: ZipBytes, entry: Entry): Promise<Uint8Array | undefined> {
  const { compressedSize: packed, uncompressedSize: size } = entry;
  const isPlain = entry.compressionMethod === DEFLATED && (entry.generalPurposeBitFlag & ENCRYPTED) === 0;
  if (!isPlain || packed > SMALL || size === 0) return undefined;
  const { fileDataStart: start } = await (zip as HeaderReader).readLocalFileHeaderPromise(entry, { minimal: true });
  const body = await bytes.read(start, start + packed);
  try {
    const content = inflateRawSync(body, { maxOutputLength: size });
    return content.length === size ? content : undefined;
  } catch {
    return undefined;
  }
}

/** yauzl ends the stream with an error as soon as it gives another number of bytes than declared. */
function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(parts)));
    });
  });
}

export function zipInMemory(bytes: Uint8Array): ZipBytes {
  const zip = atOnce(bytes.length, (start, end) => {
    if (end > bytes.length) throw new Error('unexpected EOF');
    return bytes.subarray(start, end);
  });
  return { ...zip, held: (start, end) => (end > bytes.length ? undefined : bytes.subarray(start, end)) };
}

/**
 * Opens the file for as long as `use` runs; what opening throws goes to the caller. `ahead`: bytes that are read at a time, for who reads
 * the zip from front to back.
 */
export async function withZipFile<T>(file: string, use: (bytes: ZipBytes) => Promise<T>, ahead = 0): Promise<T> {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    let at = 0;
    let window = Buffer.alloc(0);
    const zip = atOnce(size, (start, end) => {
      if (start < at || end > at + window.length) {
        const bytes = Buffer.allocUnsafeSlow(Math.max(end - start, Math.min(ahead, size - start)));
        const n = readSync(fd, bytes, 0, bytes.length, start);
        if (n < end - start) throw new Error('unexpected EOF');
        [at, window] = [start, bytes.subarray(0, n)];
      }
      return window.subarray(start - at, end - at);
    });
    return await use(zip);
  } finally {
    closeSync(fd);
  }
}

function atOnce(size: number, readNow: (start: number, end: number) => Uint8Array): ZipBytes {
  return { size, readNow, read: async (start, end) => readNow(start, end) };
}
