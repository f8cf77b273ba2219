import { expect, test } from 'vitest';
import { allWays } from '../../../src/go/graph/all-ways.ts';
import type { ModuleGraph } from '../../../src/go/graph/types.ts';

/** By name, what it requires; `main` is the main module, `!` marks requirements without `// indirect`. */
function graphOf(requires: Readonly<Record<string, string>>): ModuleGraph {
  const list = (name: string) => (requires[name] ?? '').split(' ').filter((word) => word !== '');
  const module = (path: string) => ({ path, version: path === 'main' ? '' : 'v1.0.0' });
  const direct = new Set(list('main').flatMap((word) => (word.endsWith('!') ? [word.slice(0, -1)] : [])));
  return {
    main: [{ path: 'main', folder: '/', direct }],
    buildList: Object.keys(requires).map((path) => ({ ...module(path), main: path === 'main' })),
    selected: (path: string) => (path in requires ? module(path).version : undefined),
    requirements: ({ path }: { path: string }) => list(path).map((word) => module(word.replace('!', ''))),
  } as unknown as ModuleGraph;
}

const shown = (graph: ModuleGraph, path: string) =>
  allWays(graph, path).ways.map(({ trail }) => trail.map((m) => m.path).join(' '));

test('gives the shortest way of each direct requirement', () => {
  const graph = graphOf({ main: 'a! b! c! t', a: 't', b: 'x', c: '', x: 'a t', t: '' });
  expect(shown(graph, 't')).toEqual(['a t', 'b x t']);
  expect(allWays(graph, 't').requiredBy.map(({ by }) => by.path)).toEqual(['a', 'main', 'x']);
});

test('gives indirect requirements where no other leads there', () => {
  expect(shown(graphOf({ main: 'a t', a: 't', t: '' }), 't')).toEqual(['a t', 't']);
});

test('gives no way through a main module, and ends in circles', () => {
  expect(shown(graphOf({ main: 'a!', a: 'b', b: 'a t main', t: 'b' }), 't')).toEqual(['a b t']);
});
