import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hookManagers } from '../../../src/gather/hooks/hook-managers.ts';
import { VERSION } from '../../../src/version.ts';
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

const LEFTHOOK = ['yml', 'yaml', 'toml', 'json', 'jsonc'].flatMap((end) =>
  ['lefthook', '.lefthook', '.config/lefthook', '.config/.lefthook'].map((name) => `${name}.${end}`),
);
const SIMPLE = ['js', 'cjs', 'mjs', 'json'].flatMap((end) =>
  ['.simple-git-hooks', 'simple-git-hooks'].map((name) => `${name}.${end}`),
);
const STAGED = [
  '.lintstagedrc',
  ...['json', 'yaml', 'yml', 'mjs', 'cjs', 'js'].map((end) => `.lintstagedrc.${end}`),
  ...['mjs', 'cjs', 'js'].map((end) => `lint-staged.config.${end}`),
];

it.each([
  ['pre-commit or prek', ['.pre-commit-config.yaml', '.pre-commit-config.yml']],
  ['lefthook', LEFTHOOK],
  ['simple-git-hooks', SIMPLE],
  ['lint-staged', STAGED],
])('knows each file of %s', (name, files) => {
  for (const file of files) {
    put(root, { [file]: '' });
    expect(found()).toEqual([`${name}: ${file}`]);
    rmSync(join(root, file));
  }
});

it('says for each what to write, and where', () => {
  put(root, {
    'prek.toml': '',
    '.pre-commit-config.yaml': '',
    'lefthook.yml': '',
    '.husky/pre-commit': '',
    'simple-git-hooks.js': '',
    '.lintstagedrc': '',
  });
  const lines = Object.fromEntries(hookManagers(root).map(({ name, lines }) => [name, lines]));
  expect(Object.keys(lines)).toEqual([
    'prek',
    'pre-commit or prek',
    'lefthook',
    'husky',
    'simple-git-hooks',
    'lint-staged',
  ]);
  expect(lines.prek).toContain(`    rev: v${VERSION}\n`);
  expect(lines.prek).toMatch(/\bprek install\b/);
  expect(lines['pre-commit or prek']).toMatch(/\bpre-commit install\b/);
  for (const name of ['lefthook', 'husky', 'simple-git-hooks']) {
    expect(lines[name]).toContain('modwarden check --staged');
    expect(lines[name]).toContain('modwarden check --pushed');
  }
  expect(lines['lint-staged']).toContain('"modwarden check --staged"');
});

it('reads a package.json of at most 1 MiB, and a file before its key', () => {
  const key = '{"husky": {}}';
  put(root, { 'package.json': key.padEnd(1 << 20) });
  expect(found()).toEqual(['husky: package.json']);
  put(root, { 'package.json': key.padEnd((1 << 20) + 1) });
  expect(found()).toEqual([]);
  put(root, { 'package.json': key, '.husky/pre-push': '' });
  expect(found()).toEqual(['husky: .husky']);
  rmSync(join(root, 'package.json'));
  put(root, { 'package.json/x': '' });
  expect(found()).toEqual(['husky: .husky']);
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
