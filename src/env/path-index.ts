/** Finds the patterns that a path fits, at a cost that does not grow with their number. */

/** Patterns by what decides: an ending (`*.sh`), a name, the folder around (`bin/*`), both (`go/env`), or anything else (`.env.*`). */
export interface PathIndex {
  readonly endings: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, number>;
  readonly folders: ReadonlyMap<string, number>;
  readonly tails: ReadonlyMap<string, number>;
  readonly others: readonly (readonly [pattern: RegExp, index: number])[];
}

/** `lists`: patterns of one or two elements, in which `*` stands for anything but `/`. */
export function pathIndex(lists: readonly (readonly string[])[]): PathIndex {
  const index = {
    endings: new Map<string, number>(),
    names: new Map<string, number>(),
    folders: new Map<string, number>(),
    tails: new Map<string, number>(),
    others: [] as (readonly [RegExp, number])[],
  };
  const put = (map: Map<string, number>, key: string, i: number) => {
    if (!map.has(key)) map.set(key, i);
  };
  for (const [i, patterns] of lists.entries()) {
    for (const pattern of patterns.map((p) => p.toLowerCase())) {
      if (/^\*\.[^*/.]+$/.test(pattern)) put(index.endings, pattern.slice(2), i);
      else if (/^[^*/]+\/\*$/.test(pattern)) put(index.folders, pattern.slice(0, -2), i);
      else if (/^[^*/]+\/[^*/]+$/.test(pattern)) put(index.tails, pattern, i);
      else if (/^[^*/]+$/.test(pattern)) put(index.names, pattern, i);
      else index.others.push([asExpression(pattern), i]);
    }
  }
  return index;
}

/** Indices of the lists that have a pattern for the path, in their order. */
export function listsFor(index: PathIndex, path: string): number[] {
  const slash = path.lastIndexOf('/');
  const parent = path.lastIndexOf('/', slash - 1);
  const name = path.slice(slash + 1).toLowerCase();
  const folder = slash < 0 ? '' : path.slice(parent < slash ? parent + 1 : 0, slash).toLowerCase();
  const found = new Set<number>();
  const add = (i: number | undefined) => {
    if (i !== undefined) found.add(i);
  };
  add(index.names.get(name));
  if (name.includes('.')) add(index.endings.get(name.slice(name.lastIndexOf('.') + 1)));
  if (slash >= 0) {
    add(index.folders.get(folder));
    add(index.tails.get(`${folder}/${name}`));
  }
  for (const [pattern, i] of index.others) if (pattern.test(`${folder}/${name}`)) found.add(i);
  return [...found].sort((a, b) => a - b);
}

/** Of a name with or without the folder before it. */
function asExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${pattern.includes('/') ? '' : '[^/]*/'}${escaped}$`);
}
