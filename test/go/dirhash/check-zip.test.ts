/** The errors are those of golang.org/x/mod/zip. */
import { describe, expect, it } from 'vitest';
import { checkZip } from '../../../src/go/dirhash/check-zip.ts';
import { checkedError, MAX_GO_MOD, MAX_LICENSE, MAX_ZIP_FILE } from '../../../src/go/dirhash/limits.ts';

const PREFIX = 'm.example/m@v1.0.0/';
/** Stands at the end and must still be found valid. */
const LAST = 'last.go';

const zipOf = (...names: readonly (string | readonly [name: string, size: number])[]) => {
  const entries = [...names, LAST].map((name) =>
    typeof name === 'string' ? { name: PREFIX + name, size: 1 } : { name: PREFIX + name[0], size: name[1] },
  );
  return checkZip('m.example/m', 'v1.0.0', entries, 100).value!;
};

describe('checkZip', () => {
  it.each([
    'a.go',
    'go.mod',
    'LICENSE',
    'sub/LICENSE',
    'vendor/x/y.go',
    'a b~1.go',
    '.github/x.yml',
    '日本/é.go',
    'd/',
    '',
    'sub/License',
  ])('takes %j', (name) => {
    const checked = zipOf(name);
    expect(checkedError(checked)).toBeUndefined();
    expect(checked.valid).toContain(PREFIX + LAST);
  });

  it.each([
    [['../x'], 'malformed file path "../x": invalid path element ".."'],
    [['a/../b'], 'file path is not clean'],
    [['a//b'], 'file path is not clean'],
    [['./a'], 'file path is not clean'],
    [['/'], 'file path is not clean'],
    [['/a'], 'malformed file path "/a": empty path element'],
    [['a\\b'], 'malformed file path "a\\\\b": invalid char \'\\\\\''],
    [['a:b'], 'malformed file path "a:b": invalid char \':\''],
    [['a.'], 'malformed file path "a.": trailing dot in path element'],
    [['nul.txt'], 'malformed file path "nul.txt": "nul" disallowed as path element component on Windows'],
    [['a\udcff'], 'malformed file path "a\\xff": invalid UTF-8'],
    [['a\nb'], 'malformed file path "a\\nb": invalid char \'\\n\''],
    [['🙂.go'], 'malformed file path "🙂.go": invalid char \'🙂\''],
    [['a.go', 'A.go'], 'case-insensitive file name collision: "a.go" and "A.go"'],
    [['K', '\u212a'], 'case-insensitive file name collision: "K" and "\u212a"'],
    [['a/x', 'A/y'], 'case-insensitive file name collision: "a" and "A"'],
    [['a', 'a'], 'multiple entries for file "a"'],
    [['a', 'a/b'], 'entry "a" is both a file and a directory'],
    [['a/b', 'a'], 'entry "a" is both a file and a directory'],
    [['sub/go.mod'], 'go.mod file not in module root directory'],
    [['sub/GO.MOD'], 'go.mod file not in module root directory'],
    [['Go.mod'], 'go.mod files must have lowercase names'],
    [[['go.mod', MAX_GO_MOD + 1]], 'go.mod file too large (max size is 16777216 bytes)'],
    [[['LICENSE', MAX_LICENSE + 1]], 'LICENSE file too large (max size is 16777216 bytes)'],
  ] as const)('refuses %j', (names, error) => {
    const checked = zipOf(...names);
    expect(checked.invalid.map((file) => file.error)).toEqual([error]);
    expect(checked.valid).toContain(PREFIX + LAST);
  });

  it('gives each entry once, folders not at all', () => {
    expect(zipOf('', 'd/', 'd/a', 'b:c', 'ab', 'abc/d')).toEqual({
      valid: ['d/a', 'ab', 'abc/d', LAST].map((name) => PREFIX + name),
      omitted: [],
      invalid: [{ path: `${PREFIX}b:c`, error: 'malformed file path "b:c": invalid char \':\'' }],
      sizeError: undefined,
    });
    // The sizes that folders claim do not count.
    expect(zipOf(['', MAX_ZIP_FILE], ['d/', MAX_ZIP_FILE]).sizeError).toBeUndefined();
    expect(zipOf(['go.mod', MAX_GO_MOD], ['LICENSE', MAX_LICENSE]).invalid).toEqual([]);
  });

  it('has an error where the sizes or a file is wrong', () => {
    expect(checkedError(zipOf('a:b', 'c:d'))).toBe(
      `${PREFIX}a:b: malformed file path "a:b": invalid char ':'\n${PREFIX}c:d: malformed file path "c:d": invalid char ':'`,
    );
    expect(checkedError(zipOf('a:b', ['a', MAX_ZIP_FILE]))).toBe(
      'total uncompressed size of module contents too large (max size is 524288000 bytes)',
    );
  });

  it('may be as large as the limit itself', () => {
    expect(checkZip('m.example/m', 'v1.0.0', [], MAX_ZIP_FILE)).toEqual({
      value: { valid: [], omitted: [], invalid: [], sizeError: undefined },
    });
  });

  it('adds sizes up to the limit, and no further', () => {
    expect(zipOf(['a', MAX_ZIP_FILE - 1]).sizeError).toBeUndefined();
    expect(zipOf(['a', MAX_ZIP_FILE]).sizeError).toMatch(/total uncompressed size/);
    expect(zipOf(['a', 2 ** 63]).sizeError).toMatch(/total uncompressed size/);
  });

  it.each([
    ['m.example/m', 'v1.0', 1, 'version "v1.0" is not canonical (should be "v1.0.0")'],
    ['m.example/m', 'v2.0.0', 1, 'm.example/m@v2.0.0: invalid version: should be v0 or v1, not v2'],
    ['M.example/m', 'v1.0.0', 1, 'malformed module path "M.example/m": invalid char \'M\' in first path element'],
    [
      'm.example/m',
      'v1.0.0',
      MAX_ZIP_FILE + 1,
      'module zip file is too large (524288001 bytes; limit is 524288000 bytes)',
    ],
  ])('refuses the zip of %s at %s with %i bytes', (path, version, size, error) => {
    expect(checkZip(path, version, [], size)).toEqual({ error });
  });

  it('refuses entries of another module', () => {
    const { value } = checkZip('m.example/m', 'v1.0.0', [{ name: 'm.example/m@v1.0.1/a', size: 1 }], 1);
    expect(value?.invalid[0]?.error).toBe(`path does not have prefix "${PREFIX}"`);
  });
});
