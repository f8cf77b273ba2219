import { expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { localSources } from '../../../src/model/built/local-sources.ts';
import type { Tree } from '../../../src/model/tree.ts';
import { TreeError } from '../../../src/model/tree.ts';

const FILES = {
  'go.mod': 'module m\n',
  'x.go': 'package m\nimport "example.com/a"\n',
  'sub/go.mod': 'module sub\n',
  'sub/deep/x.go': 'package deep\n',
  'docs/readme.txt': 'x',
};
const open = async (tree: Tree) => localSources(tree, await tree.list(), () => true);

it('finds packages, and whose they are', async () => {
  const local = await open(memoryTree(FILES));
  expect(['', 'sub/deep', 'sub', 'docs'].map(local.hasPackage)).toEqual([true, true, false, false]);
  expect(local.isOfOther('sub/deep', '')).toBe(true);
  expect(local.isOfOther('sub/deep', 'sub')).toBe(false);
  expect(await local.packageAt('')).toEqual({ folder: '', files: [{ when: '', imports: ['example.com/a'] }] });
});

it('says what cannot be read', async () => {
  const whole = memoryTree(FILES);
  const read = async (path: string) => {
    throw new TreeError(path, 'too-large', 'has too many bytes');
  };
  const local = await open({ ...whole, read });
  expect(await local.packageAt('sub/deep')).toEqual({ problem: 'sub/deep/x.go: has too many bytes' });
});

it('reads no more files than the limit', async () => {
  const tree = memoryTree(FILES);
  const local = localSources(tree, await tree.list(), () => true, 1);
  expect(await local.packageAt('')).toHaveProperty('files');
  expect(await local.packageAt('sub/deep')).toEqual({ problem: 'more than 1 .go files' });
});
