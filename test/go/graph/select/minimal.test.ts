/** The smallest set of roots that selects the same versions. */
import { describe, expect, it } from 'vitest';
import { minimalRoots } from '../../../../src/go/graph/select/minimal.ts';
import { createNodes, moduleAt, nodeOf } from '../../../../src/go/graph/select/nodes.ts';

/** Roots by name and version, `a1` for a@v1.0.0, from what each requires; undefined where something is not known. */
function roots(keep: string, requires: Record<string, string>, base = ''): string | undefined {
  const nodes = createNodes();
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  const node = (name: string) =>
    nodeOf(nodes, name[0]!, name === 'm' ? '' : name.endsWith('none') ? 'none' : `v${name.slice(1)}.0.0`);
  const of = new Map(Object.entries(requires).map(([name, list]) => [node(name), words(list).map(node)]));
  const found = minimalRoots(nodes, node('m'), words(keep).map(node), words(base), (at) => of.get(at));
  return found
    ?.map((at) => moduleAt(nodes, at))
    .map(({ path, version }) => `${path}${version.replace(/^v|\.0\.0$/g, '')}`)
    .join(' ');
}

describe('minimal roots', () => {
  it.each([
    // What another root brings with it is left out, however far down.
    ['a1 b1', { a1: 'b1', b1: '' }, '', 'a1'],
    ['c1 b1 a1', { a1: 'b1', b1: 'c1', c1: '' }, '', 'a1'],
    ['a1 b1', { a1: '', b1: '' }, '', 'a1 b1'],
    ['b1 a1', { a1: '', b1: '' }, '', 'a1 b1'],
    // A base is a root, whoever brings it.
    ['a1 b1', { a1: 'b1', b1: '' }, 'b', 'a1 b1'],
    ['a1 b1', { a1: 'b1', b1: '' }, 'b b', 'a1 b1'],
    ['a1 b1 c1', { a1: 'b1', b1: '', c1: '' }, 'c', 'a1 c1'],
    // Brought at a lower version is not brought.
    ['a1 b2', { a1: 'b1', b1: '', b2: '' }, '', 'a1 b2'],
    ['a1 b1', { a1: 'b1', b1: '' }, 'a', 'a1'],
    // A version that is not selected is no root, though what it requires is there.
    ['a1 b1 b2', { a1: '', b1: 'c1', b2: '', c1: '' }, '', 'a1 b2 c1'],
    // Circles, and a way back to the main module.
    ['a1 b1', { a1: 'b1', b1: 'a1' }, '', 'a1'],
    ['a1 b1', { a1: 'b1', b1: 'a1' }, 'b', 'b1'],
    ['a1 b1', { a1: 'm', b1: '' }, '', 'a1 b1'],
    ['a1', { a1: 'bnone' }, '', 'a1'],
    ['', {}, '', ''],
    // Deep ones, each with two requirements.
    ['a1 b1 c1 d1 e1', { a1: 'b1 c1', b1: 'd1', c1: 'd1 e1', d1: '', e1: '' }, '', 'a1'],
  ])('of %j with %j and base %j are %s', (keep, requires, base, expected) => {
    expect(roots(keep, requires as unknown as Record<string, string>, base)).toBe(expected);
  });

  it('are not known where a requirement is not', () => {
    expect(roots('a1', { a1: 'b1' })).toBeUndefined();
    expect(roots('a1', {})).toBeUndefined();
  });
});
