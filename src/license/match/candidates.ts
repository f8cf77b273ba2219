/** Which templates a text may hold, and where the two share seeds. */
import type { LicenseIndex } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { findSeeds, newSeeds, numberSeeds, type Seeds, type SeedTable } from './seeds.ts';

/** Arrays used again from text to text. */
export interface CandidateWork {
  /** The text's. */
  readonly seeds: Seeds;
  /** Number of each of the text's seeds in the index; -1 where the index lacks it. */
  numbers: Int32Array;
  /** For each of the text's seeds the next one that is the same; -1 where none is. */
  next: Int32Array;
  /** Where in `hits` the next pair with each of the text's seeds goes. */
  ends: Int32Array;
  /** The text's first seed with a number of the index, if `round` is what `stamp` says there. */
  readonly first: Int32Array;
  readonly stamp: Int32Array;
  round: number;
  /** Templates that share a seed with the text, in the order they are met. */
  readonly touched: Uint16Array;
  /** By template: how many different seeds it shares with the text. */
  readonly shared: Uint16Array;
  /** By template, for those that were candidates before: its seeds. */
  readonly own: (Seeds | undefined)[];
  /** Where a template and the text share a seed: pairs (position in the text, position in the template) in the order of the text. */
  hits: Int32Array;
}

export function newCandidateWork(index: LicenseIndex): CandidateWork {
  const templates = index.templates.id.length;
  const capacity = 2048;
  return {
    seeds: newSeeds(),
    numbers: new Int32Array(capacity),
    next: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    first: new Int32Array(index.seeds.hashes.length),
    stamp: new Int32Array(index.seeds.hashes.length),
    round: 0,
    touched: new Uint16Array(templates),
    shared: new Uint16Array(templates),
    own: new Array(templates).fill(undefined),
    hits: new Int32Array(capacity),
  };
}

/** Looks up the seeds of a text, for `findCandidates`. */
export function readSeeds(tokens: Tokens, index: LicenseIndex, work: CandidateWork): void {
  const { seeds } = work;
  findSeeds(tokens.ids, tokens.length, seeds);
  if (work.numbers.length < seeds.length) {
    work.numbers = new Int32Array(seeds.length * 2);
    work.next = new Int32Array(seeds.length * 2);
    work.ends = new Int32Array(seeds.length * 2);
  }
  numberSeeds(index.seeds, seeds.hash, seeds.length, work.numbers);
}

/** Share of a template's core seeds that must be in the text; an edited word costs one or two seeds. */
const LEAST_SHARE = 0.3;
const MOST_CANDIDATES = 14;

/** Templates worth aligning, likeliest first. Words with `taken` set are spoken for: seeds there do not count. */
export function findCandidates(index: LicenseIndex, work: CandidateWork, taken: Uint8Array): number[] {
  const { shared } = work;
  const { coreSeeds } = index.templates;
  work.round++;
  const touched = work.touched.subarray(0, countShared(index.seeds, work, taken));
  const ranked: { template: number; rank: number }[] = [];
  touched.forEach((template) => {
    const count = shared[template]!;
    const core = coreSeeds[template]!;
    shared[template] = 0;
    if (count >= core * LEAST_SHARE) ranked.push({ template, rank: count - 0.5 * Math.max(0, core - count) });
  });
  ranked.sort((a, b) => b.rank - a.rank || a.template - b.template);
  return ranked.slice(0, MOST_CANDIDATES).map((r) => r.template);
}

/** Counts for each template what it shares with the text; gives how many share anything. */
function countShared(table: SeedTable, work: CandidateWork, taken: Uint8Array): number {
  const { starts, template } = table;
  const { seeds, numbers, next, first, stamp, round, touched, shared } = work;
  let count = 0;
  for (let s = seeds.length - 1; s >= 0; s--) {
    const seed = numbers[s]!;
    if (seed < 0 || taken[seeds.at[s]!] !== 0) continue;
    const isKnown = stamp[seed] === round;
    next[s] = isKnown ? first[seed]! : -1;
    first[seed] = s;
    if (isKnown) continue;
    stamp[seed] = round;
    let last = -1;
    for (let p = starts[seed]!, end = starts[seed + 1]!; p < end; p++) {
      const t = template[p]!;
      if (t === last) continue;
      last = t;
      if (shared[t]!++ === 0) touched[count++] = t;
    }
  }
  return count;
}

/** Fills `work.hits` for a template that `findCandidates` gave last; gives how many numbers it has. */
export function findHits(template: number, index: LicenseIndex, work: CandidateWork): number {
  work.own[template] ??= seedsOf(template, index);
  const own = work.own[template];
  const pairs = countHits(own, work);
  if (work.hits.length < 2 * pairs) work.hits = new Int32Array(4 * pairs);
  layOutHits(own, work);
  return 2 * pairs;
}

/** The seeds of a template, their numbers in place of hashes. */
function seedsOf(template: number, index: LicenseIndex): Seeds {
  const { words, starts } = index.templates;
  const own = words.subarray(starts[template]!, starts[template + 1]!);
  const seeds = newSeeds(own.length);
  findSeeds(own, own.length, seeds);
  numberSeeds(index.seeds, seeds.hash, seeds.length, seeds.hash);
  return seeds;
}

/** Counts the pairs for each of the text's seeds, and so finds where those of each begin. */
function countHits(own: Seeds, work: CandidateWork): number {
  const { first, stamp, round, next, ends, seeds } = work;
  const { hash: numbers } = own;
  ends.fill(0, 0, seeds.length);
  for (let o = 0; o < own.length; o++) {
    const seed = numbers[o]!;
    if (stamp[seed] === round) for (let s = first[seed]!; s >= 0; s = next[s]!) ends[s]!++;
  }
  let sum = 0;
  for (let s = 0; s < seeds.length; s++) {
    const count = ends[s]!;
    ends[s] = 2 * sum;
    sum += count;
  }
  return sum;
}

function layOutHits(own: Seeds, work: CandidateWork): void {
  const { first, stamp, round, next, ends, seeds, hits } = work;
  const { hash: numbers } = own;
  for (let o = 0; o < own.length; o++) {
    const seed = numbers[o]!;
    if (stamp[seed] !== round) continue;
    for (let s = first[seed]!; s >= 0; s = next[s]!) {
      const to = ends[s]!;
      hits[to] = seeds.at[s]!;
      hits[to + 1] = own.at[o]!;
      ends[s] = to + 2;
    }
  }
}
