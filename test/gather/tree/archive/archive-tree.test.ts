import { describe, expect, test } from 'vitest';
import { archiveTree } from '../../../../src/gather/tree/archive/archive-tree.ts';
import type { ArchiveEntry } from '../../../../src/gather/tree/archive/entry.ts';
import { ARCHIVE_LIMITS } from '../../../../src/gather/tree/archive/limits.ts';

const file = (name: string, text = name): ArchiveEntry => ({
  name,
  kind: 'file',
  size: text.length,
  read: async () => Buffer.from(text),
});
const link = (name: string, target: string, kind: 'link' | 'hard' = 'link'): ArchiveEntry => ({
  ...file(name, ''),
  kind,
  target,
});
const folder = (name: string): ArchiveEntry => ({ ...file(name, ''), kind: 'folder' });
const treeOf = (...entries: ArchiveEntry[]) => archiveTree(entries, ARCHIVE_LIMITS, { maxFileSize: 20, maxFiles: 100 });
const textOf = async (bytes: Promise<Uint8Array | undefined>) => {
  const got = await bytes;
  return got && Buffer.from(got).toString();
};

describe('the tree of an archive', () => {
  test('lists files in order, the last of a name, without .git', async () => {
    const tree = treeOf(
      file('b'),
      file('a', 'old'),
      folder('d'),
      file('.git/config'),
      file('a', 'new'),
      file('d/.git'),
    );
    expect(await tree.list()).toEqual(['a', 'b']);
    expect(await textOf(tree.read('a'))).toBe('new');
    expect(await tree.read('.git/config')).toBeUndefined();
    expect(await tree.read('../a')).toBeUndefined();
  });

  test('begins in the folder that holds everything', async () => {
    expect(await treeOf(folder('p/'), file('p/go.mod'), file('p/s/go.mod')).list()).toEqual(['go.mod', 's/go.mod']);
    expect(await treeOf(file('./p/go.mod')).list()).toEqual(['p/go.mod']);
    expect(await treeOf(file('p/go.mod'), file('q')).list()).toEqual(['p/go.mod', 'q']);
    expect(await treeOf(file('p/go.mod'), file('pq/go.mod')).list()).toEqual(['p/go.mod', 'pq/go.mod']);
    expect(await treeOf().list()).toEqual([]);
  });

  test('follows links within it, and no others', async () => {
    const tree = treeOf(
      file('x/a'),
      file('b'),
      link('x/l', '../b'),
      link('out', '../../etc/passwd'),
      link('abs', '/etc/passwd'),
      link('round', 'round'),
      link('gone', 'nowhere'),
      link('dir', 'x'),
      link('same', 'x/a', 'hard'),
    );
    expect(await textOf(tree.read('x/l'))).toBe('b');
    expect(await textOf(tree.read('same'))).toBe('x/a');
    expect(await tree.read('dir')).toBeUndefined();
    for (const name of ['out', 'abs']) await expect(tree.read(name)).rejects.toThrow('points outside the repository');
    await expect(tree.read('round')).rejects.toThrow('circular');
    await expect(tree.read('gone')).rejects.toThrow('broken');
  });

  test('says what cannot be read', async () => {
    const broken = { ...file('broken'), read: () => Promise.reject(new Error('zip: checksum error')) };
    const tree = treeOf(file('big', 'x'.repeat(21)), broken);
    await expect(tree.read('big')).rejects.toThrow('21 bytes, over the limit of 20');
    await expect(tree.read('broken')).rejects.toThrow('the archive is damaged there: zip: checksum error');
  });

  test.each<[string, ArchiveEntry[]]>([
    ['"a" is a file and a folder in it', [file('a'), file('a/b')]],
    ['the entry "./" has no name', [file('./')]],
    ['the hard link "h" leads to "x", which is not in it', [link('h', 'x', 'hard')]],
    ['the entry "../x" points outside the archive', [file('a'), link('h', '../x', 'hard')]],
  ])('is refused: %s', (message, entries) => {
    expect(() => treeOf(...entries)).toThrow(message);
  });
});
