/** The content of an ordinary entry of a zip in memory, unpacked at once: several times as fast as in pieces. */
import { Buffer } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import type { ZipBytes } from '../proxy/zip.ts';
import type { ZipFileEntry } from './directory.ts';

/** Bytes, unpacked; what is larger is unpacked in pieces. */
const MAX_WHOLE = 32 << 20;

const HEADER_LENGTH = 30;
const DEFLATED = 8;
const HAS_DESCRIPTOR = 8;
const DESCRIPTOR = 0x08074b50;
const DESCRIPTOR_LENGTH = 16;

/**
 * undefined where anything about the entry is out of the ordinary. That is for zipContent (content.ts) to judge, which gives Go's answer
 * in every case.
 */
export function wholeContent(zip: ZipBytes, entry: ZipFileEntry): Uint8Array | undefined {
  const { name, method, flags, offset, packed, size, crc32: sum } = entry;
  const isPlain = (method === 0 || method === DEFLATED) && size <= MAX_WHOLE && packed <= MAX_WHOLE;
  // A sum of 0 can stand for none.
  if (!zip.readNow || !isPlain || (sum === 0 && size > 0) || name.endsWith('/')) return undefined;
  if (offset < 0 || offset + HEADER_LENGTH > zip.size) return undefined;
  const header = asBuffer(zip.readNow(offset, offset + HEADER_LENGTH));
  const start = offset + HEADER_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
  const descriptor = (flags & HAS_DESCRIPTOR) === 0 ? 0 : DESCRIPTOR_LENGTH;
  if (header.readUInt32LE(0) !== 0x04034b50 || start + packed + descriptor > zip.size) return undefined;
  const bytes = asBuffer(zip.readNow(start, start + packed + descriptor));
  if (descriptor > 0 && descriptorSum(bytes.subarray(packed)) !== sum) return undefined;
  const content = unpacked(bytes.subarray(0, packed), method, size);
  return content?.length === size && crc32(content) === sum ? content : undefined;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Zips that Go writes have a descriptor behind each entry, with a checksum of its own that must agree. */
function descriptorSum(bytes: Buffer): number {
  return bytes.readUInt32LE(bytes.readUInt32LE(0) === DESCRIPTOR ? 4 : 0);
}

function unpacked(bytes: Buffer, method: number, size: number): Buffer | undefined {
  if (method !== DEFLATED) return bytes;
  try {
    // Nothing is unpacked beyond what the directory declares. One piece holds it all, with room to see that it ends there.
    return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) });
  } catch {
    return undefined;
  }
}
