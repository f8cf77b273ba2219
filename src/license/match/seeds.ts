/**
 * Seeds: a sample of the runs of four words of a text, chosen by the text alone (minimisers over windows of four runs), so that any
 * seven words which two texts share give both at least one common seed. A third of all runs, and none is lost that matters.
 */
const RUN = 4;
const WINDOW = 4;

/** Seeds found: position of the run's first word, and its hash. */
export interface Seeds {
  length: number;
  at: Int32Array;
  hash: Int32Array;
}

export function newSeeds(capacity = 2048): Seeds {
  return { length: 0, at: new Int32Array(capacity), hash: new Int32Array(capacity) };
}

const P = 0x9e3779b1 | 0;
/** Hash that no seed has: runs with an unknown word. */
const NEVER = 0x7fffffff;

function runHash(ids: Uint16Array, i: number): number {
  const a = ids[i]!;
  const b = ids[i + 1]!;
  const c = ids[i + 2]!;
  const d = ids[i + 3]!;
  if (a === 0 || b === 0 || c === 0 || d === 0) return NEVER;
  let h = Math.imul(a, P) + b;
  h = Math.imul(h ^ (h >>> 15), P) + c;
  h = Math.imul(h ^ (h >>> 13), P) + d;
  h = Math.imul(h ^ (h >>> 16), P);
  h ^= h >>> 15;
  return h === NEVER ? 0 : h;
}

/** Fills `seeds` with those of `ids[0 … length)`. */
export function findSeeds(ids: Uint16Array, length: number, seeds: Seeds): void {
  const runs = Math.max(0, length - RUN + 1);
  if (seeds.at.length < runs) {
    seeds.at = new Int32Array(Math.max(runs, seeds.at.length * 2));
    seeds.hash = new Int32Array(seeds.at.length);
  }
  seeds.length = chooseSeeds(ids, runs, seeds.at, seeds.hash);
}

function chooseSeeds(ids: Uint16Array, runs: number, ats: Int32Array, hashes: Int32Array): number {
  let count = 0;
  let bestAt = -1;
  let best = NEVER;
  let h1 = NEVER;
  let h2 = NEVER;
  let h3 = NEVER;
  let last = -1;
  for (let i = 0; i < runs; i++) {
    const h = runHash(ids, i);
    if (h <= best) {
      best = h;
      bestAt = i;
    } else if (bestAt <= i - WINDOW) {
      // the least of the window fell out: look at the three before again, the later one of equals
      best = h;
      bestAt = i;
      if (h3 < best) {
        best = h3;
        bestAt = i - 1;
      }
      if (h2 < best) {
        best = h2;
        bestAt = i - 2;
      }
      if (h1 < best) {
        best = h1;
        bestAt = i - 3;
      }
    }
    h1 = h2;
    h2 = h3;
    h3 = h;
    if (best !== NEVER && bestAt > last && (i >= WINDOW - 1 || i === runs - 1)) {
      ats[count] = bestAt;
      hashes[count++] = best;
      last = bestAt;
    }
  }
  return count;
}

/** Seed hash → its places in the templates, as an open-addressing table over typed arrays. */
export interface SeedTable {
  /** Slot → seed number + 1. */
  readonly slots: Int32Array;
  readonly hashes: Int32Array;
  /** Where each seed's places begin in `template` and `position`; one more than there are seeds. */
  readonly starts: Uint32Array;
  readonly template: Uint16Array;
  readonly position: Uint16Array;
}

/** Fills `numbers` with those of the first seeds by their hashes, -1 where the table lacks one. Both may be one array. */
export function numberSeeds(table: SeedTable, wanted: Int32Array, count: number, numbers: Int32Array): void {
  const { slots, hashes } = table;
  const mask = slots.length - 1;
  for (let s = 0; s < count; s++) {
    const hash = wanted[s]!;
    let slot = (hash >>> 1) & mask;
    let seed = slots[slot]! - 1;
    while (seed >= 0 && hashes[seed] !== hash) {
      slot = (slot + 1) & mask;
      seed = slots[slot]! - 1;
    }
    numbers[s] = seed;
  }
}

/** Builds the table from the templates' word ids, each at most 65,535 words long. */
export function buildSeedTable(templates: readonly Uint16Array[]): SeedTable {
  const places = new Map<number, number[]>();
  const seeds = newSeeds();
  templates.forEach((ids, template) => {
    findSeeds(ids, ids.length, seeds);
    for (let s = 0; s < seeds.length; s++) {
      const list = places.get(seeds.hash[s]!);
      if (list) list.push(template, seeds.at[s]!);
      else places.set(seeds.hash[s]!, [template, seeds.at[s]!]);
    }
  });
  const size = 2 ** Math.ceil(Math.log2(places.size * 1.6));
  const slots = new Int32Array(size);
  const hashes = new Int32Array(places.size);
  const starts = new Uint32Array(places.size + 1);
  const template: number[] = [];
  const position: number[] = [];
  let seed = 0;
  for (const [hash, list] of places) {
    for (let i = 0; i < list.length; i += 2) {
      template.push(list[i]!);
      position.push(list[i + 1]!);
    }
    hashes[seed] = hash;
    starts[seed + 1] = template.length;
    let slot = (hash >>> 1) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = ++seed;
  }
  return { slots, hashes, starts, template: Uint16Array.from(template), position: Uint16Array.from(position) };
}
