import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageEntry } from '../../../src/gather/plugins/package-entry.ts';
import { put } from '../../support/cli.ts';

let folder: string;
beforeEach(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'entry-')), { 'index.js': '', 'lib/a.js': '', 'lib/b.mjs': '' });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const of = (manifest: unknown) => {
  put(folder, { 'package.json': typeof manifest === 'string' ? manifest : JSON.stringify(manifest) });
  return packageEntry(folder);
};

/** The file below so many conditions. */
function nested(depth: number): unknown {
  return depth === 0 ? './lib/a.js' : { import: nested(depth - 1) };
}

it.each<[unknown, string]>([
  [{}, 'index.js'],
  [{ main: 'lib/a.js' }, 'lib/a.js'],
  [{ main: 'index.js', exports: './lib/a.js' }, 'lib/a.js'],
  [{ exports: { '.': './lib/a.js', './x': './index.js' } }, 'lib/a.js'],
  [{ exports: { types: './t.d.ts', require: './index.js', import: './lib/b.mjs' } }, 'lib/b.mjs'],
  [{ exports: { '.': { browser: './x.js', node: { import: './lib/b.mjs' } } } }, 'lib/b.mjs'],
  [{ exports: { '.': ['./lib/a.js', './index.js'] } }, 'lib/a.js'],
  [{ main: 7 }, 'index.js'],
  [{ exports: { 'module-sync': './lib/a.js', default: './index.js' } }, 'lib/a.js'],
  [{ exports: { require: './index.js', default: './lib/a.js' } }, 'lib/a.js'],
  [{ exports: { import: { require: './index.js' }, default: './lib/a.js' } }, 'lib/a.js'],
  [{ exports: nested(20) }, 'lib/a.js'],
])('takes the file that Node.js would import: %j', (manifest, file) => {
  expect(of(manifest)).toEqual({ file: join(folder, file), title: undefined });
});

it('names the package with its version, as far as it says', () => {
  expect(of({ name: '@corp/rules', version: '1.2.0' })).toMatchObject({ title: '@corp/rules 1.2.0' });
  expect(of({ name: 'rules', version: 3 })).toMatchObject({ title: 'rules' });
  expect(of({ version: '3.0.0' })).toMatchObject({ title: '3.0.0' });
});

it.each<[unknown, string]>([
  [{ main: '../x.js' }, 'its package.json names a file outside of it'],
  [{ main: '/etc/passwd' }, 'its package.json names a file outside of it'],
  [{ main: 'lib' }, 'its package.json names "lib", which is no file'],
  [{ exports: { './x': './index.js' } }, 'its package.json has no file for "." in "exports"'],
  [{ exports: { require: './index.js' } }, 'its package.json has no file for "." in "exports"'],
  [{ exports: nested(22) }, 'its package.json has no file for "." in "exports"'],
  [{ exports: null }, 'its package.json has no file for "." in "exports"'],
  [{ exports: 1 }, 'its package.json has no file for "." in "exports"'],
  [{ exports: [] }, 'its package.json has no file for "." in "exports"'],
  [{ main: '..' }, 'its package.json names a file outside of it'],
  [{ main: '..x' }, 'its package.json names "..x", which is no file'],
  ['null', 'its package.json is not a JSON object'],
  ['1', 'its package.json is not a JSON object'],
  [' '.repeat((1 << 20) + 1), 'its package.json is larger than 1048576 bytes'],
  ['[]', 'its package.json is not a JSON object'],
  ['{', 'its package.json is not a JSON object'],
])('refuses %.60j', (manifest, problem) => {
  expect(of(manifest)).toEqual({ problem });
});

it('refuses a folder without package.json', () => {
  expect(packageEntry(join(folder, 'lib'))).toEqual({ problem: 'its package.json does not exist' });
});
