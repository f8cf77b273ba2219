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
