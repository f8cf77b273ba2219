/** A zip at its limits, and in the two ways in which its bytes come. */
import { describe, expect, it } from 'vitest';
import { filesOfZip, ZIP_LIMITS, type ZipBytes, zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { buildZip, type TestEntry } from './zip-builder.ts';

const PREFIX = 'example.com/m@v1.0.0/';
const entry = (name: string, content: string | Uint8Array, more: Partial<TestEntry> = {}): TestEntry => ({
  name: PREFIX + name,
  content,
  ...more,
});
const read = (entries: readonly TestEntry[], limits: object) =>
  filesOfZip(zipInMemory(buildZip(entries)), PREFIX, (path) => path.startsWith('L'), { ...ZIP_LIMITS, ...limits });

it('has limits that the documentation names', () => {
  expect(ZIP_LIMITS).toEqual({ entries: 200_000, wanted: 10_000, file: 16 << 20, total: 64 << 20, ratio: 200 });
});

it.each<[entries: readonly TestEntry[], enough: object, tooFew: object, error: string]>([
  [[entry('L', ''), entry('x', '')], { entries: 2 }, { entries: 1 }, 'more than 1 files'],
  [[entry('L1', ''), entry('L2', '')], { wanted: 2 }, { wanted: 1 }, 'over the limit of 1 license files'],
  [[entry('L', '123')], { file: 3 }, { file: 2 }, '"L" has 3 bytes, over the limit of 2'],
  [[entry('L1', '12'), entry('L2', '345')], { total: 5 }, { total: 4 }, 'the files wanted have more than 4 bytes'],
  // 65,537 zeros are 78 bytes, packed.
  [[entry('L', '0'.repeat((1 << 16) + 1))], { ratio: 900 }, { ratio: 800 }, '"L" is packed more than 800 to 1'],
])('%# is read within, and refused beyond', async (entries, enough, tooFew, error) => {
  expect((await read(entries, enough)).error).toBeUndefined();
  expect(await read(entries, tooFew)).toEqual({ error: `reading zip: ${error}` });
});

it('does not mind how small files of at most 64 KiB are packed', async () => {
  const zeros = '0'.repeat(1 << 16);
  expect(await read([entry('L', zeros)], { ratio: 1 })).toEqual({ value: [{ path: 'L', text: zeros }] });
});

describe('the bytes of a zip', () => {
  const all = Uint8Array.from([1, 2, 3]);
  it('in memory end where they end', async () => {
    const zip = zipInMemory(all);
    expect([zip.size, [...zip.readNow!(1, 3)], [...(await zip.read(0, 3))], [...zip.held!(0, 1)!]]).toEqual([
      3,
      [2, 3],
      [1, 2, 3],
      [1],
    ]);
    expect(() => zip.readNow!(1, 4)).toThrow('unexpected EOF');
    await expect(zip.read(0, 4)).rejects.toThrow('unexpected EOF');
    expect(zip.held!(1, 4)).toBeUndefined();
  });

  it('may have to be waited for, and may fail to come', async () => {
    const bytes = buildZip([
      entry('L1', '1'.repeat(5000)),
      entry('L2', Buffer.alloc(3 << 20, 'ab'), { stored: true }),
      entry('L3', ''),
      entry('x', 'x'),
    ]);
    const { size, read: own } = zipInMemory(bytes);
    const zip: ZipBytes = { size, read: own };
    const files = await filesOfZip(zip, PREFIX, (path) => path.startsWith('L'));
    expect(files.value?.map(({ path, text }) => [path, text.length])).toEqual([
      ['L1', 5000],
      ['L2', 3 << 20],
      ['L3', 0],
    ]);
    const failing = (from: number): ZipBytes => ({
      size,
      read: async (start, end) => {
        if (start < from) throw new Error('the line is down');
        return own(start, end);
      },
    });
    const error = 'reading zip: the line is down';
    for (const from of [size, size - 200])
      expect(await filesOfZip(failing(from), PREFIX, () => true)).toEqual({ error });
  });
});
