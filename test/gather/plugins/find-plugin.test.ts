import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPlugin, installedPackages } from '../../../src/gather/plugins/find-plugin.ts';
import { put } from '../../support/cli.ts';

const PACKAGE = JSON.stringify({ name: 'rules', version: '1.0.0' });

let top: string;
beforeAll(() => {
  top = put(realpathSync(mkdtempSync(join(tmpdir(), 'find-'))), {
    'mine/rules.mjs': '',
    'mine/package/package.json': PACKAGE,
    'mine/package/index.js': '',
    'node_modules/everywhere/package.json': PACKAGE,
    'node_modules/everywhere/index.js': '',
    'repo/node_modules/everywhere/package.json': PACKAGE,
    'repo/node_modules/everywhere/index.js': 'evil',
    'repo/node_modules/@corp/rules/package.json': PACKAGE,
    'repo/node_modules/@corp/rules/index.js': 'evil',
    'repo/rules.mjs': 'evil',
    'global/node_modules/beside/package.json': PACKAGE,
    'global/node_modules/beside/index.js': '',
    'global/node_modules/modwarden/package.json': '{}',
    'mine/trap/package.json': JSON.stringify({ main: 'index.js' }),
  });
  symlinkSync('../../repo/rules.mjs', join(top, 'mine/trap/index.js'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

const TRUST = 'use --trust-repository-plugins if you trust all of that repository';
const NEITHER = 'expected a file, a folder that begins with "./", or a package';

const find = (name: string, trusted = false) =>
  findPlugin(
    { name, from: join(top, 'repo'), by: '--plugin' },
    { untrusted: trusted ? [] : [join(top, 'repo')], installation: join(top, 'global/node_modules/modwarden') },
  );

it('gives the whole of what it found', () => {
  const named = (name: string) => ({ name, from: join(top, 'repo'), by: '--plugin' });
  expect(find('../mine/rules.mjs')).toEqual({
    named: named('../mine/rules.mjs'),
    file: join(top, 'mine/rules.mjs'),
    folder: join(top, 'mine'),
    title: 'rules.mjs',
  });
  expect(find('../mine/package')).toEqual({
    named: named('../mine/package'),
    file: join(top, 'mine/package/index.js'),
    folder: join(top, 'mine/package'),
    title: 'rules 1.0.0',
  });
  put(top, { 'mine/untitled/package.json': '{}', 'mine/untitled/index.js': '' });
  expect(find('../mine/untitled')).toMatchObject({ title: 'untitled' });
});

it('takes for a file what looks like one, by its beginning or its end', () => {
  for (const end of ['js', 'cjs', 'mjs', 'ts', 'cts', 'mts']) expect(isPath(`x.${end}`)).toBe(true);
  for (const name of ['./x', '../x', '.', '..', '/x', '\\x', 'C:/x', 'c:\\x', '.\\x']) expect(isPath(name)).toBe(true);
  for (const name of ['x', '@a/b', 'x.json', 'a.b', '~x']) expect(isPath(name)).toBe(false);
});

/** By what is said where there is none. */
function isPath(name: string): boolean {
  const found = find(name);
  return 'problem' in found && /(?:no such file or folder|is part of the checked|its package)/.test(found.problem);
}

it('says that a folder in place of a file is none', () => {
  put(top, { 'mine/folder.mjs/package.json': JSON.stringify({ main: 'x' }), 'mine/folder.mjs/x': '' });
  expect(find('../mine/folder.mjs')).toMatchObject({ file: join(top, 'mine/folder.mjs/x') });
  execFileSync('mkfifo', [join(top, 'mine/pipe.mjs')]);
  expect(find('../mine/pipe.mjs')).toEqual({
    problem: '--plugin "../mine/pipe.mjs": expected a file, got something else',
  });
});

it('looks for packages upwards, then beside modwarden, nearest first', () => {
  const all = (name: string, from: string) => [
    ...new Set(installedPackages(name, from, join(top, 'global/node_modules/modwarden'))),
  ];
  expect(all('everywhere', join(top, 'repo'))).toEqual([
    join(top, 'repo/node_modules/everywhere'),
    join(top, 'node_modules/everywhere'),
  ]);
  expect(all('beside', join(top, 'repo'))).toEqual([join(top, 'global/node_modules/beside')]);
  expect(all('none', top)).toEqual([]);
});

it.each([
  ['../mine/rules.mjs', 'mine/rules.mjs', 'rules.mjs'],
  ['../mine/package', 'mine/package/index.js', 'rules 1.0.0'],
  // The one of the checked repository is nearer.
  ['everywhere', 'node_modules/everywhere/index.js', 'rules 1.0.0'],
  ['beside', 'global/node_modules/beside/index.js', 'rules 1.0.0'],
])('finds %s', (name, file, title) => {
  expect(find(name)).toMatchObject({ file: join(top, file), title });
});

it.each([
  ['rules.mjs', `is part of the checked repository; ${TRUST}`],
  ['./rules.mjs', `is part of the checked repository; ${TRUST}`],
  ['./node_modules/@corp/rules', `is part of the checked repository; ${TRUST}`],
  ['@corp/rules', `is installed only in the checked repository; install it outside, or ${TRUST}`],
  ['../mine/trap', `leads into the checked repository; ${TRUST}`],
  ['../mine/nothing.mjs', 'no such file or folder'],
  ['nowhere', 'no such package here or beside modwarden (for a file or folder, begin with "./")'],
  ['../global', 'its package.json does not exist'],
  ['a/b', NEITHER],
  ['https://example.com/x', NEITHER],
  ['@a', NEITHER],
  ['@a/b/c', NEITHER],
  ['', NEITHER],
])('refuses %j', (name, problem) => {
  expect(find(name)).toEqual({ problem: `--plugin "${name}": ${problem}` });
});

it.each([['./rules.mjs'], ['@corp/rules'], ['../mine/trap']])('finds %s where the repository is trusted', (name) => {
  expect(find(name, true)).toMatchObject({ file: expect.stringContaining(join(top, 'repo')) });
});
