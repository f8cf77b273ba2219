import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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
