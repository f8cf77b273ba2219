/** Where packages are looked up in a workspace whose modules are checked one by one. */
import { expect, it } from 'vitest';
import { loaders } from '../../../src/gather/loaders.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { localSources } from '../../../src/model/built/local-sources.ts';
import { providersOf } from '../../../src/model/built/providers.ts';
import { openRepo } from '../../../src/model/open.ts';

const FILES = {
  'work/go.work': 'go 1.21\n\nuse (\n\t./m\n\t./n\n)\n',
  'work/m/go.mod':
    'module example.com/m\n\ngo 1.21\n\nrequire (\n\texample.com/n v0.0.0\n\texample.com/x v1.0.0\n)\n\nreplace example.com/x => ../../x\n',
  'work/m/m.go': 'package m\nimport _ "example.com/n"\nimport _ "example.com/x/sub"\n',
  'work/n/go.mod': 'module example.com/n\n\ngo 1.21\n',
  'work/n/n.go': 'package n\n',
  'x/go.mod': 'module example.com/x\n\ngo 1.21\n',
  'x/sub/x.go': 'package sub\nimport _ "example.com/y"\n',
  'x/nested/go.mod': 'module example.com/x/nested\n',
  'x/nested/x.go': 'package nested\n',
};

it('are members of the workspace, and folders as its go.work has them', async () => {
  const tree = memoryTree(FILES);
  const paths = await tree.list();
  const repo = await openRepo(tree, { paths });
  const answer = async (asks: readonly unknown[]) =>
    asks.map(() => ({ known: false, why: 'offline', detail: 'not here' }) as const);
  const [m] = await loaders(tree, paths, repo, answer).loadGraphs(repo.modules.filter(({ dir }) => dir === 'work/m'));
  expect(m!.graph.state).toBe('workspace');
  const world = { repo, local: localSources(tree, paths, repo.hasFolder), answer, read: new Map() };
  const { of } = providersOf(m!, world);
  expect(await of('example.com/n')).toMatchObject({ use: undefined, package: { folder: 'work/n' } });
  expect(await of('example.com/x/sub')).toMatchObject({ use: { path: 'example.com/x' }, package: { folder: 'x/sub' } });
  // A folder with a go.mod of its own belongs to nobody else.
  expect(await of('example.com/x/nested')).toBeUndefined();
  expect(await of('example.com/other')).toBeUndefined();
});
