/** Which files are checked, where they come from, and what is said where there are none. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enclosing, type OpenedTree, openTree, stagedPaths, type TreeInput } from '../../src/gather/open-tree.ts';
import { tarOf } from '../support/archives.ts';
import { type GitBox, newGitBox } from '../support/git-box.ts';

let box: GitBox;
beforeEach(() => {
  box = newGitBox({
    'go.mod': 'module a\n',
    'sub/go.mod': 'module b\n',
    'sub/other.mod': 'module c\n',
    'x.go': 'package x\n',
  });
});
afterEach(() => box.remove());

const env = () => ({ PATH: process.env.PATH, HOME: box.home, GIT_CONFIG_NOSYSTEM: '1' });
const open = (folder: string, more: Partial<TreeInput> = {}) =>
  openTree({ folder, cwd: box.root, env: env(), ...more });

/** Without the tree itself, but for its name. */
async function about(opening: Promise<OpenedTree>) {
  const { tree, close, ...rest } = await opening;
  close();
  return { name: tree.name, ...rest };
}

const ALL = ['go.mod', 'sub/go.mod', 'sub/other.mod', 'x.go'];

describe('a folder', () => {
  it('is its work tree, found from any folder in it', async () => {
    box.put({ 'new.txt': 'x' });
    const { tree } = await open('repo/sub');
    expect(await tree.list()).toEqual([...ALL.slice(0, 1), 'new.txt', ...ALL.slice(1)]);
    const origin = { kind: 'folder', gitFolder: box.repo };
    const same = { name: 'files', root: box.repo, onDisk: true, file: undefined, origin };
    expect(await about(open('repo'))).toEqual({ ...same, under: '' });
    expect(await about(open('repo/sub'))).toEqual({ ...same, under: 'sub' });
    expect(await about(open('.', { cwd: join(box.repo, 'sub') }))).toEqual({ ...same, under: 'sub' });
    expect(await about(open('repo/sub/other.mod'))).toEqual({ ...same, under: 'sub', file: 'sub/other.mod' });
  });

  it('may have a root that is named, of which git is not asked', async () => {
    expect(await about(open('repo/sub', { root: 'repo' }))).toEqual({
      name: 'files',
      root: box.repo,
      under: 'sub',
      onDisk: true,
      file: undefined,
      origin: { kind: 'folder' },
    });
  });
});

describe('the index', () => {
  it('is what is staged, of the files that a hook reads', async () => {
    box.put({ 'go.mod': 'module staged\n' });
    box.git('add', 'go.mod');
    box.put({ 'go.mod': 'module on-disk\n' });
    const { tree } = await open('repo', { staged: true });
    expect(await tree.list()).toEqual(['go.mod', 'sub/go.mod', 'sub/other.mod']);
    expect(Buffer.from((await tree.read('go.mod'))!).toString()).toBe('module staged\n');
    expect(await about(open('repo/sub', { staged: true }))).toEqual({
      name: 'index',
      root: box.repo,
      under: 'sub',
      onDisk: false,
      file: undefined,
      origin: { kind: 'index', gitFolder: box.repo },
    });
  });

  it('has the sums, the policies and what the commit changes of the files that set variables', async () => {
    box.commit({ Dockerfile: 'FROM a\n' });
    const files = [
      'go.work',
      'go.sum',
      'vendor/modules.txt',
      '.modwarden.yaml',
      'p/package.json',
      'sub/Dockerfile',
      'm.go',
    ];
    box.put(Object.fromEntries(files.map((path) => [path, 'x\n'])));
    box.git('add', '.');
    const { tree } = await open('repo', { staged: true });
    expect(await tree.list()).toEqual([
      '.modwarden.yaml',
      'go.mod',
      'go.sum',
      'go.work',
      'p/package.json',
      'sub/Dockerfile',
      'sub/go.mod',
      'sub/other.mod',
      'vendor/modules.txt',
    ]);
  });

  it('is asked for by pathspecs of all that may matter', () => {
    const paths = stagedPaths();
    expect(paths.slice(0, 9)).toEqual([
      '*.mod',
      '*.sum',
      '*go.work',
      '*vendor/modules.txt',
      '*.modwarden.*',
      '*package.json',
      '*.yaml',
      '*.yml',
      '*.json',
    ]);
    expect(paths.length).toBeGreaterThan(9);
  });
});

describe('a revision', () => {
  it('is what a commit holds, be it named or the HEAD of a bare repository', async () => {
    box.git('clone', '-q', '--bare', '.', join(box.root, 'bare.git'));
    const { tree } = await open('repo', { rev: 'HEAD' });
    expect(await tree.list()).toEqual(ALL);
    const same = { name: 'files', onDisk: false, file: undefined };
    expect(await about(open('repo/sub', { rev: 'main' }))).toEqual({
      ...same,
      root: box.repo,
      under: 'sub',
      origin: { kind: 'revision', revision: 'main', gitFolder: box.repo },
    });
    const root = join(box.root, 'bare.git');
    for (const rev of [undefined, 'HEAD'])
      expect(await about(open('bare.git', { rev }))).toEqual({
        ...same,
        root,
        under: '',
        origin: { kind: 'revision', revision: 'HEAD', gitFolder: root },
      });
  });
});

describe('an archive', () => {
  it('is read in place of a folder', async () => {
    const path = join(box.root, 'a.tar');
    writeFileSync(path, tarOf([{ name: 'go.mod', text: 'module a\n' }]));
    const { tree, close } = await open('a.tar');
    expect(await tree.list()).toEqual(['go.mod']);
    close();
    const same = { name: 'files', root: path, under: '', onDisk: false };
    expect(await about(open('a.tar'))).toEqual({ ...same, origin: { kind: 'archive', file: path } });
    box.git('archive', '-o', path, 'HEAD');
    const revision = box.git('rev-parse', 'HEAD');
    expect(await about(open('a.tar'))).toEqual({ ...same, origin: { kind: 'archive', file: path, revision } });
    await expect(open('a.tar', { staged: true })).rejects.toMatchObject({
      code: 'nothing-staged',
      message: '"a.tar" is an archive, which has nothing staged',
    });
  });

  it('may be a bundle, which has revisions', async () => {
    const path = join(box.root, 'a.bundle');
    box.git('bundle', 'create', '-q', path, '--all');
    expect(await about(open('a.bundle', { rev: 'main' }))).toMatchObject({
      root: path,
      onDisk: false,
      origin: {
        kind: 'revision',
        file: path,
        revision: 'main',
        gitFolder: expect.stringContaining('modwarden-bundle-'),
      },
    });
  });
});

describe('what cannot be checked', () => {
  it.each<[folder: string, more: Partial<TreeInput>, code: string, message: string]>([
    [
      'repo',
      { staged: true, rev: 'HEAD' },
      'conflicting-options',
      'a revision and the staged files cannot be checked together',
    ],
    [
      'repo',
      { staged: true, root: '.' },
      'conflicting-options',
      'git knows the root of a revision and of the staged files',
    ],
    [
      'repo',
      { rev: 'HEAD', root: '.' },
      'conflicting-options',
      'git knows the root of a revision and of the staged files',
    ],
    ['repo', { root: 'none' }, 'no-such-folder', '"none" is not a folder'],
    ['repo', { root: 'repo/go.mod' }, 'no-such-folder', '"repo/go.mod" is not a folder'],
    ['repo', { root: 'home' }, 'no-such-folder', '"repo" is not in the root that is named'],
    ['none', {}, 'no-such-folder', '"none" does not exist'],
    ['repo/go.mod', {}, 'no-such-folder', '"repo/go.mod" is not a folder; use its folder, "repo"'],
    [
      'bare.git',
      { staged: true },
      'nothing-staged',
      'a bare repository has nothing staged; check a revision: --rev HEAD',
    ],
  ])('%s %j', async (folder, more, code, message) => {
    box.git('clone', '-q', '--bare', '.', join(box.root, 'bare.git'));
    await expect(open(folder, more)).rejects.toMatchObject({ name: 'ModwardenError', code, message });
  });

  it('is told in the words of git', async () => {
    await expect(open('repo', { rev: 'v9' })).rejects.toMatchObject({
      code: 'unknown-revision',
      message: expect.stringMatching(/^"v9": Not a valid object name v9/),
    });
    mkdirSync(join(box.root, 'plain'));
    await expect(open('plain', { staged: true })).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringMatching(/^not a git repository/),
    });
    await expect(open('repo', { staged: true, env: {} })).rejects.toMatchObject({
      code: 'git-failed',
      message: 'git is not on the PATH',
    });
  });
});

it('checks the staged files of a folder of which git says where its repository is', async () => {
  mkdirSync(join(box.root, 'plain'));
  const GIT_DIR = join(box.repo, '.git');
  expect((await about(open('plain', { staged: true, env: { ...env(), GIT_DIR } }))).origin).toEqual({ kind: 'index' });
});

it.each<[under: string, paths: readonly string[], expected: string]>([
  ['', [], ''],
  ['a/b', ['go.mod', 'a/go.mod', 'a/b/c/go.mod'], 'a/b'],
  ['a/b', ['go.mod', 'a/go.mod', 'a/b/x.go'], 'a'],
  ['a/b', ['go.mod', 'ab/go.mod', 'a/c/go.mod'], ''],
  ['a/b', ['a/other.mod', 'a/go.sum'], 'a/b'],
])('takes for %j the module around it where none is in it', (under, paths, expected) => {
  expect(enclosing(paths, under)).toBe(expected);
});
