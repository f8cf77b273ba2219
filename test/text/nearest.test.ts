import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

describe('nearest', () => {
  it.each<[written: string, candidates: string[], meant: string | undefined]>([
    ['strickt', ['strict', 'recommended'], 'strict'],
    ['STRICT', ['strict'], 'strict'],
    // Insert, delete, change, and swap of neighbors are one edit each.
    ['abc', ['abcd'], 'abcd'],
    ['abcd', ['abc'], 'abc'],
    ['abcd', ['abxd'], 'abxd'],
    ['abcd', ['abdc'], 'abdc'],
    // A third of the length may differ, and one letter in any case.
    ['abcdef', ['abxxef'], 'abxxef'],
    ['abcdef', ['axxxef'], undefined],
    ['abcde', ['abxxe'], undefined],
    ['a', ['b'], 'b'],
    ['ab', ['cd'], undefined],
    // The fewest edits win; of two, the first.
    ['abcdef', ['abcdxx', 'abcdex'], 'abcdex'],
    ['abc', ['abx', 'aby'], 'abx'],
    ['abcdefghi', ['cabdefghi', 'abcdefgih'], 'abcdefgih'],
    ['x', [], undefined],
  ])('of %j among %j is %j', (written, candidates, meant) => {
    expect(nearest(written, candidates)).toBe(meant);
  });

  it('does not compare what is long', () => {
    expect(nearest('a'.repeat(200), [`${'a'.repeat(199)}b`])).toBe(`${'a'.repeat(199)}b`);
    expect(nearest('a'.repeat(201), [`${'a'.repeat(200)}b`])).toBeUndefined();
  });
});
