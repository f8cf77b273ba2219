import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { readDirectory } from '../../../src/gather/gozip/directory.ts';
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
