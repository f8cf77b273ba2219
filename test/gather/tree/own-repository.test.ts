import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownRepository } from '../../../src/gather/tree/own-repository.ts';

let box: string;
let repo: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'own-'));
  repo = join(box, 'repo');
  mkdirSync(repo);
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: repo,
    env: { PATH: process.env.PATH, HOME: box, GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString();

it('is a repository as git makes it, with its commit once there is one', () => {
  expect(ownRepository(repo, {})).toEqual({ git: join(repo, '.git'), head: '' });
  git('commit', '-qm', 'x', '--allow-empty');
  const head = git('rev-parse', 'HEAD').trim();
  expect(ownRepository(repo, {})).toEqual({ git: join(repo, '.git'), head });
  git('pack-refs', '--all');
  expect(ownRepository(repo, {})?.head).toBe(head);
  git('checkout', '-q', '--detach');
  expect(ownRepository(repo, {})?.head).toBe(head);
});

it.each<[name: string, change: () => void]>([
  ['that others can write', () => chmodSync(join(repo, '.git'), 0o777)],
  ['whose work tree others can write', () => chmodSync(repo, 0o777)],
  ['whose configuration others can write', () => chmodSync(join(repo, '.git/config'), 0o666)],
  ['with an extension', () => git('config', 'extensions.partialClone', 'origin')],
  ['with a work tree elsewhere', () => git('config', 'core.worktree', box)],
  ['that is bare', () => git('config', 'core.bare', 'true')],
  ['that is bare by a word alone', () => appendFileSync(join(repo, '.git/config'), '[core]\n\tbare\n')],
  ['with more configuration', () => git('config', 'include.path', 'x')],
  ['that is a part of another', () => writeFileSync(join(repo, '.git/commondir'), '../x\n')],
  ['without a configuration', () => rmSync(join(repo, '.git/config'))],
  ['with a configuration of more than 64 KiB', () => appendFileSync(join(repo, '.git/config'), ' '.repeat(64 << 10))],
  ['with refs in another form', () => writeFileSync(join(repo, '.git/HEAD'), 'ref: refs/heads/.invalid\n')],
  [
    'whose .git is a file',
    () => {
      renameSync(join(repo, '.git'), join(box, 'real'));
      writeFileSync(join(repo, '.git'), `gitdir: ${join(box, 'real')}\n`);
    },
  ],
])('is none %s', (_, change) => {
  expect(ownRepository(repo, {})).toBeDefined();
  change();
  expect(ownRepository(repo, {})).toBeUndefined();
});

it('is none where the environment leads elsewhere, or in a subfolder', () => {
  expect(ownRepository(repo, { GIT_OBJECT_DIRECTORY: box })).toBeUndefined();
  mkdirSync(join(repo, 'a'));
  expect(ownRepository(join(repo, 'a'), {})).toBeUndefined();
});

it('may have a long configuration, and core.bare where that says no', () => {
  const file = join(repo, '.git/config');
  writeFileSync(file, '[core]\n\tbare = false\n\tx = barely\n'.padEnd(64 << 10));
  expect(ownRepository(repo, {})).toBeDefined();
  for (const [text, isOwn] of [
    ['bare=false', true],
    ['BARE = FALSE', true],
    ['bare = true', false],
    ['[IncludeIf "x"]', false],
    ['[Extensions]', false],
    ['workTree = x', false],
    ['bare = falsey', false],
  ] as const) {
    writeFileSync(file, `[core]\n\t${text}\n`);
    expect([text, ownRepository(repo, {}) !== undefined]).toEqual([text, isOwn]);
  }
});

it('is none on Windows, where git alone knows whose a file is', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  try {
    expect(ownRepository(repo, {})).toBeUndefined();
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
  expect(ownRepository(repo, {})).toBeDefined();
});
