import { describe, expect, test } from 'vitest';
import { FOLD_FROM, mapLayout, ownerOf } from '../../../src/report/html/map-layout.ts';
import type { Component, Inventory } from '../../../src/report/inventory.ts';
import { INVENTORY } from './inventory-fixture.ts';

const component = (path: string, requires: readonly number[] = []): Component => ({
  ...INVENTORY.components[3]!,
  path,
  requires,
});
const inventory = (requires: readonly number[], ...components: readonly Component[]): Inventory => ({
  ...INVENTORY,
  mains: [{ dir: '', path: 'm', requires }],
  components,
});

describe('the map', () => {
  test('has a column for each step, and what nothing reaches behind them', () => {
    const { nodes, edges } = mapLayout(INVENTORY);
    expect(nodes.map(({ label, column }) => [label.split(' ')[0], column])).toEqual([
      ['example.com/shop', 0],
      ['tools', 0],
      ['example.com/a', 1],
      ['example.com/b', 1],
      ['example.com/c', 2],
      ['example.com/unbuilt', 3],
    ]);
    expect(edges).toEqual([
      [0, 2],
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 4],
    ]);
  });

  test('has no two nodes at one place, and few crossing lines', () => {
    const many = Array.from({ length: 100 }, (_, i) => component(`x.example/m${i}`, i < 50 ? [99 - i] : []));
    const { nodes } = mapLayout(
      inventory(
        Array.from({ length: 50 }, (_, i) => i),
        ...many,
      ),
    );
    expect(new Set(nodes.map(({ column, row }) => `${column} ${row}`)).size).toBe(101);
    expect(Math.max(...nodes.map(({ row }) => Math.abs(row)))).toBeLessThanOrEqual(20);
    const crossed = mapLayout(
      inventory([0, 1], component('a', [3]), component('b', [2]), component('c'), component('d')),
    );
    const [, a, b, c, d] = crossed.nodes.map(({ row }) => row);
    expect([a, b]).toEqual([d, c]);
  });

  test('folds many modules by owner', () => {
    const many = Array.from({ length: FOLD_FROM + 1 }, (_, i) =>
      component(`github.com/o${i % 3}/m${i}`, [(i + 1) % 300]),
    );
    const { nodes, edges } = mapLayout(inventory([0], ...many));
    expect(nodes.map(({ label, members }) => [label, members.length])).toEqual([
      ['m', 0],
      ['github.com/o0', 101],
      ['github.com/o1', 100],
      ['github.com/o2', 100],
    ]);
    expect(edges.every(([from, to]) => from !== to)).toBe(true);
  });

  test('is the same for the same inventory', () => {
    expect(mapLayout(INVENTORY)).toEqual(mapLayout(structuredClone(INVENTORY)));
  });
});

test.each([
  ['github.com/a/b/v2', 'github.com/a'],
  ['golang.org/x/mod', 'golang.org'],
  ['github.com', 'github.com'],
])('%s belongs to %s', (path, owner) => {
  expect(ownerOf(path)).toBe(owner);
});

describe('places on the map', () => {
  const columnOf = (count: number) => {
    const many = Array.from({ length: count }, (_, i) => component(`x.example/m${i}`));
    const { nodes } = mapLayout(
      inventory(
        many.map((_, i) => i),
        ...many,
      ),
    );
    return nodes.slice(1).map(({ column, row }) => [column, row]);
  };

  test('are centered, one above the other', () => {
    expect(columnOf(1)).toEqual([[1, 0]]);
    expect(columnOf(2)).toEqual([
      [1, -0.5],
      [1, 0.5],
    ]);
    expect(columnOf(3)).toEqual([
      [1, -1],
      [1, 0],
      [1, 1],
    ]);
  });

  test('are forty in a column, and more stand evenly in several', () => {
    const columns = (count: number) => {
      const counts = new Map<number, number>();
      for (const [column] of columnOf(count)) counts.set(column!, (counts.get(column!) ?? 0) + 1);
      return [...counts];
    };
    expect(columns(40)).toEqual([[1, 40]]);
    expect(columns(41)).toEqual([
      [1, 21],
      [2, 20],
    ]);
    expect(columns(81)).toEqual([
      [1, 27],
      [2, 27],
      [3, 27],
    ]);
    // Each column is centered by itself.
    expect(columnOf(41)[0]).toEqual([1, -10]);
    expect(columnOf(41)[20]).toEqual([1, 10]);
    expect(columnOf(41)[21]).toEqual([2, -9.5]);
    expect(columnOf(41)[40]).toEqual([2, 9.5]);
  });

  test('of the next level come behind all columns of the one before', () => {
    const many = Array.from({ length: 41 }, (_, i) => component(`x.example/m${i}`, [41]));
    const all = [...many, component('last.example/z'), component('lost.example/z', [41])];
    const { nodes } = mapLayout(
      inventory(
        many.map((_, i) => i),
        ...all,
      ),
    );
    expect(nodes.slice(-2).map(({ label, column }) => [label, column])).toEqual([
      ['last.example/z v0.1.0', 3],
      ['lost.example/z v0.1.0', 4],
    ]);
  });

  test('follow the middle of the neighbors, and their own row where they have none', () => {
    const { nodes } = mapLayout(
      inventory(
        [0, 1, 2],
        component('a', [5]),
        component('b', [4]),
        component('c', [3]),
        component('d'),
        component('e'),
        component('f'),
        component('g'),
        component('h'),
      ),
    );
    expect(nodes.map(({ label, column, row }) => [label.split(' ')[0], column, row])).toEqual([
      ['m', 0, 0],
      ['a', 1, 1],
      ['b', 1, 0],
      ['c', 1, -1],
      ['d', 2, -1],
      ['e', 2, 0],
      ['f', 2, 1],
      ['g', 3, -0.5],
      ['h', 3, 0.5],
    ]);
  });
});

test('three hundred modules have a node each, and one more makes them fold', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => component(`github.com/o${i % 3}/m${i}`));
  expect(mapLayout(inventory([], ...many(300))).nodes).toHaveLength(301);
  expect(mapLayout(inventory([], ...many(301))).nodes).toHaveLength(4);
});

test('two main modules of one folder each have a name: their path, else the folder', () => {
  const mains = [
    { dir: '', path: '', requires: [] },
    { dir: 'tools', path: '', requires: [] },
    { dir: 'api', path: 'example.com/api', requires: [] },
  ];
  expect(mapLayout({ ...INVENTORY, mains, components: [] }).nodes.map(({ label }) => label)).toEqual([
    '.',
    'tools',
    'example.com/api',
  ]);
});

test.each(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'gitea.com', 'git.sr.ht'])(
  'the second element of a path of %s is an owner',
  (host) => {
    expect(ownerOf(`${host}/a/b`)).toBe(`${host}/a`);
  },
);
