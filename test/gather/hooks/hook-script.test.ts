import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainedName, HOOKS, hookScript, MARK } from '../../../src/gather/hooks/hook-script.ts';

const input = { node: "/it's/node", bin: '/a b/bin.cjs', pathspecs: ['*.mod', '*package.json'] };

it.each(HOOKS)('%s is a shell script, whatever the paths', (hook) => {
  const script = hookScript(hook, input);
  expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  expect(script).toContain("'/it'\\''s/node' '/a b/bin.cjs'");
});

it('before a commit it asks git first whether anything that is read is staged', () => {
  expect(hookScript('pre-commit', input)).toContain(
    "git diff-index --cached --quiet HEAD -- '*.mod' '*package.json' 2>/dev/null && exit 0",
  );
});

it('begins with the mark by which it is known, and runs the hook that was there before', () => {
  for (const hook of HOOKS) {
    const lines = hookScript(hook, input).split('\n');
    expect(lines.slice(0, 3)).toEqual(['#!/bin/sh', MARK, `chained=\${0%/*}/${hook}.before-modwarden`]);
    expect(lines.at(-1)).toBe('');
    expect(chainedName(hook)).toBe(`${hook}.before-modwarden`);
  }
});

describe('run by a shell', () => {
  let box: string;
  beforeEach(() => {
    box = mkdtempSync(join(tmpdir(), 'hook-script-'));
  });
  afterEach(() => rmSync(box, { recursive: true }));
  const program = (name: string, text: string) =>
    writeFileSync(join(box, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  /** A git that finds a difference, or none. */
  const run = (
    hook: (typeof HOOKS)[number],
    more: { bin?: string | undefined; lines?: string; same?: boolean } = {},
  ) => {
    program('git', `exit ${more.same ? 0 : 1}`);
    const bin = 'bin' in more ? more.bin : join(box, 'bin.cjs');
    program(hook, hookScript(hook, { node: join(box, 'node'), bin, pathspecs: ['*.mod'] }).replace('#!/bin/sh\n', ''));
    const { status, stdout, stderr } = spawnSync(join(box, hook), ['one'], {
      env: { PATH: `${box}:/usr/bin:/bin` },
      input: more.lines ?? '',
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('starts the modwarden that made it', () => {
    program('node', 'echo "node $*"; cat');
    writeFileSync(join(box, 'bin.cjs'), '');
    const nothing = { status: 0, stderr: '' };
    expect(run('pre-commit')).toEqual({ ...nothing, stdout: `node ${box}/bin.cjs check --staged\n` });
    expect(run('pre-commit', { same: true })).toEqual({ ...nothing, stdout: '' });
    expect(run('pre-push', { lines: 'a b\nc d\n' })).toEqual({
      ...nothing,
      stdout: `node ${box}/bin.cjs check --pushed\na b\nc d\n`,
    });
    expect(run('pre-push')).toEqual({ ...nothing, stdout: '' });
    expect(run('pre-commit', { bin: undefined })).toEqual({ ...nothing, stdout: 'node check --staged\n' });
  });

  it('takes another one from the PATH where that is gone, and says where there is none', () => {
    const gone = (command: string) =>
      `modwarden is not there any more: install it, or run "git ${command} --no-verify"\n`;
    expect(run('pre-commit')).toEqual({ status: 1, stdout: '', stderr: gone('commit') });
    expect(run('pre-push', { lines: 'x' })).toEqual({ status: 1, stdout: '', stderr: gone('push') });
    program('modwarden', 'echo "other $*"');
    expect(run('pre-commit')).toEqual({ status: 0, stdout: 'other check --staged\n', stderr: '' });
    // The script is gone, node is not.
    program('node', 'echo node');
    expect(run('pre-commit')).toEqual({ status: 0, stdout: 'other check --staged\n', stderr: '' });
  });

  it('runs the hook that was there before first, which can end it', () => {
    program('modwarden', 'echo modwarden');
    program('pre-commit.before-modwarden', 'echo "before $*"');
    program('pre-push.before-modwarden', 'echo "before $*"; cat');
    expect(run('pre-commit').stdout).toBe('before one\nmodwarden\n');
    expect(run('pre-push', { lines: 'a\nb\n' }).stdout).toBe('before one\na\nb\nmodwarden\n');
    for (const hook of HOOKS) {
      program(`${hook}.before-modwarden`, 'exit 7');
      expect(run(hook, { lines: 'a' })).toEqual({ status: 7, stdout: '', stderr: '' });
    }
  });
});
