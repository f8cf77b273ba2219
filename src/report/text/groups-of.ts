/** What belongs together by a key. */

/** Groups in the order of their first members. */
export function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const byKey = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = byKey.get(key);
    if (group) group.push(one);
    else byKey.set(key, [one]);
  }
  return [...byKey.values()];
}
