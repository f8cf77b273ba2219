/**
 * What lies between two exact runs, compared word by word: a longest common subsequence, and of the rest what was left out and what
 * was put in. A name in place of "the copyright holder" is neither.
 */

/** Running totals of a comparison. */
export interface Tally {
  matched: number;
  /** Words of the template's core that the text lacks. */
  missing: number;
  /** Words of the text that the template lacks. */
  extra: number;
}

/** One template laid beside one text. */
export interface Pairing {
  readonly ids: Uint16Array;
  readonly words: Uint16Array;
  /** Where the template begins in `words`. */
  readonly from: number;
  readonly coreStart: number;
  readonly coreEnd: number;
  /** Bit set over `words`. */
  readonly party: Uint8Array;
}

/** Names of holders are at most this long. */
const LONGEST_NAME = 14;
const CELLS = 16384;
const table = new Uint16Array(CELLS);

/** Counts a stretch without common words: text `a0 … a1` against template `b0 … b1`. */
function countRest(pair: Pairing, a0: number, a1: number, b0: number, b1: number, tally: Tally): void {
  const from = Math.max(b0, pair.coreStart);
  const to = Math.min(b1, pair.coreEnd);
  let missing = 0;
  let parties = to > from;
  for (let j = from; j < to; j++) {
    const at = pair.from + j;
    if ((pair.party[at >> 3]! & (1 << (at & 7))) === 0) {
      parties = false;
      missing++;
    }
  }
  let extra = a1 - a0;
  if (parties) extra = Math.max(0, extra - LONGEST_NAME);
  tally.missing += missing;
  tally.extra += extra;
}

/** Compares text `a0 … a1` with template `b0 … b1` (offsets into the template) and adds to the tally. */
export function compareGap(pair: Pairing, a0: number, a1: number, b0: number, b1: number, tally: Tally): void {
  const rows = a1 - a0;
  const columns = b1 - b0;
  if (rows === 0 && columns === 0) return;
  if (rows === 0 || columns === 0 || (rows + 1) * (columns + 1) > CELLS) {
    countRest(pair, a0, a1, b0, b1, tally);
    return;
  }
  fill(pair, a0, a1, b0, b1);
  const width = columns + 1;
  let i = 0;
  let j = 0;
  let restI = a0;
  let restJ = b0;
  while (i < rows && j < columns) {
    if (pair.ids[a0 + i] === pair.words[pair.from + b0 + j] && pair.ids[a0 + i] !== 0) {
      countRest(pair, restI, a0 + i, restJ, b0 + j, tally);
      tally.matched++;
      i++;
      j++;
      restI = a0 + i;
      restJ = b0 + j;
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) i++;
    else j++;
  }
  countRest(pair, restI, a1, restJ, b1, tally);
}

/** `table[i][j]` = most words in common of the text from `a0 + i` and the template from `b0 + j`. */
function fill(pair: Pairing, a0: number, a1: number, b0: number, b1: number): void {
  const rows = a1 - a0;
  const width = b1 - b0 + 1;
  for (let j = 0; j < width; j++) table[rows * width + j] = 0;
  for (let i = rows - 1; i >= 0; i--) {
    const id = pair.ids[a0 + i]!;
    const row = i * width;
    table[row + width - 1] = 0;
    for (let j = width - 2; j >= 0; j--) {
      const below = table[row + width + j]!;
      const right = table[row + j + 1]!;
      table[row + j] =
        id !== 0 && id === pair.words[pair.from + b0 + j]
          ? table[row + width + j + 1]! + 1
          : below > right
            ? below
            : right;
    }
  }
}

/**
 * Looks for the template's core before the first run (or after the last one) in the words of the text next to it. What of the text
 * lies beyond the outermost common word does not belong to the occurrence.
 * @returns the text position of the outermost common word (its end, for what comes after), or `edge` where there is none.
 */
export function compareEdge(
  pair: Pairing,
  edge: number,
  a: number,
  b0: number,
  b1: number,
  before: boolean,
  tally: Tally,
): number {
  if (b1 <= b0) return edge;
  const [a0, a1] = before ? [a, edge] : [edge, a];
  const rows = a1 - a0;
  if (rows <= 0 || (rows + 1) * (b1 - b0 + 1) > CELLS) {
    countRest(pair, 0, 0, b0, b1, tally);
    return edge;
  }
  // outermost common words, so that the gap comparison sees only what lies inside
  fill(pair, a0, a1, b0, b1);
  const width = b1 - b0 + 1;
  let i = 0;
  let j = 0;
  let first = -1;
  let last = -1;
  let firstJ = b1;
  let lastJ = b0;
  while (i < rows && j < width - 1) {
    if (pair.ids[a0 + i] === pair.words[pair.from + b0 + j] && pair.ids[a0 + i] !== 0) {
      if (first < 0) {
        first = a0 + i;
        firstJ = b0 + j;
      }
      last = a0 + i + 1;
      lastJ = b0 + j + 1;
      i++;
      j++;
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) i++;
    else j++;
  }
  if (first < 0) {
    countRest(pair, 0, 0, b0, b1, tally);
    return edge;
  }
  const { matched, missing, extra } = tally;
  if (before) compareGap(pair, first, edge, firstJ, b1, tally);
  else compareGap(pair, edge, last, b0, lastJ, tally);
  if (tally.extra - extra > tally.matched - matched) {
    // scattered small words, not the template
    Object.assign(tally, { matched, missing, extra });
    countRest(pair, 0, 0, b0, b1, tally);
    return edge;
  }
  if (before) countRest(pair, 0, 0, b0, firstJ, tally);
  else countRest(pair, 0, 0, lastJ, b1, tally);
  return before ? first : last;
}
