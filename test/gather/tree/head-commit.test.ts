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

it('reads ids of both lengths, names with dots and dashes, and packed refs line by line', () => {
  const made = (name: string, files: Readonly<Record<string, string>>) => {
    const dot = join(root, name);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(dot, path, '..'), { recursive: true });
      writeFileSync(join(dot, path), text);
    }
    return headCommit(dot);
  };
  const [short, long] = ['a'.repeat(40), 'b'.repeat(64)];
  expect(made('detached', { HEAD: `${short}\n` })).toBe(short);
  expect(made('long', { HEAD: long })).toBe(long);
  expect(() => made('between', { HEAD: 'a'.repeat(41) })).toThrow('unusual');
  expect(() => made('letters', { HEAD: 'A'.repeat(40) })).toThrow('unusual');
  const ref = 'refs/heads/v1.x/a-b_c';
  expect(made('names', { HEAD: `ref: ${ref}`, [ref]: `${short}\n` })).toBe(short);
  expect(made('unborn', { HEAD: `ref: ${ref}\n` })).toBe('');
  const packed = `# pack-refs with: peeled\n${long} refs/heads/v1.x/a-b_c2\n${short} ${ref}\n^${long}\n`;
  expect(made('packed', { HEAD: `ref: ${ref}\n`, 'packed-refs': packed })).toBe(short);
  expect(made('elsewhere', { HEAD: `ref: refs/heads/none\n`, 'packed-refs': packed })).toBe('');
  for (const head of [`ref: ${ref}\nmore`, `ref: ${ref} `, `x\nref: ${ref}\n`, 'ref: HEAD\n', 'ref: refs/\n..'])
    expect(() => made('odd', { HEAD: head })).toThrow('unusual');
  expect(() => made('large', { HEAD: `${short}${' '.repeat(961)}` })).toThrow('unreadable');
  expect(made('padded', { HEAD: `${short}${' '.repeat(960)}` })).toBe(short);
});
