import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hookManagers } from '../../../src/gather/hooks/hook-managers.ts';
import { put } from '../../support/cli.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'managers-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const found = () => hookManagers(root).map(({ name, file }) => `${name}: ${file}`);

it.each([
  ['.pre-commit-config.yaml', 'pre-commit or prek'],
  ['prek.toml', 'prek'],
  ['.lefthook.yml', 'lefthook'],
  ['.config/lefthook.toml', 'lefthook'],
  ['.simple-git-hooks.json', 'simple-git-hooks'],
  ['lint-staged.config.js', 'lint-staged'],
])('%s belongs to %s', (file, name) => {
  put(root, { [file]: '' });
  expect(found()).toEqual([`${name}: ${file}`]);
});

it.each(['husky', 'simple-git-hooks', 'lint-staged', 'lefthook'])('package.json may name %s', (key) => {
  put(root, { 'package.json': JSON.stringify({ [key]: {} }) });
  expect(found()).toEqual([`${key}: package.json`]);
});

it('finds several, and none in a repository without', () => {
  expect(found()).toEqual([]);
  mkdirSync(join(root, '.husky'));
  put(root, { 'package.json': '{"lint-staged": {}}' });
  expect(found()).toEqual(['husky: .husky', 'lint-staged: package.json']);
});

it.each(['', '[', 'null', '[]'])('a package.json that is %j names none', (text) => {
  put(root, { 'package.json': text });
  expect(found()).toEqual([]);
});
