/** `-o` and `init` write where they were told to, and nowhere else. */
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';

let box: Box;
beforeEach(() => {
  box = newBox('off', { 'go.mod': 'module example.com/m\n\ngo 1.25.0\n' });
  // What makes it a repository.
  mkdirSync(join(box.repo, '.git'));
  mkdirSync(join(box.root, 'outside'));
});
afterEach(() => box.remove());

const repoFile = (name: string) => join(box.repo, name);

it.each([
  ['check', '--offline', '--format', 'json'],
  ['fetch', '--offline'],
  ['list', 'modules', '--offline'],
  ['plan'],
])('%s replaces a link of the repository, and follows none out of it', async (...args) => {
  writeFileSync(join(box.root, 'victim'), 'precious');
  symlinkSync('../victim', repoFile('out'));
  symlinkSync('../outside', repoFile('sub'));
  expect((await box.run([...args, '-o', 'out'])).code).toBe(0);
  expect(lstatSync(repoFile('out')).isFile()).toBe(true);
  expect(readFileSync(join(box.root, 'victim'), 'utf8')).toBe('precious');
  const { code, err } = await box.run([...args, '-o', 'sub/out']);
  expect([code, err.replace(box.root, '')]).toEqual([
    2,
    'modwarden: "/repo/sub/out" is outside the repository: a symbolic link points there\n',
  ]);
  expect(existsSync(join(box.root, 'outside/out'))).toBe(false);
});

it('a folder, and a name in no folder, are told by name', async () => {
  const said = async (name: string) => (await box.run(['check', '--offline', '-o', name])).err.replace(box.root, '');
  expect(await said('../outside')).toBe('modwarden: "/outside" is a folder; use a file\n');
  expect(await said('no/x')).toBe('modwarden: "/repo/no/x" cannot be written: the folder does not exist (ENOENT)\n');
});

it('/dev/stdout is standard output', async () => {
  const { code, out } = await box.run(['check', '--offline', '--format', 'json', '-o', '/dev/stdout']);
  expect([code, JSON.parse(out).version]).toEqual([0, 1]);
});

it.each(['.modwarden.yaml', '.modwarden.yml'])(
  'init does not write through a link that leads nowhere (%s)',
  async (name) => {
    symlinkSync('../outside/created', repoFile(name));
    const { code, err } = await box.run(['init']);
    expect([code, err]).toEqual([
      2,
      `modwarden: ${name} already exists; use --print to show a proposal, or --force to replace the file\n`,
    ]);
    expect((await box.run(['init', '--force'])).code).toBe(0);
    expect(existsSync(join(box.root, 'outside/created'))).toBe(false);
    expect(lstatSync(repoFile('.modwarden.yaml')).isFile()).toBe(true);
  },
);
