/** How deep modules lie, and by which way they come in. */
import { describe, expect, it } from 'vitest';
import { depths, depthsKnown, forcedWay, requirementDepths } from '../../../src/go/graph/depth.ts';
import { createKnown } from '../../../src/go/graph/known.ts';
import { graphCommand, runToEnd, taskCommand } from '../../../src/go/graph/run.ts';
import { GONE, graphOf, INPUT, type Universe, worldOf } from './universe.ts';

const name = ({ path, version }: { path: string; version: string }) => `${path.replace('x.example/', '')}@${version}`;

async function depthsOf(universe: Universe) {
  const known = createKnown();
  const world = worldOf(universe);
  const run = await runToEnd(graphCommand(INPUT, known), world);
  if (run.kind !== 'done') throw new Error(run.error.message);
  const result = await runToEnd(taskCommand(depths(run.value), known), world);
  if (result.kind !== 'done') throw new Error('depths failed');
  return result.value;
}

/** `path: state depth trail` for every module. */
async function table(universe: Universe): Promise<Record<string, string>> {
  const { of } = await depthsOf(universe);
  return Object.fromEntries(
    [...of].map(([path, { state, depth, trail }]) => [
      path.replace('x.example/', ''),
      `${state} ${depth ?? '-'} ${trail.map(name).join(' ')}`,
    ]),
  );
}

/** A tidy pruned module: everything is required, so only the comments tell what is near. */
const TIDY: Universe = {
  files: {
    '/m/go.mod':
      'module m.example/main\ngo 1.17\nrequire (\n x.example/a v1.0.0\n x.example/b v1.0.0 // indirect\n x.example/c v1.0.0 // indirect\n)\n',
  },
  mods: {
    'x.example/a@v1.0.0': 'go 1.17\nrequire x.example/b v1.0.0\n',
    'x.example/b@v1.0.0': 'go 1.17\nrequire x.example/c v1.0.0\n',
    'x.example/c@v1.0.0': 'go 1.17\nrequire m.example/main v0.1.0\n',
  },
};

describe('declared depth', () => {
  it('counts from requirements without // indirect', async () => {
    expect(await table(TIDY)).toEqual({
      a: 'declared 1 a@v1.0.0',
      b: 'declared 2 a@v1.0.0 b@v1.0.0',
      c: 'declared 3 a@v1.0.0 b@v1.0.0 c@v1.0.0',
    });
    // Over the printed graph everything is a requirement of the main module.
    expect([...requirementDepths(await graphOf(TIDY)).values()]).toEqual([0, 1, 1, 1]);
  });

  it('runs over selected versions, whatever versions are asked for on the way', async () => {
    const universe: Universe = {
      files: {
        '/m/go.mod': 'module m.example/main\ngo 1.16\nrequire x.example/a v1.0.0\nrequire x.example/z v1.0.0\n',
      },
      mods: {
        'x.example/a@v1.0.0': 'require x.example/t v1.0.0\n',
        'x.example/z@v1.0.0': 'require x.example/t v1.1.0\n',
        'x.example/t@v1.0.0': 'require x.example/by-old v1.0.0\n',
        'x.example/t@v1.1.0': 'require x.example/by-new v1.0.0\n',
        'x.example/by-old@v1.0.0': '',
        'x.example/by-new@v1.0.0': '',
      },
    };
    expect(await table(universe)).toEqual({
      a: 'declared 1 a@v1.0.0',
      z: 'declared 1 z@v1.0.0',
      // a comes first, although it is z that asks for this version.
      t: 'declared 2 a@v1.0.0 t@v1.1.0',
      'by-new': 'declared 3 a@v1.0.0 t@v1.1.0 by-new@v1.0.0',
      // Only a version requires it that is not selected.
      'by-old': 'unselected - a@v1.0.0 t@v1.0.0 by-old@v1.0.0',
    });
    const graph = await graphOf(universe);
    expect(forcedWay(graph, 'x.example/t')).toEqual({
      main: 'm.example/main',
      trail: [
        { path: 'x.example/z', version: 'v1.0.0' },
        { path: 'x.example/t', version: 'v1.1.0' },
      ],
    });
    expect(forcedWay(graph, 'x.example/nowhere')).toBeUndefined();
  });

  it('takes the first of several shortest ways: roots by path, then the order of go.mod files', async () => {
    const universe: Universe = {
      files: {
        '/m/go.mod': 'module m.example/main\ngo 1.16\nrequire x.example/z v1.0.0\nrequire x.example/m v1.0.0\n',
      },
      mods: {
        'x.example/z@v1.0.0': 'require x.example/t v1.0.0\n',
        'x.example/m@v1.0.0': 'require x.example/u v1.0.0\nrequire x.example/t v1.0.0\nrequire x.example/b v1.0.0\n',
        'x.example/t@v1.0.0': 'require x.example/end v1.0.0\n',
        'x.example/u@v1.0.0': 'require x.example/end v1.0.0\n',
        'x.example/b@v1.0.0': 'require x.example/end v1.0.0\n',
        'x.example/end@v1.0.0': '',
      },
    };
    expect((await table(universe)).end).toBe('declared 3 m@v1.0.0 u@v1.0.0 end@v1.0.0');
  });

  it('goes through go.mod files that were pruned away, where nothing else tells the way', async () => {
    // main requires far itself, but only near -> middle -> far explains it; middle is no root, so its go.mod is not in the graph.
    const universe: Universe = {
      files: {
        '/m/go.mod':
          'module m.example/main\ngo 1.17\nrequire (\n x.example/near v1.0.0\n x.example/far v1.0.0 // indirect\n)\n',
      },
      mods: {
        'x.example/near@v1.0.0': 'go 1.17\nrequire x.example/middle v1.0.0\n',
        'x.example/middle@v1.0.0': 'go 1.17\nrequire x.example/far v1.0.0\nrequire x.example/not-in-build v1.0.0\n',
        'x.example/far@v1.0.0': 'go 1.17\n',
      },
    };
    expect(await table(universe)).toEqual({
      near: 'declared 1 near@v1.0.0',
      middle: 'declared 2 near@v1.0.0 middle@v1.0.0',
      far: 'declared 3 near@v1.0.0 middle@v1.0.0 far@v1.0.0',
    });
    const without = { ...universe, replies: { 'mod x.example/middle@v1.0.0': GONE } };
    expect((await table(without)).far).toBe('unknown - far@v1.0.0');
    expect((await depthsOf(without)).lacking).toEqual([{ path: 'x.example/middle', version: 'v1.0.0' }]);
    // Without asking anything it is the same, and says what to ask.
    const known = depthsKnown(await graphOf(universe));
    expect(known.of.get('x.example/far')).toMatchObject({ state: 'unknown', depth: undefined });
    expect(known.lacking).toEqual([{ path: 'x.example/middle', version: 'v1.0.0' }]);
  });

  it('falls back to requirements marked // indirect where all files are known', async () => {
    const universe: Universe = {
      files: {
        '/m/go.mod':
          'module m.example/main\ngo 1.17\nrequire (\n x.example/a v1.0.0\n x.example/stray v1.0.0 // indirect\n)\n',
      },
      mods: {
        'x.example/a@v1.0.0': 'go 1.17\n',
        'x.example/stray@v1.0.0': 'go 1.17\nrequire x.example/below v1.0.0\n',
        'x.example/below@v1.0.0': '',
      },
    };
    expect(await table(universe)).toEqual({
      a: 'declared 1 a@v1.0.0',
      stray: 'indirect-only 1 stray@v1.0.0',
      below: 'indirect-only 2 stray@v1.0.0 below@v1.0.0',
    });
  });

  it('is the least of all members in a workspace, and names the member', async () => {
    const files = {
      '/w/go.work': 'go 1.20\nuse ./two\nuse ./one\n',
      '/w/one/go.mod': 'module w.example/one\ngo 1.17\nrequire x.example/a v1.0.0\n',
      '/w/two/go.mod':
        'module w.example/two\ngo 1.17\nrequire (\n x.example/b v1.0.0\n x.example/a v1.0.0 // indirect\n)\n',
    };
    const mods = { 'x.example/a@v1.0.0': 'go 1.17\n', 'x.example/b@v1.0.0': 'go 1.17\nrequire x.example/a v1.0.0\n' };
    const graph = await graphOf({ files, mods }, { work: '/w/go.work', cwd: '/w', folder: '/w' });
    const { of } = depthsKnown(graph);
    expect(of.get('x.example/a')).toMatchObject({ state: 'declared', depth: 1, main: 'w.example/one' });
    expect(of.get('x.example/b')).toMatchObject({ state: 'declared', depth: 1, main: 'w.example/two' });
    expect(of.has('w.example/one')).toBe(false);
  });
});
