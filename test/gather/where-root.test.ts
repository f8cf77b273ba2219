import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whereIs } from '../../src/gather/where.ts';

let top: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'where-')));
  mkdirSync(join(top, 'a/b'), { recursive: true });
  for (const file of ['a/b/go.mod', 'a/vendor.mod', 'a/x.txt'])
    writeFileSync(join(top, file), 'module example.com/m\n');
});
afterEach(() => rmSync(top, { recursive: true }));

test('without git a module is its own root', () => {
  expect(whereIs('a/b', top)).toEqual({ root: join(top, 'a/b'), under: '', isGit: false });
});

test('git knows the root', () => {
  mkdirSync(join(top, '.git'));
  expect(whereIs('a/b', top)).toEqual({ root: top, under: 'a/b', isGit: true });
});

test('a root that is named is taken, where the folder is in it', () => {
  expect(whereIs('a/b', top, '.')).toEqual({ root: top, under: 'a/b', isGit: false });
  expect(whereIs('.', join(top, 'a/b'), '..')).toEqual({ root: join(top, 'a'), under: 'b', isGit: false });
  expect(whereIs('.', top, 'a')).toEqual({ problem: 'is not in the root that is named' });
});

test('a modfile stands for itself', () => {
  expect(whereIs('a/vendor.mod', top, '.')).toEqual({ root: top, under: 'a', isGit: false, file: 'a/vendor.mod' });
});

test('tells what is no folder', () => {
  expect(whereIs('a/x.txt', top)).toEqual({ problem: 'is not a folder; use its folder, "a"' });
  expect(whereIs('none', top)).toEqual({ problem: 'does not exist' });
});
