/** The errors are those of golang.org/x/mod/zip. */
import { describe, expect, it } from 'vitest';
import { checkFiles, checkFolder, type ModuleFile } from '../../../src/go/dirhash/check-files.ts';
import { MAX_ZIP_FILE } from '../../../src/go/dirhash/limits.ts';

/** Stands at the end and must still be found valid. */
const LAST = 'last.go';

const fileOf = (text: string): ModuleFile => {
  const [path = '', kind = 'file'] = text.split(' is ');
  return { path, kind: kind as ModuleFile['kind'], size: 1 };
};
/** Where each file goes: `+` valid, `-` omitted, `!` invalid. */
const sorted = (checked: ReturnType<typeof checkFiles>) => [
  ...checked.valid.map((path) => `+ ${path}`),
  ...checked.omitted.map(({ path, error }) => `- ${path}: ${error}`),
  ...checked.invalid.map(({ path, error }) => `! ${path}: ${error}`),
];

describe('checkFiles', () => {
  it.each([
    [
      ['a.go', 'vendor/x.go', 'sub/vendor/y.go'],
      ['+ a.go', '+ vendor/x.go', '+ sub/vendor/y.go'],
    ],
    [['vendor/m/x.go'], ['- vendor/m/x.go: file is in vendor directory']],
    [
      ['sub/go.mod', 'sub/a.go'],
      ['- sub/go.mod: file is in another module', '- sub/a.go: file is in another module'],
    ],
    [
      ['sub/GO.mod', 'sub/d/a.go'],
      ['- sub/GO.mod: file is in another module', '- sub/d/a.go: file is in another module'],
    ],
    [
      ['sub/go.mod is symlink', 'sub/a.go'],
      ['+ sub/a.go', '- sub/go.mod: file is a symbolic link'],
    ],
    [['.hg_archival.txt'], ["- .hg_archival.txt: file is inserted by 'hg archive' and is always omitted"]],
    [['pipe is other'], ['- pipe: not a regular file']],
    [
      ['go.mod', 'sub/x/go.sum'],
      ['+ go.mod', '+ sub/x/go.sum'],
    ],
    [
      ['s/go.mod', 's/d/e/a.go', 'sa/a.go'],
      ['+ sa/a.go', '- s/go.mod: file is in another module', '- s/d/e/a.go: file is in another module'],
    ],
    [['a:b'], ['! a:b: malformed file path "a:b": invalid char \':\'']],
    [
      ['d is folder', 'd/a'],
      ['+ d/a', '- d: not a regular file'],
    ],
    [
      ['d is folder', 'D is folder'],
      ['- d: not a regular file', '! D: case-insensitive file name collision: "d" and "D"'],
    ],
    [
      ['ab', 'abc/d'],
      ['+ ab', '+ abc/d'],
    ],
    [['GO.MOD'], ['! GO.MOD: go.mod files must have lowercase names']],
    [['/a'], ['! /a: file path is not relative']],
    [['a/'], ['! a/: file path is not clean']],
    [
      ['a', 'a', 'a'],
      ['+ a', '! a: multiple entries for file "a"'],
    ],
  ])('sorts %j', (files, expected) => {
    const checked = checkFiles([...files, LAST].map(fileOf), '1.24');
    expect(sorted(checked).filter((line) => line !== `+ ${LAST}`)).toEqual(expected);
    expect(checked.valid).toContain(LAST);
  });
});

describe('sizes', () => {
  const checked = (...files: readonly (readonly [path: string, size: number, kind?: ModuleFile['kind']])[]) =>
    checkFiles(
      files.map(([path, size, kind = 'file']) => ({ path, kind, size })),
      '1.24',
    );
  const TOO_LARGE = 'module source tree too large (max size is 524288000 bytes)';

  it('of files together have a limit, and those of what is left out do not count', () => {
    expect(checked(['a', MAX_ZIP_FILE - 1], ['b', 1]).sizeError).toBeUndefined();
    expect(checked(['a', MAX_ZIP_FILE - 1], ['b', 2])).toEqual({
      valid: ['a', 'b'],
      omitted: [],
      invalid: [],
      sizeError: TOO_LARGE,
    });
    // One that does not fit takes nothing from the others.
    expect(checked(['a', MAX_ZIP_FILE + 1], ['b', MAX_ZIP_FILE]).sizeError).toBe(TOO_LARGE);
    expect(checked(['a', MAX_ZIP_FILE + 1, 'symlink'], ['a:b', MAX_ZIP_FILE], ['c', MAX_ZIP_FILE]).sizeError).toBe(
      undefined,
    );
  });

  it('of go.mod and LICENSE have limits of their own, in the root alone', () => {
    expect(checked(['go.mod', 16777216], ['LICENSE', 16777216], ['sub/LICENSE', 16777217]).invalid).toEqual([]);
    expect(checked(['go.mod', 16777217], ['LICENSE', 16777217])).toEqual({
      valid: [],
      omitted: [],
      invalid: [
        { path: 'go.mod', error: 'go.mod file too large (max size is 16777216 bytes)' },
        { path: 'LICENSE', error: 'LICENSE file too large (max size is 16777216 bytes)' },
      ],
      sizeError: undefined,
    });
  });
});

describe('checkFolder', () => {
  it.each([
    [['.git is folder', '.git/config'], ['- .git: directory is a version control repository']],
    [['sub/.svn is folder', 'sub/.svn/a'], ['- sub/.svn: directory is a version control repository']],
    [['.git'], ['+ .git']],
    [['.bzr is folder', '.bzr/a'], ['- .bzr: directory is a version control repository']],
    [
      ['.hg is folder', '.hg/a', '.hgx/a'],
      ['+ .hgx/a', '- .hg: directory is a version control repository'],
    ],
    [['sub is folder', 'sub/a.go', 'sub/go.mod is folder'], ['+ sub/a.go']],
    [
      ['s is folder', 's/d is folder', 's/d/a.go', 's/go.mod', 'sx/a.go'],
      ['+ sx/a.go', '- s: directory is in another module'],
    ],
    [['a:b'], ['! a:b: malformed file path "a:b": invalid char \':\'']],
    [
      ['.hg_archival.txt', 'pipe is other'],
      ["- .hg_archival.txt: file is inserted by 'hg archive' and is always omitted", '- pipe: not a regular file'],
    ],
    [['sub is folder', 'sub/a.go', 'sub/go.mod'], ['- sub: directory is in another module']],
    [['sub is folder', 'sub/a.go', 'sub/go.mod is symlink'], ['- sub: directory is in another module']],
    [['vendor is folder', 'vendor/m is folder', 'vendor/m/x.go'], ['- vendor/m/x.go: file is in vendor directory']],
    [['link is symlink'], ['- link: not a regular file']],
  ])('sorts the walk %j', (files, expected) => {
    const checked = checkFolder([...files, LAST].map(fileOf), '');
    expect(sorted(checked).filter((line) => line !== `+ ${LAST}`)).toEqual(expected);
    expect(checked.valid).toContain(LAST);
  });
});
