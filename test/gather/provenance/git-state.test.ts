import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitState } from '../../../src/gather/provenance/git-state.ts';
import { recordedReads } from '../../../src/gather/provenance/recorded-reads.ts';
import { diskTree } from '../../../src/gather/tree/disk.ts';

let folder: string;
const env = () => ({ PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' });
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: join(folder, 'repo'),
    env: env(),
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString();
const put = (name: string, text: string) => writeFileSync(join(folder, 'repo', name), text);
const readsOf = async (...paths: string[]) => {
  const { tree, files } = recordedReads(diskTree(join(folder, 'repo')));
  for (const path of paths) await tree.read(path);
  return files;
};
const state = async (...paths: string[]) => gitState(join(folder, 'repo'), 'HEAD', await readsOf(...paths), env());

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  mkdirSync(join(folder, 'repo'));
  git('init', '-q');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a repository without commits has no state, then one that tells what was changed', async () => {
  put('go.mod', 'module m\n');
  expect(await state('go.mod')).toBeUndefined();
  git('add', '.');
  git('commit', '-qm', 'first');
  const commit = git('rev-parse', 'HEAD').trim();
  expect(await state('go.mod', 'none')).toEqual({ commit, changed: [] });
  put('go.mod', 'module m\r\n');
  expect((await state('go.mod'))!.changed).toEqual([]);
  put('go.mod', 'module other\n');
  put('new', 'x');
  expect((await state('go.mod', 'new', 'none'))!.changed).toEqual(['go.mod', 'new']);
  rmSync(join(folder, 'repo', 'go.mod'));
  expect((await state('go.mod'))!.changed).toEqual(['go.mod']);
  expect(gitState(join(folder, 'repo'), commit.slice(0, 8), new Map(), env())).toEqual({ commit, changed: [] });
});

test('a link of the commit is another kind of file, and a file in a folder is one like others', async () => {
  mkdirSync(join(folder, 'repo/sub'));
  put('sub/x.sh', 'x');
  chmodSync(join(folder, 'repo/sub/x.sh'), 0o755);
  symlinkSync('sub/x.sh', join(folder, 'repo/link'));
  git('add', '-A');
  git('commit', '-qm', 'second');
  expect((await state('sub/x.sh', 'link'))!.changed).toEqual(['link']);
});

test('what is no commit has no state', () => {
  expect(gitState(join(folder, 'repo'), 'HEAD^{tree}', new Map(), env())).toBeUndefined();
  expect(gitState(folder, 'HEAD', new Map(), { PATH: '' })).toBeUndefined();
});
