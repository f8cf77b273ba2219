/**
 * Which of many paths is a path itself or contains it, by path element: `a/b` covers `a/b` and `a/b/c`, not `a/bc`. One look-up is a
 * binary search, whatever the number and the depth of the paths.
 *
 * Each path is kept with a slash at its end, so that "covers" means "is a prefix of the text". In code unit order all texts with one
 * prefix stand together right after it, so whatever covers a text is its predecessor or covers that predecessor.
 */

/** Gives the values of all paths that cover the target, the longest path first; values of one path in the order given. */
export function coveringPaths<T>(entries: Iterable<readonly [path: string, value: T]>): (target: string) => T[] {
  const byKey = new Map<string, T[]>();
  for (const [path, value] of entries) {
    const key = `${path}/`;
    const values = byKey.get(key);
    if (values) values.push(value);
    else byKey.set(key, [value]);
  }
  const keys = [...byKey.keys()].sort();
  const parents = parentsOf(keys);
  return (target) => {
    const text = `${target}/`;
    const found: T[] = [];
    for (let i = lastUpTo(keys, text); i >= 0; i = parents[i]!) {
      if (text.startsWith(keys[i]!)) for (const value of byKey.get(keys[i]!)!) found.push(value);
    }
    return found;
  };
}

/** Whether one of the paths covers the target. */
export function pathSet(paths: Iterable<string>): (target: string) => boolean {
  const keys: string[] = [];
  for (const key of [...new Set(paths)].map((path) => `${path}/`).sort()) {
    // What another path covers says nothing new, and without it the predecessor alone decides.
    const last = keys[keys.length - 1];
    if (last === undefined || !key.startsWith(last)) keys.push(key);
  }
  return (target) => {
    const text = `${target}/`;
    const at = lastUpTo(keys, text);
    return at >= 0 && text.startsWith(keys[at]!);
  };
}

/** For each of the sorted keys the index of the longest other one that is a prefix of it; -1 for none. */
function parentsOf(keys: readonly string[]): Int32Array {
  const parents = new Int32Array(keys.length);
  const open: number[] = [];
  for (const [i, key] of keys.entries()) {
    while (open.length > 0 && !key.startsWith(keys[open[open.length - 1]!]!)) open.pop();
    parents[i] = open[open.length - 1] ?? -1;
    open.push(i);
  }
  return parents;
}

/** Index of the last of the sorted keys that does not come after the text; -1 for none. */
function lastUpTo(keys: readonly string[], text: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! <= text) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
