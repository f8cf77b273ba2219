/** Which templates a text may hold, and where the two share seeds. */
import type { LicenseIndex } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { findSeeds, newSeeds, type Seeds, seedNumber } from './seeds.ts';

/** Where one template and the text share a seed, in the order of the text: pairs (position in the text, position in the template). */
export interface Candidate {
  readonly template: number;
  readonly hits: readonly number[];
}

/** Arrays used again from text to text. */
export interface CandidateWork {
  readonly seeds: Seeds;
  /** Number of each of the text's seeds in the index; -1 where the index lacks it. */
  numbers: Int32Array;
  /** In which round a seed was counted last. */
  readonly stamp: Int32Array;
  round: number;
  readonly count: Uint16Array;
  readonly slot: Uint8Array;
}

export function newCandidateWork(index: LicenseIndex): CandidateWork {
  const templates = index.templates.id.length;
  return {
    seeds: newSeeds(),
    numbers: new Int32Array(2048),
    stamp: new Int32Array(index.seeds.hashes.length),
    round: 0,
    count: new Uint16Array(templates),
    slot: new Uint8Array(templates),
  };
}

/** Looks up the seeds of a text, for `findCandidates`. */
export function readSeeds(tokens: Tokens, index: LicenseIndex, work: CandidateWork): void {
  const { seeds } = work;
  findSeeds(tokens.ids, tokens.length, seeds);
  if (work.numbers.length < seeds.length) work.numbers = new Int32Array(seeds.length * 2);
  for (let s = 0; s < seeds.length; s++) work.numbers[s] = seedNumber(index.seeds, seeds.hash[s]!);
}

/** Share of a template's core seeds that must be in the text; an edited word costs one or two seeds. */
const LEAST_SHARE = 0.3;
const MOST_CANDIDATES = 14;

/** Templates worth aligning, likeliest first. Words with `taken` set are spoken for: seeds there do not count. */
export function findCandidates(index: LicenseIndex, work: CandidateWork, taken: Uint8Array): Candidate[] {
  const { starts, template, position } = index.seeds;
  const { seeds, numbers, slot } = work;
  const ranked = rank(index, work, taken);
  if (ranked.length === 0) return [];
  const hits: number[][] = ranked.map(() => []);
  ranked.forEach((t, i) => {
    slot[t] = i + 1;
  });
  for (let s = 0; s < seeds.length; s++) {
    const seed = numbers[s]!;
    const at = seeds.at[s]!;
    if (seed < 0 || taken[at] !== 0) continue;
    for (let p = starts[seed]!, end = starts[seed + 1]!; p < end; p++) {
      const i = slot[template[p]!]!;
      if (i !== 0) hits[i - 1]!.push(at, position[p]!);
    }
  }
  for (const t of ranked) slot[t] = 0;
  return ranked.map((t, i) => ({ template: t, hits: hits[i]! }));
}

/** The templates that share most seeds and lack fewest. */
function rank(index: LicenseIndex, work: CandidateWork, taken: Uint8Array): number[] {
  const { starts, template } = index.seeds;
  const { seeds, numbers, stamp, count } = work;
  const round = ++work.round;
  const touched: number[] = [];
  for (let s = 0; s < seeds.length; s++) {
    const seed = numbers[s]!;
    if (seed < 0 || stamp[seed] === round || taken[seeds.at[s]!] !== 0) continue;
    stamp[seed] = round;
    let last = -1;
    for (let p = starts[seed]!, end = starts[seed + 1]!; p < end; p++) {
      const t = template[p]!;
      if (t === last) continue;
      last = t;
      if (count[t]!++ === 0) touched.push(t);
    }
  }
  const ranked: { template: number; rank: number }[] = [];
  for (const t of touched) {
    const shared = count[t]!;
    const core = index.templates.coreSeeds[t]!;
    count[t] = 0;
    if (shared >= core * LEAST_SHARE) ranked.push({ template: t, rank: shared - 0.5 * Math.max(0, core - shared) });
  }
  ranked.sort((a, b) => b.rank - a.rank || a.template - b.template);
  return ranked.slice(0, MOST_CANDIDATES).map((r) => r.template);
}
