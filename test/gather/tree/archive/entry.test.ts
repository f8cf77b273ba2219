import { expect, test } from 'vitest';
import { entryPath } from '../../../../src/gather/tree/archive/entry.ts';
import { ARCHIVE_LIMITS } from '../../../../src/gather/tree/archive/limits.ts';

test.each([
  ['a/b', 'a/b'],
  ['./a//b/', 'a/b'],
  ['./', ''],
  ['a..b/c...', 'a..b/c...'],
  ['a\\b', 'a\\b'],
  ['C:x', 'C:x'],
  ['a/C:/x', 'a/C:/x'],
  ['ab:/x', 'ab:/x'],
  ['.', ''],
  ['', ''],
])('%j is the path %j', (name, path) => {
  expect(entryPath(name, ARCHIVE_LIMITS)).toBe(path);
});

test('may be as long and as deep as the limits say', () => {
  const limits = { ...ARCHIVE_LIMITS, name: 5, depth: 3 };
  expect(entryPath('a/b/c', limits)).toBe('a/b/c');
  expect(() => entryPath('a/b/cd', limits)).toThrow('an entry has a name of more than 5 characters');
  expect(() => entryPath('a/b/c', { ...limits, depth: 2 })).toThrow('the entry "a/b/c" is more than 2 folders deep');
  expect(ARCHIVE_LIMITS).toEqual({ entries: 200_000, unpacked: 1 << 30, ratio: 200, name: 4096, depth: 256 });
});

test.each([
  ['..', 'the entry ".." points outside the archive'],
  ['a\\..', /points outside the archive$/],
  ['c:/x', 'the entry "c:/x" has an absolute path'],
  ['\\x', /has an absolute path$/],
  ['../a', 'the entry "../a" points outside the archive'],
  ['a/../../b', 'the entry "a/../../b" points outside the archive'],
  ['a\\..\\..\\b', 'the entry "a\\..\\..\\b" points outside the archive'],
  ['/etc/passwd', 'the entry "/etc/passwd" has an absolute path'],
  ['C:\\x', 'the entry "C:\\x" has an absolute path'],
  ['\\\\host\\x', 'the entry "\\\\host\\x" has an absolute path'],
  ['a\0b', 'the name of the entry "a\\u{0}b" holds a NUL'],
  ['a/'.repeat(300), /is more than 256 folders deep$/],
  ['a'.repeat(5000), 'an entry has a name of more than 4096 characters'],
])('%j is refused', (name, message) => {
  expect(() => entryPath(name, ARCHIVE_LIMITS)).toThrow(message);
});
