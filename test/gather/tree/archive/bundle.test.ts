import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBundle } from '../../../../src/gather/tree/archive/bundle.ts';

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

test('a bundle that lacks commits is refused', () => {
  expect(() => open('thin')).toThrow(/prerequisite/);
});
