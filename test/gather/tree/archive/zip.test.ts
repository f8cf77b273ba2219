import { expect, test } from 'vitest';
import { ArchiveError } from '../../../../src/gather/tree/archive/entry.ts';
import { ARCHIVE_LIMITS } from '../../../../src/gather/tree/archive/limits.ts';
import { readZip } from '../../../../src/gather/tree/archive/zip.ts';
import { type ZipPart, zipOf } from '../../../support/archives.ts';

const opened = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: (start: number, end: number) => bytes.subarray(start, end),
  close: () => {},
});
const read = (parts: readonly ZipPart[], limits = ARCHIVE_LIMITS) => readZip(opened(zipOf(parts)), limits);

test('has files, folders and links', async () => {
  const entries = await read([
    { name: 'd/', mode: 0o40755 },
    { name: 'd/a', text: 'content' },
    { name: 'l', mode: 0o120777, text: 'd/a' },
  ]);
  expect(entries.map(({ name, kind, target }) => [name, kind, target])).toEqual([
    ['d/', 'folder', undefined],
    ['d/a', 'file', undefined],
    ['l', 'link', 'd/a'],
  ]);
  expect(Buffer.from(await entries[1]!.read()).toString()).toBe('content');
});

test('takes the kind from the mode, and has files where no system noted one', async () => {
  const kinds = (
    await read([
      { name: 'a', mode: 0 },
      { name: 'b', mode: 0o644 },
      { name: 'c', mode: 0o100600 },
      { name: 'd', mode: 0o040755 },
      { name: 'e/', mode: 0o100644 },
      { name: 'e/', mode: 0o100644 },
    ])
  ).map(({ kind, size }) => [kind, size]);
  expect(kinds).toEqual([
    ['file', 0],
    ['file', 0],
    ['file', 0],
    ['folder', 0],
    ['folder', 0],
    ['folder', 0],
  ]);
  const target = 'x'.repeat(4096);
  expect(await read([{ name: 'l', mode: 0o120777, text: target }])).toMatchObject([{ kind: 'link', target, size: 0 }]);
  expect(await read([{ name: 'f', text: 'abc' }], { ...ARCHIVE_LIMITS, entries: 1 })).toMatchObject([{ size: 3 }]);
});

test.each<[string, readonly ZipPart[]]>([
  ['the entry "../x" points outside the archive', [{ name: '../x' }]],
  ['the entry "p" is a device, a named pipe or a socket', [{ name: 'p', mode: 0o10644 }]],
  ['the entry "e" is encrypted', [{ name: 'e', flags: 1 }]],
  ['it has two entries "a"', [{ name: 'a' }, { name: './a' }]],
  ['the link "l" has a target of more than 4096 bytes', [{ name: 'l', mode: 0o120777, text: 'x'.repeat(4097) }]],
  ['the entry "s" is a device, a named pipe or a socket', [{ name: 's', mode: 0o140644 }]],
  ['the entry "d" is a device, a named pipe or a socket', [{ name: 'd', mode: 0o020644 }]],
  ['it has two entries "a"', [{ name: 'a/', mode: 0o40755 }, { name: 'a' }]],
])('is refused: %s', async (message, parts) => {
  await expect(read(parts)).rejects.toThrow(new ArchiveError(message));
});

test('is refused where it has too many entries, or is none', async () => {
  await expect(read([{ name: 'a' }, { name: 'b' }], { ...ARCHIVE_LIMITS, entries: 1 })).rejects.toThrow(
    new ArchiveError('it has more than 1 entries'),
  );
  await expect(readZip(opened(Buffer.from('PK\x03\x04 and no more')), ARCHIVE_LIMITS)).rejects.toThrow(
    new ArchiveError('zip: not a valid zip file'),
  );
});
