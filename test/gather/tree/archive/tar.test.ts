import { describe, expect, test } from 'vitest';
import { streamReader } from '../../../../src/gather/tree/archive/byte-reader.ts';
import { ARCHIVE_LIMITS } from '../../../../src/gather/tree/archive/limits.ts';
import { readTar } from '../../../../src/gather/tree/archive/tar.ts';
import { paxPart, type TarPart, tarOf } from '../../../support/archives.ts';

async function* once(bytes: Uint8Array) {
  yield bytes;
}
const read = (parts: readonly TarPart[], limits = ARCHIVE_LIMITS, maxFileSize = 1000) =>
  readTar(streamReader(once(tarOf(parts))), limits, maxFileSize);
const contents = async (parts: readonly TarPart[]) =>
  Promise.all(
    (await read(parts)).entries.map(async ({ name, kind, target, read }) => [
      name,
      kind,
      target ?? Buffer.from(await read()).toString(),
    ]),
  );

describe('a tar', () => {
  test('has files, folders and links', async () => {
    expect(
      await contents([
        { name: 'd', type: '5' },
        { name: 'old/' },
        { name: 'd/a', text: 'x'.repeat(513) },
        { name: 'l', type: '2', link: '../x' },
        { name: 'h', type: '1', link: 'd/a' },
        { name: 'last', type: '7', text: 'end' },
      ]),
    ).toEqual([
      ['d', 'folder', ''],
      ['old/', 'folder', ''],
      ['d/a', 'file', 'x'.repeat(513)],
      ['l', 'link', '../x'],
      ['h', 'hard', 'd/a'],
      ['last', 'file', 'end'],
    ]);
  });

  test('takes names and sizes from pax and GNU headers, for the next entry alone', async () => {
    const long = 'n'.repeat(300);
    expect(
      await contents([
        paxPart({ path: long, size: '2' }),
        { name: 'short', text: 'ab', size: 9 },
        { name: '././@LongLink', type: 'L', text: `${long}2\0` },
        { name: '././@LongLink', type: 'K', text: `${long}3\0` },
        { name: 'short', type: '2' },
        { name: 'plain', text: 'c' },
      ]),
    ).toEqual([
      [long, 'file', 'ab'],
      [`${long}2`, 'link', `${long}3`],
      ['plain', 'file', 'c'],
    ]);
  });

  test('of git archive names its commit', async () => {
    const commit = 'c0ffee'.repeat(7).slice(0, 40);
    expect(await read([paxPart({ comment: commit }, 'g'), { name: 'a' }])).toMatchObject({ commit });
    expect((await read([paxPart({ comment: 'no commit' }, 'g'), { name: 'a' }])).commit).toBeUndefined();
  });

  test('does not keep what is too large to be read', async () => {
    const { entries } = await read([
      { name: 'big', text: 'x'.repeat(2000) },
      { name: 'after', text: 'y' },
    ]);
    expect(entries.map(({ size }) => size)).toEqual([2000, 1]);
    expect(await entries[0]!.read()).toHaveLength(0);
  });

  test.each<[string, readonly TarPart[]]>([
    ['the entry "../x" points outside the archive', [{ name: '../x' }]],
    ['the entry "/x" has an absolute path', [paxPart({ path: '/x' }), { name: 'x' }]],
    ['the entry "c" is a device', [{ name: 'c', type: '3' }]],
    ['the entry "b" is a device', [{ name: 'b', type: '4' }]],
    ['the entry "p" is a named pipe', [{ name: 'p', type: '6' }]],
    ['the entry "s" is a sparse file, which is not supported', [{ name: 's', type: 'S' }]],
    ['it holds a sparse file', [paxPart({ 'GNU.sparse.major': '1' }), { name: 's' }]],
    ['the entry "q" is of an unknown kind', [{ name: 'q', type: 'Q' }]],
    ['a header has more than 1048576 bytes', [{ name: 'x', type: 'x', size: 2 << 20 }]],
    ['it ends in the middle', [{ name: 'a', size: 1 << 30 }]],
  ])('is refused: %s', async (message, parts) => {
    await expect(read(parts)).rejects.toThrow(message);
  });

  test('is refused where it has too many entries', async () => {
    const parts = Array.from({ length: 6 }, (_, i) => ({ name: `f${i}` }));
    await expect(read(parts, { ...ARCHIVE_LIMITS, entries: 5 })).rejects.toThrow('it has more than 5 entries');
    expect((await read(parts, { ...ARCHIVE_LIMITS, entries: 6 })).entries).toHaveLength(6);
  });
});
