import { describe, expect, test } from 'vitest';
import { collapsedView, focusedView, type GraphView, shallowView } from '../../../src/commands/graph/view.ts';

/** main → a → b → c → d, main → x → c, and y that nothing requires. */
const VIEW: GraphView = {
  mains: ['main'],
  nodes: ['main', 'a@v1', 'b@v1', 'c@v1', 'd@v1', 'x@v1', 'y@v1'],
  edges: [
    ['main', 'a@v1'],
    ['a@v1', 'b@v1'],
    ['b@v1', 'c@v1'],
    ['c@v1', 'd@v1'],
    ['main', 'x@v1'],
    ['x@v1', 'c@v1'],
  ],
};
const names = ({ nodes }: GraphView) =>
  nodes
    .map((name) => name.replace('@v1', ''))
    .sort()
    .join(' ');

describe('a part of the graph', () => {
  test('is what requires a module and what it requires, not what else those have', () => {
    expect(names(focusedView(VIEW, 'b@v1', Infinity))).toBe('a b c d main');
    expect(names(focusedView(VIEW, 'c@v1', 1))).toBe('b c d x');
    expect(names(focusedView(VIEW, 'y@v1', Infinity))).toBe('y');
    expect(names(focusedView(VIEW, 'c@v1', 2))).toBe('a b c d main x');
    expect(names(focusedView(VIEW, 'c@v1', 3))).toBe('a b c d main x');
  });

  test('is what is near the main module', () => {
    expect(names(shallowView(VIEW, 1))).toBe('a main x');
    expect(names(shallowView(VIEW, 2))).toBe('a b c main x');
    expect(shallowView(VIEW, 9)).toEqual({ ...VIEW, nodes: ['main', 'a@v1', 'b@v1', 'c@v1', 'd@v1', 'x@v1'] });
  });

  test('keeps only requirements between what it shows', () => {
    expect(focusedView(VIEW, 'c@v1', 1).edges).toEqual([
      ['b@v1', 'c@v1'],
      ['c@v1', 'd@v1'],
      ['x@v1', 'c@v1'],
    ]);
  });
});

test('modules of one owner are one node, with their number', () => {
  const view: GraphView = {
    mains: ['github.com/me/app'],
    nodes: [],
    edges: [
      ['github.com/me/app', 'github.com/aws/a@v1.0.0'],
      ['github.com/me/app', 'github.com/aws/b@v1.0.0'],
      ['github.com/aws/a@v1.0.0', 'github.com/aws/b@v1.0.0'],
      ['github.com/aws/b@v1.0.0', 'golang.org/x/sys@v0.1.0'],
    ],
  };
  const { edges, nodes } = collapsedView({ ...view, nodes: [...new Set(view.edges.flat())] });
  expect(edges).toEqual([
    ['github.com/me/app', 'github.com/aws (2)'],
    ['github.com/aws (2)', 'golang.org/x/sys@v0.1.0'],
  ]);
  expect(nodes).toEqual(['github.com/me/app', 'github.com/aws (2)', 'golang.org/x/sys@v0.1.0']);
});

test('a main module and an owner with one module stay as they are', () => {
  const view: GraphView = {
    mains: ['github.com/me/app', 'github.com/me/tool'],
    nodes: [
      'github.com/me/app',
      'github.com/me/tool',
      'github.com/me/lib@v1.0.0',
      'github.com/a/x@v1.0.0',
      'github.com/a/y@v1.0.0',
    ],
    edges: [
      ['github.com/me/app', 'github.com/me/lib@v1.0.0'],
      ['github.com/me/tool', 'github.com/a/x@v1.0.0'],
      ['github.com/me/tool', 'github.com/a/y@v1.0.0'],
    ],
  };
  expect(collapsedView(view)).toEqual({
    mains: view.mains,
    nodes: ['github.com/me/app', 'github.com/me/lib@v1.0.0', 'github.com/me/tool', 'github.com/a (2)'],
    edges: [
      ['github.com/me/app', 'github.com/me/lib@v1.0.0'],
      ['github.com/me/tool', 'github.com/a (2)'],
    ],
  });
});
