import { expect, test } from 'vitest';
import { followLink } from '../../../src/gather/tree/follow-link.ts';

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
