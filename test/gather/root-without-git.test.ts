import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rootWithoutGit } from '../../src/gather/root-without-git.ts';

let top: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'root-')));
});
afterEach(() => rmSync(top, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  }
}

const mod = (more = '') => `module example.com/m\n${more}`;
const root = (folder: string) => rootWithoutGit(join(top, folder), dirname(top)).slice(top.length + 1);

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ['a folder with nothing around it is its own root', { 'a/b/x.txt': '' }, 'a/b', 'a/b'],
  ['a module is its own root', { 'a/go.mod': mod() }, 'a', 'a'],
  ['a folder below a module has its root', { 'a/go.mod': mod(), 'a/b/c/x.go': '' }, 'a/b/c', 'a'],
  [
    'a folder below a workspace without a go.mod has its root',
    { 'a/go.work': 'use ./m\n', 'a/b/c/x.go': '' },
    'a/b/c',
    'a',
  ],
  ['a go.work above that uses it', { 'go.work': 'use ./a/b\n', 'a/b/go.mod': mod() }, 'a/b', ''],
  ['a go.work above that does not', { 'go.work': 'use ./c\n', 'a/b/go.mod': mod() }, 'a/b', 'a/b'],
  [
    'what a go.work uses beside itself',
    { 'w/go.work': 'use ../x\nuse .\n', 'w/go.mod': mod(), 'x/go.mod': mod() },
    'w',
    '',
  ],
  ['a replacement that reaches up', { 'go.mod': mod(), 'a/b/go.mod': mod('replace x.example => ../..\n') }, 'a/b', ''],
  ['a sibling', { 'a/lib/go.mod': mod(), 'a/app/go.mod': mod('replace x.example => ../lib\n') }, 'a/app', 'a'],
  ['a folder without a go.mod', { 'a/app/go.mod': mod('replace x.example => ../lib\n') }, 'a/app', 'a/app'],
  ['a go.mod above that replaces by it', { 'go.mod': mod('replace x.example => ./a\n'), 'a/go.mod': mod() }, 'a', ''],
  ['a version is no folder', { 'go.mod': mod('replace x.example => y.example v1.0.0\n'), 'a/go.mod': mod() }, 'a', 'a'],
  ['files that cannot be read', { 'go.work': 'use (\n', 'a/go.mod': 'replace => ..' }, 'a', 'a'],
])('%s', (_, files, folder, expected) => {
  put(files);
  expect(root(folder)).toBe(expected);
});

test('the home folder is no root', () => {
  put({ 'go.work': 'use ./a\n', 'a/go.mod': mod() });
  expect(rootWithoutGit(join(top, 'a'), top)).toBe(join(top, 'a'));
});

test.each(['x'.repeat(300), `${'y/'.repeat(3000)}z`])(
  'a folder with a name that is too long for the system is none: %#',
  (name) => {
    const line = `replace x.example => ../${name}\n`;
    put({ 'go.work': `use ./${name}\n`, 'a/go.mod': mod(line) });
    expect(root('a')).toBe('a');
  },
);

test('a go.work or go.mod of more than 1 MiB reaches nothing', () => {
  const line = 'use ./a\n';
  const work = (size: number) => `${line}//${' '.repeat(size - line.length - 3)}\n`;
  put({ 'go.work': work(1 << 20), 'a/go.mod': mod() });
  expect(root('a')).toBe('');
  put({ 'go.work': work((1 << 20) + 1) });
  expect(root('a')).toBe('a');
});

test('absolute replacements, and links and folders in place of a go.mod, reach nothing', () => {
  put({ 'a/app/go.mod': mod(`replace x.example => ${join(top, 'a/lib')}\n`), 'a/lib/go.mod': mod() });
  expect(root('a/app')).toBe('a/app');
  put({ 'b/app/go.mod': mod('replace x.example => ../lib\n'), 'b/lib/go.mod/x': '' });
  expect(root('b/app')).toBe('b/app');
});

test('of several the outermost counts, however they are listed', () => {
  put({ 'go.mod': mod('replace x.example => ./a/b\n'), 'a/go.work': 'use ./b\n', 'a/b/go.mod': mod() });
  expect(root('a/b')).toBe('');
  put({ 'c/app/go.mod': mod('replace (\n\tx.example => ../../lib\n\ty.example => ../lib\n)\n') });
  put({ 'lib/go.mod': mod(), 'c/lib/go.mod': mod() });
  expect(root('c/app')).toBe('');
});
