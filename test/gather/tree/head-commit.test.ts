import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headCommit } from '../../../src/gather/tree/head-commit.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'head-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const OWN = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    env: { ...process.env, ...OWN },
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
function repository(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  git(folder, 'init', '-q', '-b', 'main');
  return folder;
}

it('reads what git says: no commit, a branch, a packed branch, a commit by itself', () => {
  const folder = repository('states');
  const dot = join(folder, '.git');
  const same = () => expect(headCommit(dot)).toBe(git(folder, 'rev-parse', 'HEAD'));
  expect(headCommit(dot)).toBe('');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'one');
  same();
  git(folder, 'pack-refs', '--all');
  same();
  git(folder, 'checkout', '-q', '-b', 'feature/x');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'two');
  same();
  git(folder, 'checkout', '-q', '--detach', 'main');
  same();
});

it('leaves to git what only git can tell', () => {
  const folder = repository('usual');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'one');
  git(folder, 'worktree', 'add', '-q', join(root, 'other'), '-b', 'other');
  expect(() => headCommit(join(folder, '.git/worktrees/other'))).toThrow('unusual');
  const odd = (name: string, head: string, ref?: string) => {
    const dot = join(root, name);
    mkdirSync(join(dot, 'refs/heads'), { recursive: true });
    writeFileSync(join(dot, 'HEAD'), head);
    if (ref !== undefined) writeFileSync(join(dot, 'refs/heads/main'), ref);
    return () => headCommit(dot);
  };
  expect(odd('none', '')).toThrow('unusual');
  expect(odd('reftable', 'ref: refs/heads/.invalid\n')).toThrow('unusual');
  expect(odd('outside', 'ref: refs/../../secret\n')).toThrow('unusual');
  expect(odd('symbolic', 'ref: refs/heads/main\n', 'ref: refs/heads/other\n')).toThrow('unusual');
  expect(() => headCommit(join(root, 'missing'))).toThrow('unreadable');
});
