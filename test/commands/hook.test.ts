import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';

let box: Box;
const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_NOSYSTEM: '1' };
beforeEach(() => {
  box = newBox('off', { 'go.mod': 'module example.com/m\n\ngo 1.25.0\n' });
  execFileSync('git', ['init', '-q'], { cwd: box.repo });
});
afterEach(() => box.remove());

const hook = (...args: string[]) => box.run(['hook', ...args], { env });
const config = (...args: string[]) =>
  execFileSync('git', ['config', ...args], { cwd: box.repo, env: { ...box.env, ...env } });

it('installs, tells its state and uninstalls', async () => {
  const none = `pre-commit: not installed (.git/hooks/pre-commit)\npre-push: not installed (.git/hooks/pre-push)\n`;
  expect(await hook('status')).toEqual({ code: 0, out: none, err: '' });
  expect((await hook('install')).out).toBe('pre-commit is installed (.git/hooks/pre-commit)\n');
  expect((await hook('install', '--pre-push')).out).toBe(
    'pre-commit is up to date (.git/hooks/pre-commit)\npre-push is installed (.git/hooks/pre-push)\n',
  );
  expect((await hook('status')).out).toBe(none.replaceAll('not installed', 'installed'));
  expect((await hook('uninstall')).out).toBe(
    'pre-commit is removed (.git/hooks/pre-commit)\npre-push is removed (.git/hooks/pre-push)\n',
  );
  expect((await hook('uninstall')).out).toBe('no hook of modwarden is installed\n');
});

it('shows what to add where a hook manager owns the hooks, and writes nothing', async () => {
  box.put({ 'lefthook.yml': '' });
  const { code, out } = await hook('install');
  expect([code, out]).toEqual([0, expect.stringContaining('use_stdin: true')]);
  expect(existsSync(join(box.repo, '.git/hooks/pre-commit'))).toBe(false);
  expect((await hook('status')).out).toContain('hook manager: lefthook (lefthook.yml)');
  expect((await hook('install', '--plain')).out).toContain('pre-commit is installed');
});

it('leaves hooks alone that git runs for other repositories too', async () => {
  config('core.hooksPath', join(box.root, 'shared'));
  const { code, err } = await hook('install');
  expect([code, err]).toEqual([2, expect.stringContaining('whose hooks git runs for other repositories too')]);
});

it('says where the hook would become part of the repository', async () => {
  config('core.hooksPath', '.githooks');
  expect((await hook('install')).out).toContain('do not commit it');
  expect(existsSync(join(box.repo, '.githooks/pre-commit'))).toBe(true);
});

it.each([[[]], [['instal']]])('%j is refused', async (args) => {
  expect(await hook(...args)).toMatchObject({
    code: 2,
    err: expect.stringContaining('expected install, uninstall or'),
  });
});

it('refuses what is no repository, or does not exist', async () => {
  const plain = newBox('off', { 'go.mod': 'module example.com/m\n' });
  try {
    expect(await plain.run(['hook', 'install'], { env })).toMatchObject({
      code: 2,
      err: 'modwarden: "." is in no git repository\n',
    });
  } finally {
    plain.remove();
  }
  expect(await hook('install', 'none')).toEqual({ code: 2, out: '', err: 'modwarden: "none" does not exist\n' });
});

it('keeps the hook of another program, which runs first, and tells of hooks of other versions', async () => {
  box.put({ '.git/hooks/pre-commit': '#!/bin/sh\ntrue\n' });
  expect((await hook('status')).out).toBe(
    'pre-commit: a hook of another program; modwarden hook install keeps it and runs it first (.git/hooks/pre-commit)\npre-push: not installed (.git/hooks/pre-push)\n',
  );
  expect((await hook('install')).out).toBe(
    'pre-commit is installed (.git/hooks/pre-commit); the hook that was there runs first\n',
  );
  const file = join(box.repo, '.git/hooks/pre-commit');
  writeFileSync(file, `${readFileSync(file, 'utf8')}# changed\n`);
  expect((await hook('status')).out).toContain(
    'pre-commit: installed by another version: run modwarden hook install (.git/hooks/pre-commit)\n',
  );
});

it('shows all that a hook manager needs', async () => {
  box.put({ 'lefthook.yml': '' });
  const { out } = await hook('install');
  expect(out).toMatch(/^lefthook \(lefthook\.yml\): /);
  expect(out).toMatch(/\n\nnothing was written; --plain writes git's own hook all the same\n$/);
  expect((await hook('status')).out).toMatch(
    /\nhook manager: lefthook \(lefthook\.yml\); modwarden hook install shows what to add\n$/,
  );
});
