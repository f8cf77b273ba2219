import { expect, test } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { MainModule, ModuleInUse } from '../../../src/model/repo.ts';
import {
  buildableWorkspaces,
  graphPlaceOf,
  markedByMembers,
  placedInWork,
  withinScope,
  workspaceModule,
} from '../../../src/model/workspace/built.ts';
import { placeOf } from '../../../src/text/source.ts';

const repo = await openRepo(
  memoryTree({
    'w/go.work': 'go 1.25\n\nuse (\n\t./app\n\t./lib\n)\n\nreplace example.com/old => example.com/new v1.0.0\n',
    'w/app/go.mod':
      'module example.com/app\n\ngo 1.25\n\nrequire example.com/x v1.0.0\n\nexclude example.com/bad v1.0.0\n',
    'w/lib/go.mod':
      'module example.com/lib\n\ngo 1.25\n\nrequire (\n\texample.com/x v1.2.0 // indirect\n\texample.com/y v1.0.0\n)\n',
    'alone/go.mod': 'module example.com/alone\n',
    'broken/go.work': 'use\n(',
    'empty/go.work': 'go 1.25\n',
  }),
);
const [workspace] = buildableWorkspaces(repo);
const module = workspaceModule(workspace!, repo);

const use = (path: string, version: string, more: Partial<ModuleInUse> = {}) =>
  ({ path, version, trail: [{ path, version }], ...more }) as ModuleInUse;

test('only a go.work without errors that names a member builds something', () => {
  expect(buildableWorkspaces(repo).map((w) => w.dir)).toEqual(['w']);
});

test('stands for its go.work: its lines, the excludes of its members, and no requirement', () => {
  expect(module).toMatchObject({ kind: 'workspace', dir: 'w', path: '' });
  expect(module.source.path).toBe('w/go.work');
  expect(module.members?.map((m) => m.dir)).toEqual(['w/app', 'w/lib']);
  expect(module.mod.require).toEqual([]);
  expect(module.mod.replace).toHaveLength(1);
  expect(module.mod.exclude.map((e) => e.path)).toEqual(['example.com/bad']);
});

test('go reads go.work for it, go.mod for a module, and another file for a modfile', () => {
  const at = (dir: string) => `/r/${dir}`;
  const [app] = module.members!;
  expect(graphPlaceOf(module, at)).toEqual({
    cwd: '/r/w',
    folder: '/r/w',
    work: '/r/w/go.work',
    placeholders: 'folders',
  });
  expect(graphPlaceOf(app!, at)).toEqual({ cwd: '/r/w/app', folder: '/r/w/app' });
  expect(graphPlaceOf(app!, at, workspace)).toMatchObject({ cwd: '/r/w/app', work: '/r/w/go.work' });
  expect(graphPlaceOf({ ...app!, kind: 'modfile' }, at)).toMatchObject({ modfile: '/r/w/app/go.mod' });
});

test('a module stands at the use line of the first member that requires what brings it in', () => {
  const through = (path: string) => ({ trail: [{ path, version: 'v1.0.0' }] });
  const placed = placedInWork(module, [
    use('example.com/x', 'v1.2.0'),
    use('example.com/y', 'v1.0.0'),
    use('example.com/z', 'v1.0.0', through('example.com/y')),
    use('example.com/unknown', 'v1.0.0'),
  ]);
  expect(placed.map(({ at }) => placeOf(at).start.line)).toEqual([4, 5, 5, 1]);
  expect(placed[0]!.requiredBy?.map((r) => `${r.module.dir} ${r.require.version}`)).toEqual([
    'w/app v1.0.0',
    'w/lib v1.2.0',
  ]);
  expect(placed[2]!.requiredBy).toBeUndefined();
});

const graph = { state: 'loaded' } as MainModule['graph'];
const members = module.members!.map((m, i) => ({
  ...m,
  graph,
  uses: i === 0 ? [use('example.com/x', 'v1.0.0')] : [use('example.com/x', 'v1.2.0'), use('example.com/y', 'v1.0.0')],
}));

test('tells what members have too, at the same version or another', () => {
  const folder = { replace: { path: '../lib', version: '' } };
  const uses = [
    use('example.com/x', 'v1.2.0'),
    use('example.com/y', 'v1.1.0'),
    use('example.com/new', 'v1.0.0'),
    use('example.com/y', 'v1.0.0', folder),
  ];
  const marked = markedByMembers({ ...module, uses }, members);
  expect(marked.uses.map((u) => u.inMember)).toEqual(['version', 'path', undefined, 'path']);
  const versions = (scope: 'all' | 'versions' | 'paths') =>
    withinScope(marked, scope).uses.map((u) => `${u.path} ${u.version}`);
  expect(versions('all')).toHaveLength(4);
  expect(versions('versions')).toEqual(['example.com/y v1.1.0', 'example.com/new v1.0.0', 'example.com/y v1.0.0']);
  expect(versions('paths')).toEqual(['example.com/new v1.0.0']);
  expect(withinScope(marked, 'paths')).toBe(withinScope(marked, 'paths'));
});

test('a member whose graph is not there says nothing', () => {
  const lacking = members.map((m) => ({ ...m, graph: { state: 'lacking', missing: [] } as MainModule['graph'] }));
  const marked = markedByMembers({ ...module, uses: [use('example.com/x', 'v1.2.0')] }, lacking);
  expect(marked.uses[0]!.inMember).toBeUndefined();
});
