import { describe, expect, it } from 'vitest';
import { compareEdge, compareGap, type Pairing, type Tally } from '../../../src/license/match/align-gap.ts';

interface Given {
  readonly from?: number;
  readonly core?: readonly [start: number, end: number];
  /** Positions of the template that stand for a name. */
  readonly party?: readonly number[];
}

function pairOf(text: readonly number[], template: readonly number[], { from = 0, core, party = [] }: Given): Pairing {
  const words = Uint16Array.from([...Array(from).fill(999), ...template]);
  const bits = new Uint8Array((words.length >> 3) + 1);
  for (const j of party) bits[(from + j) >> 3]! |= 1 << ((from + j) & 7);
  const [coreStart, coreEnd] = core ?? [0, template.length];
  return { ids: Uint16Array.from(text), words, from, coreStart, coreEnd, party: bits };
}

const range = (n: number, start = 1) => Array.from({ length: n }, (_, i) => start + i);

function gap(text: readonly number[], template: readonly number[], given: Given = {}): number[] {
  const tally: Tally = { matched: 0, missing: 0, extra: 0 };
  compareGap(pairOf(text, template, given), 0, text.length, 0, template.length, tally);
  return [tally.matched, tally.missing, tally.extra];
}

describe('a gap', () => {
  it.each<[text: number[], template: number[], tally: number[]]>([
    [[], [], [0, 0, 0]],
    [
      [1, 2, 3],
      [1, 2, 3],
      [3, 0, 0],
    ],
    [
      [1, 2, 3],
      [1, 9, 3],
      [2, 1, 1],
    ],
    [[1, 2, 3], [], [0, 0, 3]],
    [[], [1, 2], [0, 2, 0]],
    // The longest common subsequence, not the first that fits.
    [
      [1, 2, 3, 4],
      [4, 1, 2, 3],
      [3, 1, 1],
    ],
    [
      [5, 1, 5, 2],
      [1, 2, 5],
      [2, 1, 2],
    ],
    // 0 is a word that no template has.
    [
      [0, 1],
      [0, 1],
      [1, 1, 1],
    ],
  ])('of %j against %j: matched, missing, extra %j', (text, template, tally) => {
    expect(gap(text, template)).toEqual(tally);
    expect(gap(text, template, { from: 5 })).toEqual(tally);
  });

  it('lacks only words of the core', () => {
    expect(gap([], range(6), { core: [1, 3] })).toEqual([0, 2, 0]);
    expect(gap([7], range(6), { core: [6, 6] })).toEqual([0, 0, 1]);
  });

  it('may have a name of up to 14 words where the template stands for one', () => {
    const name = (words: number) => gap(range(words, 100), [1, 2], { party: [0, 1] });
    expect(name(14)).toEqual([0, 0, 0]);
    expect(name(15)).toEqual([0, 0, 1]);
    // Not where other words of the template are left out with it, nor where it is not of the core.
    expect(gap(range(3, 100), [1, 2], { party: [0] })).toEqual([0, 1, 3]);
    expect(gap(range(3, 100), [1, 2], { party: [0, 1], core: [2, 2] })).toEqual([0, 0, 3]);
  });

  it('is compared up to 16384 pairs of words, and counted as it is beyond', () => {
    expect(gap(range(127), range(127))).toEqual([127, 0, 0]);
    expect(gap(range(128), range(127))).toEqual([0, 127, 128]);
    expect(gap(range(127), range(128))).toEqual([0, 128, 127]);
  });
});

describe('the edge of an occurrence', () => {
  /** Text beside the occurrence, which ends (or begins) where the text given begins (or ends). */
  const edge = (text: readonly number[], template: readonly number[], before: boolean) => {
    const tally: Tally = { matched: 0, missing: 0, extra: 0 };
    const [at, other] = before ? [text.length, 0] : [0, text.length];
    const end = compareEdge(pairOf(text, template, {}), at, other, 0, template.length, before, tally);
    return [end, tally.matched, tally.missing, tally.extra];
  };

  it.each<[text: number[], template: number[], after: number[], before: number[]]>([
    [
      [1, 2, 3],
      [1, 2, 3],
      [3, 3, 0, 0],
      [0, 3, 0, 0],
    ],
    // What lies beyond the outermost common word does not belong to it.
    [
      [8, 1, 2, 8],
      [1, 2],
      [3, 2, 0, 1],
      [1, 2, 0, 1],
    ],
    [
      [8, 8],
      [1, 2],
      [0, 0, 2, 0],
      [2, 0, 2, 0],
    ],
    [[], [1, 2], [0, 0, 2, 0], [0, 0, 2, 0]],
    [[1, 2], [], [0, 0, 0, 0], [2, 0, 0, 0]],
    // A word among many others is chance.
    [
      [1, 8, 8, 8, 2, 8, 8, 8, 8],
      [1, 2],
      [0, 0, 2, 0],
      [9, 0, 2, 0],
    ],
  ])('in %j of %j', (text, template, after, before) => {
    expect(edge(text, template, false)).toEqual(after);
    expect(edge(text, template, true)).toEqual(before);
  });
});
