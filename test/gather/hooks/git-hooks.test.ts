import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookFolder, hookState, installHook, uninstallHook } from '../../../src/gather/hooks/git-hooks.ts';
import { MARK } from '../../../src/gather/hooks/hook-script.ts';

const SCRIPT = `#!/bin/sh\n${MARK}\ntrue\n`;

let root: string;
let env: Record<string, string>;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'git-hooks-')));
  env = { PATH: process.env.PATH ?? '', HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  mkdirSync(join(root, 'repo'));
  git('init', '-q');
});
afterEach(() => rmSync(root, { recursive: true }));

const repo = () => join(root, 'repo');
const git = (...args: string[]) => execFileSync('git', args, { cwd: repo(), env, encoding: 'utf8' });

describe('hookFolder', () => {
  it('is in .git', () => {
    expect(hookFolder(repo(), env)).toEqual({ path: join(repo(), '.git/hooks'), inWorkTree: false, isOwn: true });
  });

  it('is where core.hooksPath says', () => {
    git('config', 'core.hooksPath', '.githooks');
    expect(hookFolder(repo(), env)).toEqual({ path: join(repo(), '.githooks'), inWorkTree: true, isOwn: true });
    git('config', '--unset', 'core.hooksPath');
    git('config', '--global', 'core.hooksPath', '~/hooks');
    expect(hookFolder(repo(), env)).toEqual({ path: join(root, 'hooks'), inWorkTree: false, isOwn: false });
  });

  it('is of its own or not by where it lies, be it beside the repository or its very top', () => {
    for (const [path, inWorkTree, isOwn] of [
      ['../repository', false, false],
      ['..', false, false],
      ['.', true, true],
      ['..hooks', true, true],
      ['.git', false, true],
      ['.git/x/y', false, true],
    ] as const) {
      git('config', 'core.hooksPath', path);
      expect([path, hookFolder(repo(), env)]).toEqual([path, { path: join(repo(), path), inWorkTree, isOwn }]);
    }
    git('config', 'core.hooksPath', '');
    expect(hookFolder(repo(), env).path).toBe(join(repo(), '.git/hooks'));
  });

  it('is that of the repository for a worktree', () => {
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'x', '--allow-empty');
    git('worktree', 'add', '-q', '../tree');
    expect(hookFolder(join(root, 'tree'), env).path).toBe(join(repo(), '.git/hooks'));
  });
});

describe('a hook', () => {
  const folder = () => join(root, 'hooks');
  const file = () => join(folder(), 'pre-commit');
  const kept = () => join(folder(), 'pre-commit.before-modwarden');
  const install = () => installHook(folder(), 'pre-commit', SCRIPT, repo());
  beforeEach(() => mkdirSync(folder()));

  it('is written, and taken away again', () => {
    expect(hookState(folder(), 'pre-commit', SCRIPT)).toBe('none');
    expect(install()).toBeUndefined();
    expect(hookState(folder(), 'pre-commit', SCRIPT)).toBe('ours');
    expect(uninstallHook(folder(), 'pre-commit', SCRIPT)).toBe(true);
    expect(existsSync(file())).toBe(false);
    expect(uninstallHook(folder(), 'pre-commit', SCRIPT)).toBe(false);
  });

  it('of somebody else is kept beside ours, and put back', () => {
    writeFileSync(file(), '#!/bin/sh\necho theirs\n', { mode: 0o755 });
    expect(hookState(folder(), 'pre-commit', SCRIPT)).toBe('other');
    expect(install()).toBeUndefined();
    expect(readFileSync(kept(), 'utf8')).toContain('theirs');
    expect(install()).toBeUndefined();
    expect(readFileSync(kept(), 'utf8')).toContain('theirs');
    uninstallHook(folder(), 'pre-commit', SCRIPT);
    expect(readFileSync(file(), 'utf8')).toContain('theirs');
    expect(existsSync(kept())).toBe(false);
  });

  it('of somebody else is not lost where one is kept already', () => {
    writeFileSync(file(), 'theirs');
    writeFileSync(kept(), 'older');
    expect(install()).toBe('cannot be kept beside ours: pre-commit.before-modwarden is there already');
    expect([readFileSync(file(), 'utf8'), readFileSync(kept(), 'utf8')]).toEqual(['theirs', 'older']);
  });

  it('may be run by everybody, as git asks for', () => {
    install();
    expect(statSync(file()).mode & 0o777).toBe(0o755);
  });

  it('is ours by its second line, and not where it is too large to be read', () => {
    for (const [text, state] of [
      [`#!/bin/bash\n${MARK}\n`, 'outdated'],
      [`${MARK}\n`, 'other'],
      [`#!/bin/sh\n\n${MARK}\n`, 'other'],
      [SCRIPT.padEnd(1 << 20), 'outdated'],
      [SCRIPT.padEnd((1 << 20) + 1), 'other'],
    ] as const) {
      writeFileSync(file(), text);
      expect(hookState(folder(), 'pre-commit', SCRIPT)).toBe(state);
    }
    expect(uninstallHook(folder(), 'pre-commit', SCRIPT)).toBe(false);
    expect(existsSync(file())).toBe(true);
    rmSync(file());
    mkdirSync(file());
    expect(hookState(folder(), 'pre-commit', SCRIPT)).toBe('other');
  });

  it('of somebody else is back in its place where ours cannot be written', () => {
    mkdirSync(join(repo(), 'real'));
    symlinkSync('../hooks', join(repo(), 'linked'));
    writeFileSync(file(), 'theirs');
    expect(installHook(join(repo(), 'linked'), 'pre-commit', SCRIPT, repo())).toBe(
      'is outside the repository: a symbolic link points there',
    );
    expect([readFileSync(file(), 'utf8'), existsSync(kept())]).toEqual(['theirs', false]);
  });

  it('of another version is replaced', () => {
    writeFileSync(file(), SCRIPT.replace('true', 'false'));
    expect(hookState(folder(), 'pre-commit', SCRIPT)).toBe('outdated');
    expect(install()).toBeUndefined();
    expect(readFileSync(file(), 'utf8')).toBe(SCRIPT);
  });

  it('that is a link is kept as a link', () => {
    symlinkSync('/nowhere', file());
    expect(install()).toBeUndefined();
    expect(readFileSync(file(), 'utf8')).toBe(SCRIPT);
    uninstallHook(folder(), 'pre-commit', SCRIPT);
    expect(hookState(folder(), 'pre-commit', SCRIPT)).toBe('other');
  });
});
