import { describe, expect, test } from 'vitest';
import { CUT_OFF, streamReader } from '../../../../src/gather/tree/archive/byte-reader.ts';
import { ArchiveError } from '../../../../src/gather/tree/archive/entry.ts';
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

  test('takes global headers for all that follow, with what is said of one entry before them', async () => {
    expect(
      await contents([
        paxPart({ path: 'all', size: '1' }, 'g'),
        { name: 'a', text: 'x', size: 9 },
        paxPart({ path: 'one' }),
        { name: 'b', text: 'y', size: 9 },
        paxPart({ path: 'new' }, 'g'),
        { name: 'c', text: 'z', size: 9 },
        paxPart({ linkpath: 'target', size: '0' }),
        { name: 'd', type: '2' },
      ]),
    ).toEqual([
      ['all', 'file', 'x'],
      ['one', 'file', 'y'],
      ['new', 'file', 'z'],
      ['new', 'link', 'target'],
    ]);
  });

  test('keeps the first commit, of either length', async () => {
    const commitOf = async (...comments: readonly string[]) =>
      (await read([...comments.map((comment) => paxPart({ comment }, 'g')), { name: 'a' }])).commit;
    const [short, long] = ['a'.repeat(40), 'b'.repeat(64)];
    expect(await commitOf(short, long)).toBe(short);
    expect(await commitOf('x', long, short)).toBe(long);
    for (const none of ['a'.repeat(39), 'a'.repeat(65), 'A'.repeat(40), `x${short}`])
      expect(await commitOf(none)).toBeUndefined();
    expect((await read([paxPart({ comment: short }), { name: 'a' }])).commit).toBeUndefined();
  });

  test('has headers of at most 1 MiB', async () => {
    const text = 'n'.repeat(1 << 20);
    const limits = { ...ARCHIVE_LIMITS, name: 1 << 20 };
    const [entry] = (await read([{ name: 'x', type: 'L', text }, { name: 'a' }], limits)).entries;
    expect(entry?.name.length).toBe(1 << 20);
    await expect(read([{ name: 'x', type: 'L', text: `${text}n` }, { name: 'a' }], limits)).rejects.toThrow(
      new ArchiveError('a header has more than 1048576 bytes'),
    );
  });

  test('keeps content up to the limit of a file, of whole blocks too', async () => {
    const texts = async (maxFileSize: number) => {
      const parts = [512, 513].map((size) => ({ name: `${size}`, text: 'x'.repeat(size) }));
      const { entries } = await read(parts, ARCHIVE_LIMITS, maxFileSize);
      return Promise.all(entries.map(async (entry) => (await entry.read()).length));
    };
    expect([await texts(511), await texts(512), await texts(513)]).toEqual([
      [0, 0],
      [512, 0],
      [512, 513],
    ]);
  });

  test('passes over the content of folders', async () => {
    expect(
      await contents([
        { name: 'd', type: '5', text: 'x'.repeat(600) },
        { name: 'e/', text: 'x'.repeat(600) },
        { name: 'a', text: 'a' },
      ]),
    ).toEqual([
      ['d', 'folder', ''],
      ['e/', 'folder', ''],
      ['a', 'file', 'a'],
    ]);
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
    ['the entry "m" is the rest of a file in another archive', [{ name: 'm', type: 'M' }]],
    ['it holds a sparse file, which is not supported', [paxPart({ 'GNU.sparse.major': '1' }), { name: 's' }]],
    ['it holds a sparse file, which is not supported', [paxPart({ 'GNU.sparse.x': '1' }, 'g'), { name: 's' }]],
    ['the entry "q" is of an unknown kind', [{ name: 'q', type: 'Q' }]],
    ['a header has more than 1048576 bytes', [{ name: 'x', type: 'x', size: 2 << 20 }]],
    [CUT_OFF, [{ name: 'a', size: 1 << 30 }]],
  ])('is refused: %s', async (message, parts) => {
    await expect(read(parts)).rejects.toThrow(new ArchiveError(message));
  });

  test('is refused where it has too many entries', async () => {
    const parts = Array.from({ length: 6 }, (_, i) => ({ name: `f${i}` }));
    await expect(read(parts, { ...ARCHIVE_LIMITS, entries: 5 })).rejects.toThrow('it has more than 5 entries');
    expect((await read(parts, { ...ARCHIVE_LIMITS, entries: 6 })).entries).toHaveLength(6);
  });
});
