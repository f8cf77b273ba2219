import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { readDirectory, type ZipFileEntry } from '../../../src/gather/gozip/directory.ts';
import { wholeContent } from '../../../src/gather/gozip/whole-content.ts';
import { zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { buildZip, type TestEntry } from '../proxy/zip-builder.ts';

async function contentOf(entry: Partial<TestEntry> = {}, change: (zip: Buffer) => Buffer = (zip) => zip) {
  const bytes = change(buildZip([{ name: 'a', content: 'some content', ...entry }]));
  const zip = zipInMemory(bytes);
  const [first] = await readDirectory(zip);
  const content = wholeContent(zip, first!);
  return content && Buffer.from(content).toString();
}

it('unpacks ordinary entries, empty ones too', async () => {
  expect(await contentOf()).toBe('some content');
  expect(await contentOf({ stored: true })).toBe('some content');
  expect(await contentOf({ content: '' })).toBe('');
  expect(await contentOf({ descriptor: crc32('some content') })).toBe('some content');
});

it.each<[string, Partial<TestEntry>]>([
  ['a wrong checksum', { checksum: 1 }],
  ['no checksum', { checksum: 0 }],
  ['less than is declared', { claimedSize: 13 }],
  ['more than is declared', { claimedSize: 3 }],
  ['a declared size beyond the limit', { claimedSize: 2 ** 31 }],
  ['a bomb', { content: '0'.repeat(50_000_000), claimedSize: 12 }],
  ['an unknown method', { method: 12 }],
  ['another checksum behind the content', { descriptor: 1 }],
  ['a folder', { name: 'a/', content: '' }],
])("leaves %s to the reader that has Go's answers", async (_, entry) => {
  expect(await contentOf(entry)).toBeUndefined();
});

it('leaves an entry whose header is not there', async () => {
  expect(await contentOf({}, (zip) => Buffer.concat([Buffer.from('XX'), zip.subarray(2)]))).toBeUndefined();
});

it('needs bytes that need not be waited for', async () => {
  const zip = zipInMemory(buildZip([{ name: 'a', content: 'x' }]));
  const [first] = await readDirectory(zip);
  expect(wholeContent({ size: zip.size, read: zip.read }, first!)).toBeUndefined();
});

it.each<[what: string, change: Partial<ZipFileEntry>, isWhole: boolean]>([
  ['as it is', {}, true],
  ['before the file', { offset: -1 }, false],
  ['with a header beyond the end', { offset: 999 }, false],
  ['packed up to the end of the file', { packed: 999 }, false],
  ['with a descriptor beyond the end', { flags: 8 }, false],
  ['with other flags', { flags: 0xfff7 }, true],
  ['of another size', { size: 11 }, false],
  ['of no sum and no content', { crc32: 0 }, false],
])('takes an entry %s or not', async (_, change, isWhole) => {
  const bytes = buildZip([{ name: 'a', content: 'some content', stored: true }]);
  const zip = zipInMemory(bytes);
  const [entry] = await readDirectory(zip);
  // The directory is cut off: the content ends the file.
  const file = zipInMemory(bytes.subarray(0, 31 + 12));
  expect(wholeContent(file, { ...entry!, ...change }) !== undefined).toBe(isWhole);
});

it('takes a header at the very end, and a descriptor that ends the file, with its mark or without', async () => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  const entry = { name: 'a', method: 0, flags: 0, crc32: 0, packed: 0, size: 0, offset: 0, mode: 0 };
  expect(wholeContent(zipInMemory(header), entry)).toHaveLength(0);
  expect(wholeContent(zipInMemory(header.subarray(0, 29)), entry)).toBeUndefined();
  const sum = crc32('x');
  const behind = (...words: readonly number[]) => {
    const bytes = Buffer.alloc(16);
    for (const [i, word] of words.entries()) bytes.writeUInt32LE(word, 4 * i);
    return zipInMemory(Buffer.concat([header, Buffer.from('x'), bytes]));
  };
  const packed = { ...entry, flags: 8, crc32: sum, packed: 1, size: 1 };
  expect(wholeContent(behind(0x08074b50, sum), packed)).toEqual(Buffer.from('x'));
  expect(wholeContent(behind(sum), packed)).toEqual(Buffer.from('x'));
  expect(wholeContent(behind(0x08074b50, sum + 1), packed)).toBeUndefined();
  expect(wholeContent(behind(sum + 1, sum), packed)).toBeUndefined();
});

it('takes at most 32 MB', async () => {
  const limit = 32 << 20;
  for (const [size, isWhole] of [
    [limit, true],
    [limit + 1, false],
  ] as const) {
    const zip = zipInMemory(buildZip([{ name: 'a', content: Buffer.alloc(size) }]));
    const [entry] = await readDirectory(zip);
    expect(wholeContent(zip, entry!)?.length === size).toBe(isWhole);
  }
});
