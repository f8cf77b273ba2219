import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zipContent } from '../../../src/gather/gozip/content.ts';
import type { ZipFileEntry } from '../../../src/gather/gozip/directory.ts';
import { zipInMemory } from '../../../src/gather/proxy/zip.ts';

interface Parts {
  readonly content?: string;
  readonly stored?: boolean;
  readonly header?: Buffer;
  /** Behind the content. */
  readonly behind?: Buffer;
  readonly before?: number;
  readonly entry?: Partial<ZipFileEntry>;
}

/** What Go's archive/zip would read of an entry, or its message. */
async function read({ content = 'content', stored = true, behind = Buffer.alloc(0), before = 0, ...more }: Parts = {}) {
  const packed = stored ? Buffer.from(content) : deflateRawSync(content);
  const header = more.header ?? localHeader(4, 6);
  const zip = zipInMemory(Buffer.concat([Buffer.alloc(before), header, packed, behind]));
  const entry: ZipFileEntry = {
    name: 'name',
    method: stored ? 0 : 8,
    flags: 0,
    crc32: crc32(content),
    packed: packed.length,
    size: Buffer.byteLength(content),
    offset: before,
    mode: 0,
    ...more.entry,
  };
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of zipContent(zip, entry)) pieces.push(piece);
  } catch (error) {
    return (error as Error).message;
  }
  return Buffer.concat(pieces).toString();
}

/** With so many bytes of a name and of extra fields. */
function localHeader(name: number, extra: number, mark = 0x04034b50): Buffer {
  const header = Buffer.alloc(30 + name + extra, 'x');
  header.writeUInt32LE(mark, 0);
  header.writeUInt16LE(name, 26);
  header.writeUInt16LE(extra, 28);
  return header;
}

function descriptor(sum: number, mark = true): Buffer {
  const bytes = Buffer.alloc(mark ? 16 : 12);
  if (mark) bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(sum, mark ? 4 : 0);
  return bytes;
}

const NOT_A_ZIP = 'zip: not a valid zip file';
const CHECKSUM = 'zip: checksum error';

describe('the content of an entry', () => {
  it('is behind its local header, whatever that has of a name and of extra fields', async () => {
    for (const [name, extra] of [
      [0, 0],
      [4, 0],
      [0, 9],
      [300, 700],
    ] as const)
      expect(await read({ header: localHeader(name, extra), before: 77 })).toBe('content');
    expect(await read({ header: localHeader(1, 1, 0x04034b51) })).toBe(NOT_A_ZIP);
  });

  it('must begin inside of the file', async () => {
    expect(await read({ entry: { offset: -1 } })).toBe('negative offset');
    expect(await read({ content: '', header: localHeader(0, 0) })).toBe('');
    expect(await read({ content: '', header: localHeader(0, 0), entry: { offset: 1 } })).toBe('EOF');
  });

  it('is stored or deflated, and nothing else', async () => {
    const long = 'abc'.repeat(1_000_000);
    expect(await read({ content: long })).toBe(long);
    expect(await read({ content: long, stored: false })).toBe(long);
    expect(await read({ content: '', stored: false })).toBe('');
    for (const method of [1, 7, 9, 12, 14])
      expect(await read({ entry: { method } })).toBe('zip: unsupported compression algorithm');
  });

  it('has the size that its entry says', async () => {
    for (const stored of [true, false]) {
      expect(await read({ stored, entry: { size: 6 } })).toBe(NOT_A_ZIP);
      expect(await read({ stored, entry: { size: 8 } })).toBe('unexpected EOF');
    }
    // A file that ends before.
    expect(await read({ entry: { packed: 99 } })).toBe('content');
    expect(await read({ entry: { packed: 5 } })).toBe('unexpected EOF');
  });

  it('that is deflated may have bytes behind its end, but must have its end', async () => {
    const deflated = deflateRawSync('content');
    expect(await read({ stored: false, behind: Buffer.from('more'), entry: { packed: deflated.length + 4 } })).toBe(
      'content',
    );
    expect(await read({ stored: false, entry: { packed: deflated.length - 3 } })).toBe('unexpected EOF');
    expect(await read({ content: '\xff\xff\xff', entry: { method: 8, size: 3 } })).toMatch(/invalid/);
  });

  it('of a folder is none', async () => {
    expect(await read({ content: '', entry: { name: 'd/' } })).toBe('');
    expect(await read({ entry: { name: 'd/', size: 0, method: 99, crc32: 1 } })).toBe('');
    expect(await read({ entry: { name: 'd/' } })).toBe(NOT_A_ZIP);
  });
});

describe('the checksum', () => {
  it('is that of the entry; 0 is none', async () => {
    expect(await read({ entry: { crc32: 1 } })).toBe(CHECKSUM);
    expect(await read({ entry: { crc32: 0 } })).toBe('content');
    expect(await read({ content: 'abc'.repeat(700_000), stored: false })).toHaveLength(2_100_000);
  });

  it('with a descriptor must be that of both, with its mark or without', async () => {
    const sum = crc32('content');
    const flags = 8;
    for (const mark of [true, false]) {
      const good = { behind: Buffer.concat([descriptor(sum, mark), Buffer.alloc(9)]), entry: { flags } };
      expect(await read(good)).toBe('content');
      expect(await read({ ...good, entry: { flags: flags | 0x800 } })).toBe('content');
      expect(await read({ ...good, behind: descriptor(sum + 1, mark) })).toBe(CHECKSUM);
      expect(await read({ ...good, entry: { flags, crc32: 0 } })).toBe(CHECKSUM);
      expect(await read({ behind: descriptor(5, mark), entry: { flags, crc32: 5 } })).toBe(CHECKSUM);
    }
  });

  it('with a descriptor that is cut off is an end too early', async () => {
    const whole = descriptor(crc32('content'));
    expect(await read({ behind: whole.subarray(0, 12), entry: { flags: 8 } })).toBe('content');
    expect(await read({ behind: whole.subarray(0, 11), entry: { flags: 8 } })).toBe('unexpected EOF');
    expect(await read({ entry: { flags: 8 } })).toBe('unexpected EOF');
    expect(await read({ behind: whole.subarray(0, 11), entry: { flags: 7 } })).toBe('content');
  });
});
