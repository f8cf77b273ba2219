import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unstagedPolicy } from '../../../src/gather/run/unstaged-policy.ts';
import { put } from '../../support/cli.ts';
import { newGitBox } from '../../support/git-box.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unstaged-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('unstagedPolicy', () => {
  it('finds the nearest file upwards from a module', () => {
    put(root, { '.modwarden.yml': '', 'a/.modwarden.json': '', 'a/b/go.mod': '' });
    expect(unstagedPolicy(root, ['a/b'])).toBe('a/.modwarden.json');
    expect(unstagedPolicy(root, ['c'])).toBe('.modwarden.yml');
  });

  it('takes no folder and no package.json for a policy, and looks into no folder of others', () => {
    put(root, { 'package.json': '{}', 'a/.modwarden.yaml': '' });
    mkdirSync(join(root, '.modwarden.yaml'));
    expect(unstagedPolicy(root, [''])).toBeUndefined();
    expect(unstagedPolicy(root, [])).toBeUndefined();
  });
});

it('is told by a hook, until the file is staged or another policy is named', async () => {
  const box = newGitBox({ 'go.mod': 'module example.com/m\n\ngo 1.25\n' });
  const told = async (...args: string[]) => (await box.run(['check', '--staged', ...args])).err;
  expect(await told()).toBe('');
  box.put({ '.modwarden.yaml': 'extends: []\n' });
  expect(await box.run(['check', '--staged'])).toEqual({
    code: 0,
    out: '',
    err: 'modwarden: .modwarden.yaml does not apply, because it is not staged; stage it with "git add .modwarden.yaml"\n',
  });
  expect(await told('--preset', 'strict')).toBe('');
  expect((await box.run(['check', '--offline'])).err).toBe('');
  box.git('add', '.');
  expect(await told()).toBe('');
  box.remove();
});
