import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternTable, prefixMatcher } from '../../../src/go/path/pattern.ts';
import { coveringPaths, pathSet } from '../../../src/go/path/prefixes.ts';

const element = fc.constantFrom('a', 'b', 'a-b', 'é', '');
const path = fc.array(element, { maxLength: 4 }).map((elements) => elements.join('/'));
const covers = (outer: string, inner: string) => `${inner}/`.startsWith(`${outer}/`);

describe('pathSet', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a/b/c', true],
    ['a/b', 'a/bc', false],
    ['a/b', 'a/b-c/d', false],
    ['a/b', 'a', false],
    ['', '', true],
  ])('%j covers %j: %s', (outer, inner, expected) => {
    expect(pathSet([outer])(inner)).toBe(expected);
  });

  it('finds what a look at every path finds', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 8 }), path, (paths, target) => {
        expect(pathSet(paths)(target)).toBe(paths.some((p) => covers(p, target)));
      }),
    );
  });
});

describe('coveringPaths', () => {
  it('gives all that cover, the longest first', () => {
    const of = coveringPaths(['a', 'a/b/c', 'x', 'a/b', 'a/b-c'].map((p) => [p, p] as const));
    expect(of('a/b/c/d')).toEqual(['a/b/c', 'a/b', 'a']);
    expect(of('a/b-c')).toEqual(['a/b-c', 'a']);
    expect(of('b')).toEqual([]);
  });

  it('finds what a look at every path finds', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 8 }), path, (paths, target) => {
        const found = coveringPaths(paths.map((p, i) => [p, i] as const))(target);
        const expected = paths.flatMap((p, i) => (covers(p, target) ? [i] : []));
        expect(found.toSorted((a, b) => a - b)).toEqual(expected);
      }),
    );
  });
});

describe('patternTable', () => {
  it.each([
    ['a.example', [0, 4]],
    ['a.example/c', [0, 3, 4]],
    ['h.b/x', [0, 4]],
    ['x', [1, 3, 4]],
    ['xy/z', [3, 4]],
    ['d.example', [3, 4]],
    ['/a', [4]],
  ])('gives the lists that match %s, each once, in order', (target, indices) => {
    const lists = [['a.example', '*.b'], ['x/'], [], ['a.example/c,d.example', 'x*/,x'], ['*'], ['', '/', ',']];
    expect(patternTable(lists)(target)).toEqual(indices);
  });

  const pattern = fc
    .array(fc.constantFrom('a', 'b', '*', 'a?', '[a-b]', '[', 'a-b'), { minLength: 1, maxLength: 3 })
    .map((elements) => elements.join('/'));

  it('gives the lists of which one pattern matches', () => {
    fc.assert(
      fc.property(fc.array(fc.array(pattern, { maxLength: 3 }), { maxLength: 5 }), path, (lists, target) => {
        const expected = lists.flatMap((list, i) => (prefixMatcher(list.join(','))(target) ? [i] : []));
        expect(patternTable(lists)(target)).toEqual(expected);
      }),
    );
  });
});
