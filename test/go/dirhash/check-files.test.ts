/** The errors are those of golang.org/x/mod/zip. */
import { describe, expect, it } from 'vitest';
import { checkFiles, checkFolder, type ModuleFile } from '../../../src/go/dirhash/check-files.ts';

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

describe('checkFolder', () => {
  it.each([
    [['.git is folder', '.git/config'], ['- .git: directory is a version control repository']],
    [['sub/.svn is folder', 'sub/.svn/a'], ['- sub/.svn: directory is a version control repository']],
    [['.git'], ['+ .git']],
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
