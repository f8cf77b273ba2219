/**
 * Chains: exact runs shared by a text and a template, joined in order to occurrences of the template. A text can hold a template
 * more than once (a list of third-party notices), each time as a chain of its own.
 */
import type { Templates } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';

/** Exact runs, in the order of the text: `length` words from `text` in the text equal those from `template` in the template. */
export interface Runs {
  count: number;
  text: Int32Array;
  template: Int32Array;
  length: Int32Array;
  /** Best chain that ends with the run: its worth, and the run before or -1. */
  worth: Float64Array;
  previous: Int32Array;
  used: Uint8Array;
  /** Where the last run on a diagonal ended, by the diagonal's low bits. */
  readonly diagonal: Int32Array;
  readonly diagonalEnd: Int32Array;
}

const DIAGONALS = 2048;
/** A run this long is no chance: what else the template shares with the same words is noise. */
const CERTAIN = 16;
/** How many runs back a chain may continue from. */
const LOOK_BACK = 48;
/** What a word left out or put in between two runs costs a chain. */
const GAP_COST = 0.5;
/** Words of the text that a chain may jump over. */
const LONGEST_JUMP = 400;

export function newRuns(capacity = 512): Runs {
  return {
    count: 0,
    text: new Int32Array(capacity),
    template: new Int32Array(capacity),
    length: new Int32Array(capacity),
    worth: new Float64Array(capacity),
    previous: new Int32Array(capacity),
    used: new Uint8Array(capacity),
    diagonal: new Int32Array(DIAGONALS),
    diagonalEnd: new Int32Array(DIAGONALS),
  };
}

function grow(runs: Runs): void {
  const size = runs.text.length * 2;
  const wider = newRuns(size);
  wider.text.set(runs.text);
  wider.template.set(runs.template);
  wider.length.set(runs.length);
  const { text, template, length, worth, previous, used } = wider;
  Object.assign(runs, { text, template, length, worth, previous, used });
}

/**
 * Extends the shared seeds to runs as long as they go.
 * @param hits pairs (position in the text, position in the template) in the order of the text; `size` numbers of them count.
 */
export function findRuns(
  hits: Int32Array,
  size: number,
  tokens: Tokens,
  templates: Templates,
  template: number,
  runs: Runs,
): void {
  const { ids, length: textLength } = tokens;
  const { words } = templates;
  const from = templates.starts[template]!;
  const to = templates.starts[template + 1]!;
  const { diagonal, diagonalEnd } = runs;
  diagonalEnd.fill(-1);
  runs.count = 0;
  // how far certain runs reach that began at earlier seeds than the one looked at
  let certain = -1;
  let pending = -1;
  let at = -1;
  for (let h = 0; h < size; h += 2) {
    const i = hits[h]!;
    if (i > at) {
      at = i;
      certain = pending;
    }
    if (i < certain) continue;
    const j = hits[h + 1]!;
    const d = i - j;
    const key = d & (DIAGONALS - 1);
    if (diagonal[key] === d && diagonalEnd[key]! > i) continue;
    let a = i;
    let b = from + j;
    while (a > 0 && b > from && ids[a - 1] === words[b - 1] && ids[a - 1] !== 0) {
      a--;
      b--;
    }
    let end = i;
    for (let t = from + j; end < textLength && t < to && ids[end] === words[t] && ids[end] !== 0; t++) end++;
    if (end - a < 2) continue;
    if (end - a >= CERTAIN && end > pending) pending = end;
    diagonal[key] = d;
    diagonalEnd[key] = end;
    if (runs.count === runs.text.length) grow(runs);
    runs.text[runs.count] = a;
    runs.template[runs.count] = b - from;
    runs.length[runs.count++] = end - a;
  }
  sortByText(runs);
}

/** Extension to the left can put a run before an earlier one; mostly they are in order. */
function sortByText(runs: Runs): void {
  const { text, template, length } = runs;
  for (let k = 1; k < runs.count; k++) {
    const a = text[k]!;
    if (text[k - 1]! <= a) continue;
    const b = template[k]!;
    const l = length[k]!;
    let m = k - 1;
    // bounded: a run moves past few others, and order within the bound is enough
    for (const least = Math.max(0, k - LOOK_BACK); m >= least && text[m]! > a; m--) {
      text[m + 1] = text[m]!;
      template[m + 1] = template[m]!;
      length[m + 1] = length[m]!;
    }
    text[m + 1] = a;
    template[m + 1] = b;
    length[m + 1] = l;
  }
}

/** Chains of runs, best first, each as run numbers in the order of the text; chains worth less than `least` are left out. */
export function findChains(runs: Runs, least: number): number[][] {
  const { count, text, template, length, worth, previous, used } = runs;
  for (let m = 0; m < count; m++) {
    let best = length[m]!;
    let from = -1;
    for (let p = m - 1; p >= 0 && p >= m - LOOK_BACK; p--) {
      if (worth[p]! + length[m]! <= best) continue;
      let di = text[m]! - text[p]! - length[p]!;
      let dj = template[m]! - template[p]! - length[p]!;
      if (di > LONGEST_JUMP) continue;
      let gained = length[m]!;
      if (di < 0 || dj < 0) {
        const overlap = Math.max(-di, -dj);
        if (overlap >= gained || overlap >= length[p]!) continue;
        gained -= overlap;
        di += overlap;
        dj += overlap;
      }
      const total = worth[p]! + gained - GAP_COST * (di + dj);
      if (total > best) {
        best = total;
        from = p;
      }
    }
    worth[m] = best;
    previous[m] = from;
    used[m] = 0;
  }
  const ends: number[] = [];
  for (let m = 0; m < count; m++) if (worth[m]! >= least) ends.push(m);
  ends.sort((a, b) => worth[b]! - worth[a]! || a - b);
  const chains: number[][] = [];
  for (const end of ends) {
    if (used[end] !== 0) continue;
    const chain: number[] = [];
    let m = end;
    for (; m >= 0 && used[m] === 0; m = previous[m]!) {
      used[m] = 1;
      chain.push(m);
    }
    if (worth[end]! - (m >= 0 ? worth[m]! : 0) < least) continue;
    chains.push(chain.reverse());
  }
  return chains;
}
