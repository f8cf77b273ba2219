/** One header of a tar: ustar, GNU and the older form; and the records of a pax header (POSIX.1-2024, `pax`). */
import { decode } from '../../../text/bytes.ts';
import { ArchiveError } from './entry.ts';

export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  /** The type flag. */
  readonly type: string;
  /** Bytes of the content that follows. */
  readonly size: number;
  readonly linkName: string;
}

/** undefined for a block of zeros, which ends the archive. Throws ArchiveError where it is no header. */
export function tarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (!isTarHeader(block)) throw new ArchiveError('it is a damaged tar: the checksum of a header is wrong');
  const prefix = isPosix(block) ? field(block, 345, 155) : '';
  const name = field(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156]!),
    size: number(block, 124, 12),
    linkName: field(block, 157, 100),
  };
}

/** Whether the block holds its own checksum: the sum of its bytes with blanks in the checksum's place. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK) return false;
  const digits = /^ *([0-7]{1,7})/.exec(field(block, 148, 8))?.[1];
  if (digits === undefined) return false;
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!;
  return Number.parseInt(digits, 8) === sum;
}

/** GNU's own form (`ustar  `) has other things in the place of the prefix. */
function isPosix(block: Uint8Array): boolean {
  return field(block, 257, 6) === 'ustar' && block[263] === 0x30;
}

/** Up to the first NUL. */
function field(block: Uint8Array, start: number, length: number): string {
  const bytes = block.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits; or, where the first bit is set, a binary number (GNU). */
function number(block: Uint8Array, start: number, length: number): number {
  if (block[start]! & 0x80) {
    let value = block[start]! & 0x7f;
    for (let i = start + 1; i < start + length; i++) value = value * 256 + block[i]!;
    return checkedSize(value);
  }
  const text = field(block, start, length).trim();
  if (!/^[0-7]*$/.test(text)) throw new ArchiveError('it is a damaged tar: a size is no number');
  return checkedSize(text === '' ? 0 : Number.parseInt(text, 8));
}

function checkedSize(size: number): number {
  if (!Number.isSafeInteger(size)) throw new ArchiveError('it is a damaged tar: a size is too large');
  return size;
}

/** `LENGTH KEY=VALUE\n`, again and again; a later one counts. Throws ArchiveError. */
export function paxRecords(bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const digits = decode(bytes.subarray(at, blank < 0 ? at : Math.min(blank, at + 10)));
    const end = at + (/^[1-9][0-9]*$/.test(digits) ? Number(digits) : 0);
    const equals = bytes.indexOf(0x3d, blank);
    if (end > bytes.length || bytes[end - 1] !== 0x0a || equals < 0 || equals >= end)
      throw new ArchiveError('it is a damaged tar: a pax header cannot be read');
    records.set(decode(bytes.subarray(blank + 1, equals)), decode(bytes.subarray(equals + 1, end - 1)));
    at = end;
  }
  return records;
}

/** Of a pax header. */
export function paxSize(text: string): number {
  if (!/^[0-9]{1,16}$/.test(text)) throw new ArchiveError('it is a damaged tar: a size is no number');
  return checkedSize(Number(text));
}
