import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { diskTree } from '../../src/gather/tree/disk.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { lint } from '../../src/lint/run.ts';
import { openRepo } from '../../src/model/open.ts';
import { type Tree, TreeError } from '../../src/model/tree.ts';
import { compilePolicy } from '../../src/policy/compile.ts';
import { presetPolicy } from '../../src/policy/layers/load.ts';

const FILES = {
  'go.mod': 'module example.com/m\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n',
  'go.sum': 'example.com/a v1.0.0 h1:bad\n',
  'go.work': 'go 1.25\n\nuse .\n',
  'go.work.sum': 'one two\n',
  'vendor/modules.txt': '# example.com/a v1.1.0\n## explicit\n',
};

async function found(refused: readonly string[]): Promise<string[]> {
  const tree = memoryTree(FILES);
  const read: Tree['read'] = async (path) => {
    if (refused.includes(path)) throw new TreeError(path, 'outside', 'a symlink points outside the repository');
    return tree.read(path);
  };
  const judge = await compilePolicy(await presetPolicy('recommended', rules));
  const repo = await openRepo({ ...tree, read });
  const { findings } = await lint({ repo, rules, policyFor: () => judge, today: '2026-06-01' });
  return findings.map((f) => `${f.rule} ${f.place.path}: ${f.message}`);
}

describe('a file that is there and cannot be read is a finding, never an empty file', () => {
  test.each([
    ['go.sum', 'sum/syntax go.sum: go.sum cannot be read: a symlink points outside the repository'],
    ['go.work.sum', 'sum/syntax go.work.sum: go.work.sum cannot be read: a symlink points outside the repository'],
    [
      'vendor/modules.txt',
      'vendor/inconsistent vendor/modules.txt: vendor/modules.txt cannot be read: a symlink points outside the repository',
    ],
    ['go.mod', 'gomod/syntax go.mod: a symlink points outside the repository'],
    ['go.work', 'gomod/syntax go.work: a symlink points outside the repository'],
  ])('%s', async (path, message) => {
    const whole = await found([]);
    expect(whole).not.toContain(message);
    expect(whole).toContain('sum/syntax go.work.sum: malformed go.work.sum: wrong number of fields 2');
    const without = await found([path]);
    expect(without).toContain(message);
    // Nothing else is said of what it would have held.
    expect(without.filter((f) => f.includes(` ${path}: `) && f !== message)).toEqual([]);
  });
});

describe('a go.mod that is no file of text', () => {
  test.each<[what: string, make: (path: string) => void, message: string]>([
    ['a named pipe', (path) => void execFileSync('mkfifo', [path]), 'a named pipe, not a file'],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'a symlink points outside the repository'],
    ['a link in a circle', (path) => symlinkSync('go.mod', path), 'a circular symlink'],
  ])('%s is a finding of that file, and the rest is judged', async (_, make, message) => {
    const root = mkdtempSync(join(tmpdir(), 'open-'));
    for (const dir of ['a', 'b']) mkdirSync(join(root, dir));
    make(join(root, 'a/go.mod'));
    writeFileSync(join(root, 'b/go.mod'), 'module example.com/b\n\ngo 1.25\n\nreplace example.com/x => ../../x\n');
    const repo = await openRepo(diskTree(root));
    rmSync(root, { recursive: true });
    expect(repo.modules.map((m) => [m.source.path, m.errors.map((e) => e.message)])).toEqual([
      ['a/go.mod', [message]],
      ['b/go.mod', []],
    ]);
  });

  test('a folder of that name is none, as for Go', async () => {
    const repo = await openRepo(memoryTree({ 'a/go.mod/x.go': 'package x\n', 'go.mod': 'module example.com/m\n' }));
    expect(repo.modules.map((m) => m.source.path)).toEqual(['go.mod']);
  });

  test('a path that is not UTF-8 is checked as any other', async () => {
    const repo = await openRepo(memoryTree({ 'x\udcffy/go.mod': 'module example.com/m\n\nnonsense\n' }));
    expect(repo.modules.map((m) => m.errors.length)).toEqual([1]);
  });
});

describe('an open repository', () => {
  test('names files in the language of go.mod that nobody chose, and has no such list where there is none', async () => {
    const files = {
      'go.mod': 'module example.com/m\n',
      'b/tools.mod': '// Tools.\nmodule example.com/tools\n',
      'a.mod': 'module example.com/a\n',
      'song.mod': 'M.K.\n',
      'testdata/go.mod': '',
      'vendor/x/go.mod': 'module x\n',
    };
    const repo = await openRepo(memoryTree(files));
    expect(repo.otherModfiles).toEqual(['a.mod', 'b/tools.mod', 'testdata/go.mod']);
    const plain = await openRepo(memoryTree({ 'go.mod': files['go.mod'], 'song.mod': 'M.K.\n' }));
    expect(Object.keys(plain)).not.toContain('otherModfiles');
    expect(Object.keys(plain)).not.toContain('omitted');
    expect((await openRepo(memoryTree({ [`${'d/'.repeat(201)}go.mod`]: '' }))).omitted).toHaveLength(1);
  });

  test('knows its files and folders, and whether it has sources', async () => {
    const repo = await openRepo(memoryTree({ 'go.mod': '', 'a/b/c.txt': '', 'a/d/e.go': '' }));
    expect(['', 'a', 'a/b', 'a/b/c.txt', 'a/d', 'b'].map(repo.hasFolder)).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(['go.mod', 'a', 'a/b/c.txt', 'c.txt'].map(repo.hasFile)).toEqual([true, false, true, false]);
    expect(repo.hasSources()).toBe(true);
    expect((await openRepo(memoryTree({ 'go.mod': '', 'x.gox': '' }))).hasSources()).toBe(false);
    expect((await openRepo(memoryTree({}))).hasFolder('')).toBe(false);
  });

  test('a word that has the size of a file is cut in messages about it', async () => {
    const [module] = (await openRepo(memoryTree({ 'go.mod': `module m\n\n${'x'.repeat(101)} y\n` }))).modules;
    expect(module!.errors.map(({ message }) => message.length)).toEqual(['unknown directive: '.length + 100]);
    const [exact] = (await openRepo(memoryTree({ 'go.mod': `module m\n\n${'x'.repeat(100)} y\n` }))).modules;
    expect(exact!.errors[0]!.message).toBe(`unknown directive: ${'x'.repeat(100)}`);
  });
});
