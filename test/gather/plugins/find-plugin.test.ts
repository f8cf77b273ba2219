import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPlugin } from '../../../src/gather/plugins/find-plugin.ts';
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

const find = (name: string, trusted = false) =>
  findPlugin(
    { name, from: join(top, 'repo'), by: '--plugin' },
    { untrusted: trusted ? [] : [join(top, 'repo')], installation: join(top, 'global/node_modules/modwarden') },
  );

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
  ['rules.mjs', 'is part of the checked repository; use --trust'],
  ['./rules.mjs', 'is part of the checked repository; use --trust'],
  ['./node_modules/@corp/rules', 'is part of the checked repository; use --trust'],
  ['@corp/rules', 'is installed only in the checked repository; install it outside, or use --trust'],
  ['../mine/trap', 'leads into the checked repository; use --trust'],
  ['../mine/nothing.mjs', 'no such file or folder'],
  ['nowhere', 'no such package here or beside modwarden'],
  ['../global', 'its package.json does not exist'],
  ['a/b', 'expected a file, a folder that begins with "./", or a package'],
  ['https://example.com/x', 'expected a file, a folder'],
  ['', 'expected a file, a folder'],
])('refuses %j', (name, problem) => {
  expect(find(name)).toEqual({ problem: expect.stringContaining(`--plugin "${name}": ${problem}`) });
});

it.each([['./rules.mjs'], ['@corp/rules'], ['../mine/trap']])('finds %s where the repository is trusted', (name) => {
  expect(find(name, true)).toMatchObject({ file: expect.stringContaining(join(top, 'repo')) });
});
