/** The content of a zip's entry exactly as Go's archive/zip gives it, in pieces; what Go refuses throws, with Go's message where it has one. */
import type { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { ZipBytes } from '../proxy/zip.ts';
import { NOT_A_ZIP, readBuffer, UNEXPECTED_EOF, type ZipFileEntry } from './directory.ts';

const STORED = 0;
const DEFLATED = 8;

export async function* zipContent(zip: ZipBytes, entry: ZipFileEntry): AsyncGenerator<Uint8Array> {
  const start = await bodyStart(zip, entry);
  // A folder has no content, whatever its entry is packed as.
  if (entry.name.endsWith('/')) {
    if (entry.size !== 0) throw new Error(NOT_A_ZIP);
    return;
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new Error('zip: unsupported compression algorithm');
  let sum = 0;
  let size = 0;
  for await (const piece of unpacked(zip, entry, start)) {
    size += piece.length;
    // An entry may not become larger than it says, so nothing is unpacked for long.
    if (size > entry.size) throw new Error(NOT_A_ZIP);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (size !== entry.size) throw new Error(UNEXPECTED_EOF);
  await checkSum(zip, entry, start, sum);
}

const HEADER_LENGTH = 30;

async function bodyStart(zip: ZipBytes, { offset }: ZipFileEntry): Promise<number> {
  if (offset < 0) throw new Error('negative offset');
  if (offset + HEADER_LENGTH > zip.size) throw new Error('EOF');
  const header = await readBuffer(zip, offset, offset + HEADER_LENGTH);
  if (header.readUInt32LE(0) !== 0x04034b50) throw new Error(NOT_A_ZIP);
  return offset + HEADER_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function unpacked(zip: ZipBytes, entry: ZipFileEntry, start: number): AsyncIterable<Uint8Array> {
  const end = Math.min(zip.size, start + entry.packed);
  const packed = pieces(zip, start, end);
  return entry.method === STORED ? packed : inflated(packed);
}

async function* pieces(zip: ZipBytes, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += 1 << 20) yield await zip.read(at, Math.min(end, at + (1 << 20)));
}

/** Bytes behind the end of the deflated data are skipped, as Go does. */
async function* inflated(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: false });
  const inflate = createInflateRaw();
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    throw new Error(
      (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' ? UNEXPECTED_EOF : (error as Error).message,
    );
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

const HAS_DESCRIPTOR = 8;
const DESCRIPTOR = 0x08074b50;

/** The sum of the directory counts. A descriptor behind the content must agree with it; without one, a sum of 0 is none. */
async function checkSum(zip: ZipBytes, entry: ZipFileEntry, start: number, sum: number): Promise<void> {
  if ((entry.flags & HAS_DESCRIPTOR) === 0) {
    if (entry.crc32 !== 0 && sum !== entry.crc32) throw new Error(CHECKSUM);
    return;
  }
  const at = start + entry.packed;
  const descriptor = await readBuffer(zip, Math.min(at, zip.size), Math.min(at + 16, zip.size));
  if (descriptor.length < 12) throw new Error(UNEXPECTED_EOF);
  const marked = descriptor.readUInt32LE(0) === DESCRIPTOR;
  if (descriptor.readUInt32LE(marked ? 4 : 0) !== entry.crc32 || sum !== entry.crc32) throw new Error(CHECKSUM);
}

const CHECKSUM = 'zip: checksum error';
