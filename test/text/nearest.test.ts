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

  it('takes no more edits than allowed', () => {
    expect(nearest('abcdefghi', ['abcdefxxx'])).toBe('abcdefxxx');
    expect(nearest('abcdefghi', ['abcdefxxx'], 3)).toBe('abcdefxxx');
    expect(nearest('abcdefghi', ['abcdefxxx'], 2)).toBeUndefined();
    expect(nearest('abcdefghi', ['abcdefgxx'], 2)).toBe('abcdefgxx');
    expect(nearest('abcdefghi', ['abcdefgh'], 0)).toBeUndefined();
    expect(nearest('abc', ['ABC'], 0)).toBe('ABC');
  });

  it('counts edits, not the places in which they are', () => {
    // One letter in front moves all others.
    expect(nearest('abcdefghi', ['xxxxabcdefghi', 'xabcdefghi'])).toBe('xabcdefghi');
    expect(nearest('abcdefghi', ['defghi', 'bcdefghi'])).toBe('bcdefghi');
    expect(nearest('abcdefghi', ['badcfeghi'])).toBe('badcfeghi');
    expect(nearest('abcdefghi', ['badcfehgi'])).toBeUndefined();
    // Not neighbors.
    expect(nearest('abcde', ['cbade'])).toBeUndefined();
  });

  it('does not compare what is long', () => {
    expect(nearest('a'.repeat(200), [`${'a'.repeat(199)}b`])).toBe(`${'a'.repeat(199)}b`);
    expect(nearest('a'.repeat(201), [`${'a'.repeat(200)}b`])).toBeUndefined();
    expect(nearest('a'.repeat(200), ['a'.repeat(201)])).toBeUndefined();
    expect(nearest('a'.repeat(201), ['a'.repeat(200)])).toBeUndefined();
  });
});
