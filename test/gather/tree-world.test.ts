/** What a module graph may look at: the files of the tree as if they lay in one folder, and nothing outside of it. */
import { expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { inTreeRoot, TREE_ROOT, treeWorld } from '../../src/gather/tree-world.ts';
import type { Question } from '../../src/go/graph/questions.ts';
import { type Tree, TreeError } from '../../src/model/tree.ts';

const world = (tree: Tree, own: readonly string[] = []) => {
  const asked: unknown[] = [];
  const resolver = treeWorld(
    tree,
    (path) => ['', 'a', 'a/b'].includes(path),
    async (asks) => {
      asked.push(...asks);
      return asks.map(({ kind }) => ({ known: true, value: kind, source: 'a source' }));
    },
    new Set(own),
  );
  return { ...resolver, asked };
};

it('gives the folders of the tree absolute names', () => {
  expect([TREE_ROOT, inTreeRoot(''), inTreeRoot('a/b')]).toEqual(['/repository', '/repository', '/repository/a/b']);
});

it('reads files of the tree, and says why it has none', async () => {
  const tree: Tree = {
    ...memoryTree({ 'a/go.mod': 'module a\n' }),
    read: async (path) => {
      if (path === 'large') throw new TreeError(path, 'too-large', '9 bytes, over the limit of 8');
      return path === 'a/go.mod' ? Buffer.from('module a\n') : undefined;
    },
  };
  const files = ['/repository/a/go.mod', '/repository/go.mod', '/repository/large', '/elsewhere/go.mod', 'a/go.mod'];
  expect(await world(tree).read([...files, '/repository2/a/go.mod'])).toEqual([
    { known: true, text: 'module a\n' },
    { known: false, why: 'missing', detail: 'no such file or directory' },
    { known: false, why: 'failed', detail: '9 bytes, over the limit of 8' },
    ...Array(3).fill({ known: false, why: 'failed', detail: 'it is outside the repository' }),
  ]);
});

it('hides no fault of its own', async () => {
  const tree: Tree = { ...memoryTree({}), read: () => Promise.reject(new TypeError('a bug')) };
  await expect(world(tree).read(['/repository/go.mod'])).rejects.toThrow(new TypeError('a bug'));
});

it('knows the folders of the tree', () => {
  const folders = ['/repository', '/repository/a', '/repository/a/b', '/repository/c', '/', '/a', 'a', '/repository2'];
  expect(world(memoryTree({})).areFolders(folders)).toEqual([true, true, true, ...Array(5).fill(false)]);
});

it('asks for all but placeholders of the modules of the repository', async () => {
  const question = (path: string, version: string, kind = 'mod'): Question =>
    ({ kind, module: { path, version } }) as Question;
  const PLACEHOLDER = 'v0.0.0-00010101000000-000000000000';
  const questions = [
    question('example.com/own', PLACEHOLDER),
    question('example.com/other', PLACEHOLDER, 'a'),
    question('example.com/own', 'v1.0.0', 'b'),
  ];
  const { answer, asked } = world(memoryTree({}), ['example.com/own']);
  expect(await answer(questions)).toEqual([
    {
      known: false,
      why: 'missing',
      detail: 'a placeholder, which no release has: the module is a folder of this repository',
    },
    { known: true, value: 'a', source: 'a source' },
    { known: true, value: 'b', source: 'a source' },
  ]);
  expect(asked).toEqual(questions.slice(1));
  expect(await world(memoryTree({})).answer(questions.slice(0, 1))).toMatchObject([{ known: true, value: 'mod' }]);
});
