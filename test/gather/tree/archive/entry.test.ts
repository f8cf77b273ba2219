import { expect, test } from 'vitest';
import { entryPath } from '../../../../src/gather/tree/archive/entry.ts';
import { ARCHIVE_LIMITS } from '../../../../src/gather/tree/archive/limits.ts';

test.each([
  ['a/b', 'a/b'],
  ['./a//b/', 'a/b'],
  ['./', ''],
  ['a..b/c...', 'a..b/c...'],
  ['a\\b', 'a\\b'],
])('%j is the path %j', (name, path) => {
  expect(entryPath(name, ARCHIVE_LIMITS)).toBe(path);
});

test.each([
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
