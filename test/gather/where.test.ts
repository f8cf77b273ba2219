import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whereIs, whereIsPath } from '../../src/gather/where.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'where-')));
  for (const folder of ['.git', 'a/b']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['a/go.mod', 'a/b/x.go', 'go.work', 'a/.modwarden.yaml']) writeFileSync(join(root, file), '');
});
afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['a', 'a', 'folder'],
  ['.', '', 'folder'],
  ['a/go.mod', 'a/go.mod', 'file'],
  ['a/b/x.go', 'a/b/x.go', 'file'],
  // They concern every module there.
  ['go.work', '', 'folder'],
  ['a/.modwarden.yaml', 'a', 'folder'],
  // Deleted.
  ['a/go.sum', 'a/go.sum', 'file'],
])('%s is %j, a %s', (named, path, kind) => {
  expect(whereIsPath(named, root)).toEqual({ root, path, kind });
  expect(whereIsPath(join(root, named), tmpdir())).toEqual({ root, path, kind });
});

it('says what is not there', () => {
  expect(whereIsPath('a/none', root)).toEqual({ problem: 'does not exist' });
  expect(whereIsPath('none/go.mod', root)).toEqual({ problem: 'does not exist' });
});

it('a repository is the nearest folder upwards with .git', () => {
  expect(whereIs('a/b', root)).toEqual({ root, under: 'a/b', isGit: true });
  mkdirSync(join(root, 'a/.git'));
  expect(whereIs('a/b', root)).toEqual({ root: join(root, 'a'), under: 'b', isGit: true });
});

it('a repository without a work tree is its own root, also inside another', () => {
  const outer = realpathSync(mkdtempSync(join(tmpdir(), 'bare-')));
  for (const folder of ['.git', 'copy.git/objects', 'copy.git/refs'])
    mkdirSync(join(outer, folder), { recursive: true });
  const bare = join(outer, 'copy.git');
  expect(whereIs('copy.git', outer)).toEqual({ root: outer, under: 'copy.git', isGit: true });
  writeFileSync(join(bare, 'HEAD'), 'ref: refs/heads/main\n');
  expect(whereIs('copy.git', outer)).toEqual({ root: bare, under: '', isGit: false, isBare: true });
  rmSync(outer, { recursive: true });
});

it('a repository has a folder or a file of the name .git, and no link', () => {
  mkdirSync(join(root, 'worktree/sub'), { recursive: true });
  writeFileSync(join(root, 'worktree/.git'), 'gitdir: x\n');
  expect(whereIs('worktree/sub', root)).toEqual({ root: join(root, 'worktree'), under: 'sub', isGit: true });
  symlinkSync('../.git', join(root, 'a/.git'));
  expect(whereIs('a', root)).toEqual({ root, under: 'a', isGit: true });
});

it('a link is where it leads', () => {
  symlinkSync('a/b', join(root, 'link'));
  expect(whereIs('link', root)).toEqual({ root, under: 'a/b', isGit: true });
});

it('a file stands for itself where it is a modfile of another name', () => {
  writeFileSync(join(root, 'a/tools.mod'), '');
  writeFileSync(join(root, 'top.mod'), '');
  expect(whereIs('a/tools.mod', root)).toEqual({ root, under: 'a', isGit: true, file: 'a/tools.mod' });
  expect(whereIs('top.mod', root)).toEqual({ root, under: '', isGit: true, file: 'top.mod' });
  expect(whereIs('a/go.mod', root)).toEqual({ problem: 'is not a folder; use its folder, "a"' });
  expect(whereIs('go.work', root)).toEqual({ problem: 'is not a folder; use its folder, "."' });
  expect(whereIs('a/go.mod/x', root)).toEqual({ problem: 'cannot be read' });
});

it.each([
  ['go.work.sum', '', 'folder'],
  ['a/modules.txt', 'a/modules.txt', 'file'],
  ['go.sum', 'go.sum', 'file'],
  ['a/package.json', 'a', 'folder'],
])('%s may be missing', (named, path, kind) => {
  expect(whereIsPath(named, root)).toEqual({ root, path, kind });
});

it('a folder of the name of a module file is a folder', () => {
  mkdirSync(join(root, 'b/go.mod'), { recursive: true });
  mkdirSync(join(root, 'c/go.work'), { recursive: true });
  expect(whereIsPath('b/go.mod', root)).toEqual({ root, path: 'b/go.mod', kind: 'folder' });
  expect(whereIsPath('c/go.work', root)).toEqual({ root, path: 'c/go.work', kind: 'folder' });
});

it('a folder is not bare that has less than git looks for', () => {
  for (const missing of ['HEAD', 'objects', 'refs']) {
    const names = ['HEAD', 'objects', 'refs'].filter((name) => name !== missing);
    for (const name of names) mkdirSync(join(root, missing, name), { recursive: true });
    expect(whereIs(missing, root)).toEqual({ root, under: missing, isGit: true });
  }
  // The top of a work tree may have such folders.
  expect(whereIs('.', root)).toEqual({ root, under: '', isGit: true });
});
