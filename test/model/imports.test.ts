import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { withImports } from '../../src/model/imports.ts';
import { openRepo } from '../../src/model/open.ts';
import type { Tree } from '../../src/model/tree.ts';
import { TreeError } from '../../src/model/tree.ts';

const MOD = 'module example.com/shop\n\ngo 1.25\n';

async function importsOf(tree: Tree) {
  const paths = await tree.list();
  const repo = await openRepo(tree, { paths });
  const modules = await withImports(repo.modules, tree, paths);
  return new Map(modules.map((m) => [m.dir, m.imports]));
}

async function pathsOf(files: Readonly<Record<string, string>>, mod = MOD): Promise<string[]> {
  // The last file must always be found.
  const all = { 'go.mod': mod, ...files, 'zz/last.go': 'package zz\nimport "example.com/last"\n' };
  const imports = (await importsOf(memoryTree(all))).get('')!;
  return imports.state === 'read' ? [...imports.paths.keys()].filter((p) => p !== 'example.com/last') : [imports.state];
}

describe('withImports', () => {
  it.each<[name: string, files: Readonly<Record<string, string>>, paths: string[]]>([
    ['tests count, of any package', { 'a_test.go': 'package a_test\nimport "example.com/a"' }, ['example.com/a']],
    [
      'every platform counts',
      { 'a_plan9.go': '//go:build !linux\npackage a\nimport "example.com/a"' },
      ['example.com/a'],
    ],
    ['files that tidy ignores do not', { 'gen.go': '//go:build ignore\n\npackage main\nimport "example.com/a"' }, []],
    ['hidden files do not', { '_a.go': 'package a\nimport "example.com/a"', '.a.go': 'package a\nimport "b.c/d"' }, []],
    ['other files do not', { 'a.go.txt': 'package a\nimport "example.com/a"' }, []],
    [
      'folders that Go passes over do not',
      Object.fromEntries(
        ['vendor/x', 'testdata', 'a/_b', 'a/.b/c'].map((f) => [`${f}/a.go`, 'package a\nimport "example.com/a"']),
      ),
      [],
    ],
    [
      'folders that Go passes over do where a package that counts, or one of those, imports them',
      {
        'a.go': 'package shop\nimport _ "example.com/shop/testdata/x"',
        'testdata/x/x.go': 'package x\nimport (\n_ "example.com/a"\n_ "example.com/shop/_y"\n)',
        '_y/y.go': 'package y\nimport _ "example.com/b"',
        '_y/y_test.go': 'package y\nimport _ "example.com/c"',
        'testdata/other/o.go': 'package o\nimport _ "example.com/no"',
        'vendor/example.com/v/v.go': 'package v\nimport _ "example.com/no"',
      },
      ['example.com/a', 'example.com/b', 'example.com/c'],
    ],
    [
      'a nested module ends its parent',
      { 'sub/go.mod': 'module example.com/sub\n', 'sub/deep/a.go': 'package a\nimport "example.com/a"' },
      [],
    ],
    [
      'a nested module ends it where Go passes over, too',
      { 'testdata/x/go.mod': 'module x\n', 'testdata/x/a.go': 'package a\nimport "example.com/a"' },
      [],
    ],
    [
      'own packages are left out',
      {
        'a/a.go':
          'package a\nimport (\n"example.com/shop"\n"example.com/shop/b"\n"example.com/shop/gone"\n"example.com/shopping"\n)',
        'b/b.go': 'package b',
        'shop.go': 'package shop',
      },
      ['example.com/shop/gone', 'example.com/shopping'],
    ],
  ])('%s', async (_name, files, paths) => {
    expect(await pathsOf(files)).toEqual(paths);
  });

  it.each([
    ['./x', ['example.com/a/x', 'example.com/xy']],
    ['x', ['example.com/xy']],
    ['a/x', ['example.com/x', 'example.com/xy']],
    ['./a/x/', ['example.com/x', 'example.com/xy']],
  ])('ignore %s', async (ignore, paths) => {
    const files = {
      'a/x/f.go': 'package x\nimport "example.com/a/x"',
      'x/y/f.go': 'package y\nimport "example.com/x"',
      'xy/f.go': 'package xy\nimport "example.com/xy"',
    };
    expect(await pathsOf(files, `${MOD}ignore ${ignore}\n`)).toEqual(paths);
  });

  it('names the first file of each import, and the folders of commands', async () => {
    const imports = await importsOf(
      memoryTree({
        'go.mod': MOD,
        'a/a.go': 'package a\nimport "example.com/x"',
        'b/b.go': 'package main\nimport "example.com/x"',
        'b/b_test.go': 'package main',
        'tools/gen.go': '//go:build ignore\n\npackage main',
        'sub/go.mod': 'module example.com/shop/sub\n\ngo 1.25\n',
        'sub/main.go': 'package main',
      }),
    );
    expect(imports.get('')).toEqual({ state: 'read', paths: new Map([['example.com/x', 'a/a.go']]), commands: ['b'] });
    expect(imports.get('sub')).toEqual({ state: 'read', paths: new Map(), commands: ['sub'] });
  });

  it('says why it cannot know', async () => {
    expect((await importsOf(memoryTree({ 'go.mod': MOD }))).get('')).toMatchObject({
      state: 'lacking',
      detail: 'found no .go files',
    });
    const others = await importsOf(memoryTree({ 'go.mod': MOD, 'sub/go.mod': 'module s\n', 'sub/a.go': 'package a' }));
    expect(others.get('')).toEqual({ state: 'read', paths: new Map(), commands: [] });
    const tree = memoryTree({ 'go.mod': MOD, 'a.go': 'package a' });
    const broken: Tree = {
      ...tree,
      read: async (path) => {
        if (path.endsWith('.go')) throw new TreeError(path, 'unreadable', 'a broken symlink');
        return tree.read(path);
      },
    };
    expect((await importsOf(broken)).get('')).toEqual({
      state: 'lacking',
      detail: 'a.go: a broken symlink',
    });
    const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`p${i}.go`, 'package p']));
    expect((await importsOf(memoryTree({ 'go.mod': MOD, ...many }))).get('')).toEqual({
      state: 'lacking',
      detail: 'it has more than 20000 .go files',
    });
  });
});
