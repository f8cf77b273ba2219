import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBundle } from '../../../../src/gather/tree/archive/bundle.ts';
import { GitError } from '../../../../src/gather/tree/git-command.ts';

let folder: string;
const env = () => ({ PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' });
const git = (...args: string[]) => {
  const config = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...config, ...args], {
    cwd: folder,
    env: env(),
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString();
};
const open = (name: string, environment = {}) => {
  const path = join(folder, name);
  return openBundle(path, readFileSync(path).subarray(0, 512).toString('latin1'), { ...env(), ...environment });
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  git('init', '-q');
  for (const text of ['one', 'two']) {
    writeFileSync(join(folder, 'file'), text);
    git('add', 'file');
    git('commit', '-qm', text);
  }
  git('bundle', 'create', '-q', 'head', 'HEAD', 'main');
  git('bundle', 'create', '-q', 'branch', 'main');
  git('bundle', 'create', '-q', 'thin', 'main~1..main');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('its revisions are in a bare repository until it is closed', () => {
  const bundle = open('head', { GIT_OBJECT_DIRECTORY: join(folder, 'elsewhere') });
  expect(bundle.head()).toBe('HEAD');
  expect(git('-C', bundle.folder, 'show', 'main:file')).toBe('two');
  expect(git('-C', bundle.folder, 'config', 'core.bare')).toBe('true\n');
  bundle.close();
  expect(existsSync(bundle.folder)).toBe(false);
  expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
});

test('the only ref is meant where there is no HEAD', () => {
  const bundle = open('branch');
  expect(bundle.head()).toBe('refs/heads/main');
  bundle.close();
});

test('of several refs without a HEAD none is meant, and five are named', () => {
  for (let i = 1; i <= 5; i++) git('tag', '-f', `v${i}`);
  git('bundle', 'create', '-q', 'tags', 'main', ...[1, 2, 3, 4, 5].map((i) => `v${i}`));
  const bundle = open('tags');
  expect(() => bundle.head()).toThrow(
    new GitError('the bundle has no HEAD: name a revision with --rev, such as main, v1, v2, v3, v4'),
  );
  for (let i = 1; i <= 5; i++) expect(git('-C', bundle.folder, 'show', `v${i}:file`)).toBe('two');
  bundle.close();
});

test('HEAD is the commit that the bundle has for it, detached', () => {
  git('checkout', '-q', '--detach', 'main~1');
  git('bundle', 'create', '-q', 'detached', 'HEAD', 'main');
  git('checkout', '-q', 'main');
  const bundle = open('detached');
  expect(git('-C', bundle.folder, 'show', 'HEAD:file')).toBe('one');
  expect(git('-C', bundle.folder, 'show', 'main:file')).toBe('two');
  bundle.close();
});

test('a bundle with ids of SHA-256 is unpacked into a repository that has such', () => {
  git('init', '-q', '--object-format=sha256', 'long');
  writeFileSync(join(folder, 'long/file'), 'long');
  git('-C', 'long', 'add', 'file');
  git('-C', 'long', 'commit', '-qm', 'x');
  git('-C', 'long', 'bundle', 'create', '-q', '../sha256', 'main');
  const bundle = open('sha256');
  expect(git('-C', bundle.folder, 'rev-parse', 'main').trim()).toHaveLength(64);
  bundle.close();
});

test('what is no bundle leaves no folder behind', () => {
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('modwarden-bundle-'));
  const before = left();
  writeFileSync(join(folder, 'broken'), '# v2 git bundle\n');
  expect(() => open('broken')).toThrow(GitError);
  expect(left().filter((name) => !before.includes(name))).toEqual([]);
});

test('a bundle that lacks commits is refused', () => {
  expect(() => open('thin')).toThrow(/prerequisite/);
});
