/**
 * "Did you mean": the candidate that is fewest edits away from what was written, if it is near enough to be a slip: a third of its
 * letters, and never more than `most` edits.
 */
export function nearest(written: string, candidates: Iterable<string>, most = Infinity): string | undefined {
  let best: string | undefined;
  let least = Math.min(Math.max(1, Math.floor(written.length / 3)), most) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - written.length) >= least) continue;
    const distance = edits(written.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

const MAX_LENGTH = 200;

/** Damerau's distance (insert, delete, change, swap neighbors), given up at `limit`. */
function edits(a: string, b: string, limit: number): number {
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) >= limit) return limit;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
