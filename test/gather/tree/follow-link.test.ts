import { expect, test } from 'vitest';
import { followLink } from '../../../src/gather/tree/follow-link.ts';
import { TreeError } from '../../../src/model/tree.ts';

const LINKS: Readonly<Record<string, string | undefined>> = {
  'a/one': 'two',
  'a/two': '../b/file',
  'b/file': undefined,
  out: 'a/../../x',
  absolute: '/b/file',
  round: 'round',
  folder: 'b/',
  gone: 'b/none',
};
const world = {
  find: (path: string) => (Object.hasOwn(LINKS, path) ? path : undefined),
  isFolder: (path: string) => path === 'b',
  targetOf: async (path: string) => LINKS[path],
};

test('links of links lead to a file, each from its own folder', async () => {
  expect(await followLink('a/one', 'a/one', world)).toBe('b/file');
});

test('a link to a folder is no file', async () => {
  expect(await followLink('folder', 'folder', world)).toBeUndefined();
});

test.each([
  ['out', 'a symlink points outside the repository'],
  ['absolute', 'a symlink points outside the repository'],
  ['round', 'a circular symlink'],
  ['gone', 'a symlink that is broken or points to another symlink'],
])('%s is refused', async (path, message) => {
  await expect(followLink(path, path, world)).rejects.toThrow(message);
});

test.each([
  ['up', '..', undefined],
  ['a/up', '..', undefined],
  ['a/up', '../..', 'a symlink points outside the repository'],
  ['a/dots', '..x', 'found ..x'],
  ['x', '..x', 'found ..x'],
  ['x', 'a/../../y', 'a symlink points outside the repository'],
  ['a/x', '../', undefined],
])('from %s to %s', async (path, target, expected) => {
  const places = {
    find: (at: string) => (at.endsWith('..x') ? `found ${at.replace('a/', '')}` : undefined),
    isFolder: (at: string) => at === '.',
    targetOf: async (entry: string) => (entry === path ? target : undefined),
  };
  const followed = followLink(path, path, places).catch((error: unknown) => (error as TreeError).message);
  expect(await followed).toBe(path === 'up' ? 'a symlink points outside the repository' : expected);
});

test('40 links lead to a file, and one more in a circle as it seems', async () => {
  const chain = (length: number) =>
    followLink('0', '0', {
      find: (path) => path,
      isFolder: () => false,
      targetOf: async (path) => (Number(path) < length ? `${Number(path) + 1}` : undefined),
    });
  expect(await chain(40)).toBe('40');
  await expect(chain(41)).rejects.toThrow(new TreeError('0', 'unreadable', 'a circular symlink'));
});

test.each([
  ['out', 'outside'],
  ['absolute', 'outside'],
  ['round', 'unreadable'],
  ['gone', 'unreadable'],
])('%s is a problem of the link itself', async (path, problem) => {
  await expect(followLink(path, path, world)).rejects.toMatchObject({ name: 'TreeError', path, problem });
});
