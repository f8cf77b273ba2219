/** Graphs of small universes: what rules see of a module, and what is said where there is no graph. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { inTreeRoot, treeWorld } from '../../src/gather/tree-world.ts';
import { createKnown } from '../../src/go/graph/known.ts';
import { GRAPH_LIMITS } from '../../src/go/graph/limits.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';
import { withGraph } from '../../src/model/graphs.ts';
import { openRepo } from '../../src/model/open.ts';
import type { MainModule } from '../../src/model/repo.ts';

const MISSING: Answer<unknown> = { known: false, why: 'missing', detail: 'not found' };
const OFFLINE: Answer<unknown> = { known: false, why: 'offline', detail: 'not requested' };

/** `mods`: go.mod files by `path@version`, or why they are unknown. */
async function loaded(
  files: Readonly<Record<string, string>>,
  mods: Readonly<Record<string, string | Answer<unknown>>> = {},
  limits = GRAPH_LIMITS,
) {
  const tree = memoryTree(new Map(Object.entries(files)));
  const repo = await openRepo(tree);
  const answer = async (asks: readonly Ask[]) =>
    asks.map(({ kind, module }) => {
      const known = kind === 'mod' ? mods[`${module.path}@${module.version}`] : undefined;
      if (typeof known === 'object') return known;
      return known === undefined ? MISSING : ({ known: true, value: known, source: 'record', asOf: '' } as const);
    });
  const world = treeWorld(tree, repo.hasFolder, answer);
  return withGraph(repo.modules[0]!, { folderOf: inTreeRoot, world, known: createKnown(), limits });
}

const MOD = 'module example.com/shop\n\ngo 1.25\n';
const graphOf = ({ graph }: MainModule) => graph;

describe('a graph that go refuses', () => {
  it('names files from the root of the tree, without "go: "', async () => {
    const files = { 'go.mod': `${MOD}\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ./lib\n` };
    const missing = await loaded(files);
    expect(graphOf(missing)).toMatchObject({
      state: 'refused',
      message:
        'example.com/lib@v1.0.0 (replaced by ./lib): reading lib/go.mod: open ./lib/go.mod: no such file or directory',
    });
  });

  it('tells versions that stand for none', async () => {
    const mod = `${MOD}\nrequire example.com/a v0.0.0-00010101000000-000000000000\n`;
    expect(graphOf(await loaded({ 'go.mod': mod }))).toMatchObject({ state: 'refused', placeholders: true });
    const other = `${MOD}\nrequire example.com/a v1.0.0\n`;
    expect(graphOf(await loaded({ 'go.mod': other }))).not.toHaveProperty('placeholders');
  });

  it('lacks what nobody could be asked, and says which', async () => {
    const mod = `${MOD}\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n)\n`;
    const graph = graphOf(await loaded({ 'go.mod': mod }, { 'example.com/a@v1.0.0': OFFLINE }));
    expect(graph).toMatchObject({
      state: 'lacking',
      missing: [{ module: { path: 'example.com/a', version: 'v1.0.0' }, answer: { why: 'offline' } }],
    });
  });
});

it('tells of each module how deep it is, who requires it, and by which line', async () => {
  const mod = `${MOD}\nrequire example.com/a v1.0.0\n\nrequire example.com/b v1.1.0 // indirect\n`;
  const { uses } = await loaded(
    { 'go.mod': mod },
    {
      'example.com/a@v1.0.0': 'module example.com/a\n\ngo 1.25\n\nrequire example.com/b v1.0.0\n',
      'example.com/b@v1.0.0': 'module example.com/b\n\ngo 1.25\n',
      'example.com/b@v1.1.0': 'module example.com/b\n\ngo 1.25\n\nrequire example.com/c v1.0.0\n',
      'example.com/c@v1.0.0': 'module example.com/c\n\ngo 1.25\n',
    },
  );
  const shown = uses.map(({ path, version, direct, depth, require, trail }) => ({
    name: `${path} ${version}`,
    direct,
    depth,
    line: require && mod.slice(0, require.line.start).split('\n').length,
    trail: trail.map((step) => `${step.path} ${step.version}`),
  }));
  expect(shown).toEqual([
    { name: 'example.com/a v1.0.0', direct: true, depth: 1, line: 5, trail: ['example.com/a v1.0.0'] },
    expect.objectContaining({ name: 'example.com/b v1.1.0', direct: false, depth: 2, line: 7 }),
    expect.objectContaining({ name: 'example.com/c v1.0.0', direct: false, depth: 3, line: undefined }),
  ]);
});

it('is no graph where it is larger than a limit, which is told with the module that leads there', async () => {
  const mod = `${MOD}\nrequire example.com/a v1.0.0\n`;
  const mods = {
    'example.com/a@v1.0.0': 'module example.com/a\n\ngo 1.25\n\nrequire example.com/b v1.0.0\n',
    'example.com/b@v1.0.0': 'module example.com/b\n\ngo 1.25\n',
  };
  const at = async (modules: number) => graphOf(await loaded({ 'go.mod': mod }, mods, { ...GRAPH_LIMITS, modules }));
  expect(await at(2)).toMatchObject({ state: 'loaded' });
  expect(await at(1)).toEqual({
    state: 'lacking',
    tooLarge: true,
    missing: [
      {
        module: { path: 'example.com/a', version: 'v1.0.0' },
        answer: {
          known: false,
          why: 'failed',
          detail: 'the module graph has more than 1 modules, which is the limit: at example.com/a@v1.0.0',
        },
      },
    ],
  });
});
