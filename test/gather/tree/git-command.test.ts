/** Running git: which one, within which limits, and what is said where it fails. The gits here are scripts. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitError, GitOutputError, GitSilentError, gitIn } from '../../../src/gather/tree/git-command.ts';

let box: string;
beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'git-command-')));
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

/** A git of this script; a folder for the PATH. */
function fake(script: string, name = 'bin', mode = 0o755): string {
  const folder = join(box, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`, { mode });
  chmodSync(join(folder, 'git'), mode);
  return folder;
}

const inBox = (script: string, more: Partial<Parameters<typeof gitIn>[0]> = {}) =>
  gitIn({ folder: box, env: { PATH: `${fake(script)}:/usr/bin:/bin` }, inHook: false, ...more });

function failure(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}

describe('git', () => {
  it('gives its output, and takes input', () => {
    expect(inBox('printf "out"; printf "err" >&2').run(['x']).toString()).toBe('out');
    expect(inBox('cat').run(['x'], 'input').toString()).toBe('input');
    expect(inBox('exit 0').run(['x'], 'x'.repeat(1 << 20))).toHaveLength(0);
  });

  it('has what keeps it safe before its arguments, and runs in the folder', () => {
    const script = 'pwd; for one in "$@"; do echo "$one"; done';
    const lines = inBox(script).run(['ls-tree', '-r']).toString().trim().split('\n');
    expect([lines[0], ...lines.slice(-2)]).toEqual([box, 'ls-tree', '-r']);
    expect(lines).not.toContain('safe.bareRepository=explicit');
    mkdirSync(join(box, '.git'));
    const top = inBox(script).run(['ls-tree', '-r']).toString().trim().split('\n');
    expect(top.slice(-4)).toEqual(['-c', 'safe.bareRepository=explicit', 'ls-tree', '-r']);
    expect(top.join(' ')).toMatch(/ -c core\.fsmonitor=/);
  });

  it('is the first on the PATH by a whole path, never one of the folder', () => {
    fake('echo relative', 'rel');
    mkdirSync(join(box, 'folder', 'git'), { recursive: true });
    const PATH = [
      '',
      'rel',
      '.',
      join(box, 'none'),
      join(box, 'folder'),
      fake('echo first', 'a'),
      fake('echo second', 'b'),
    ].join(':');
    expect(gitIn({ folder: box, env: { PATH }, inHook: false }).run([]).toString()).toBe('first\n');
    expect(
      gitIn({ folder: box, env: { Path: PATH }, inHook: false })
        .run([])
        .toString(),
    ).toBe('first\n');
    for (const env of [{}, { PATH: '' }, { PATH: 'rel' }])
      expect(() => gitIn({ folder: box, env, inHook: false })).toThrow(new GitError('git is not on the PATH'));
  });
});

it('looks on Windows for git.exe, in a PATH that has semicolons', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  const folder = fake('echo plain');
  writeFileSync(join(folder, 'git.exe'), '#!/bin/sh\necho exe\n', { mode: 0o755 });
  const output = (PATH: string) => gitIn({ folder: box, env: { PATH }, inHook: false }).run([]).toString();
  expect(output(`/none:${folder}`)).toBe('plain\n');
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  try {
    expect(output(`/none;${folder}`)).toBe('exe\n');
    expect(() => output(`/none:${folder}`)).toThrow('git is not on the PATH');
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
});

it('takes from the environment what is about the repository in a hook alone, and looks no further up than its top', () => {
  const script = 'echo "$GIT_DIR,$GIT_OBJECT_DIRECTORY,$GIT_CEILING_DIRECTORIES,$LC_ALL"';
  const env = { PATH: `${fake(script)}:/usr/bin:/bin`, GIT_DIR: 'a', GIT_OBJECT_DIRECTORY: 'b' };
  const output = (inHook: boolean) => gitIn({ folder: box, env, inHook }).run([]).toString();
  expect([output(true), output(false)]).toEqual(['a,b,,C\n', ',b,,C\n']);
  mkdirSync(join(box, '.git'));
  expect(output(true)).toBe(`a,b,${join(box, '..')},C\n`);
});

describe('a git that fails', () => {
  it('is quoted, without its word for fatal', () => {
    const error = failure(() => inBox('echo "fatal: no such thing" >&2; exit 128').run(['x']));
    expect(error).toBeInstanceOf(GitError);
    expect(error).not.toBeInstanceOf(GitSilentError);
    expect(error.message).toBe('no such thing');
    expect(failure(() => inBox('echo "error: fatal: x" >&2; exit 1').run(['x'])).message).toBe('error: fatal: x');
  });

  it('is quoted up to a thousand characters', () => {
    const { message } = failure(() =>
      inBox('i=0; while [ $i -lt 600 ]; do printf "0123456789" >&2; i=$((i+1)); done; exit 1').run(['x']),
    );
    expect(message).toBe('0123456789'.repeat(100));
  });

  it('without a word is told by how it ended', () => {
    const silent = failure(() => inBox('exit 3').run(['x']));
    expect(silent).toBeInstanceOf(GitSilentError);
    expect(silent.message).toBe('git ended with status 3');
    const killed = failure(() => inBox('kill -TERM $$').run(['x']));
    expect(killed).not.toBeInstanceOf(GitSilentError);
    expect(killed.message).toBe('git ended with signal SIGTERM');
  });

  it('by printing too much is told of apart', () => {
    const error = failure(() => inBox('printf "0123456789"', { maxOutput: 9 }).run(['ls-files']));
    expect(error).toBeInstanceOf(GitOutputError);
    expect(error.message).toBe('git ls-files printed more than 9 bytes');
    expect(inBox('printf "0123456789"', { maxOutput: 10 }).run(['x'])).toHaveLength(10);
  });

  it('by taking too long is told with what to do', () => {
    const { message } = failure(() => inBox('exec sleep 60', { timeout: 0.2 }).run(['ls-files']));
    expect(message).toBe(
      'git ls-files did not finish within 0.2 s: a file under .git may be a named pipe or a device; ' +
        'for a slow disk, set MODWARDEN_GIT_TIMEOUT to more seconds',
    );
  });

  it('by not being a program is told by the system', () => {
    const folder = fake('', 'bin', 0o644);
    const git = gitIn({ folder: box, env: { PATH: folder }, inHook: false });
    expect(failure(() => git.run(['x'])).message).toBe('cannot run git (EACCES)');
  });
});

describe('MODWARDEN_GIT_TIMEOUT', () => {
  const withTimeout = (MODWARDEN_GIT_TIMEOUT: string) =>
    gitIn({ folder: box, env: { PATH: fake('exit 0'), MODWARDEN_GIT_TIMEOUT }, inHook: false });

  it.each(['', '1', '15', '86400', '000001'])('may be %j', (text) => {
    expect(withTimeout(text).run([])).toHaveLength(0);
  });

  it.each(['0', '86401', '-1', '1.5', '1s', ' 1', '1000000'])('may not be %j', (text) => {
    expect(() => withTimeout(text)).toThrow(
      `MODWARDEN_GIT_TIMEOUT: expected whole seconds from 1 to 86400, got ${JSON.stringify(text)}`,
    );
  });

  it('is quoted in part', () => {
    expect(failure(() => withTimeout('x'.repeat(99))).message).toMatch(/got "x{40}"$/);
  });
});
