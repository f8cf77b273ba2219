/** Where the modules stand on the map: a column for each step away from the main modules, ordered so that few lines cross. */
import type { Inventory } from '../inventory.ts';

export interface MapNode {
  readonly label: string;
  readonly column: number;
  /** From the top of the column, centered: negative above the middle. */
  readonly row: number;
  /** Indexes of components; none for a main module. */
  readonly members: readonly number[];
}

export interface MapLayout {
  readonly nodes: readonly MapNode[];
  /** Indexes of nodes: who requires whom. */
  readonly edges: readonly (readonly [number, number])[];
}

/** More modules than this are folded by owner: nobody reads a drawing of them all. */
export const FOLD_FROM = 300;

/** Nodes above one another; more stand in further columns beside them. */
const MAX_ROWS = 40;

/** Passes over the columns; more change little. */
const PASSES = 4;

interface Node {
  readonly label: string;
  readonly members: number[];
  readonly next: Set<number>;
}

export function mapLayout(inventory: Inventory): MapLayout {
  const nodes = nodesOf(inventory);
  const levels = orderedLevels(nodes, levelsOf(nodes, inventory.mains.length));
  const places = placesOf(levels);
  return {
    nodes: nodes.map(({ label, members }, i) => ({ label, members, ...places.get(i)! })),
    edges: nodes.flatMap(({ next }, from) => [...next].sort((a, b) => a - b).map((to) => [from, to] as const)),
  };
}

/** Main modules first. */
function nodesOf({ mains, components }: Inventory): Node[] {
  const nodes: Node[] = mains.map(({ path, dir }) => ({ label: path || dir || '.', members: [], next: new Set() }));
  const fold = components.length > FOLD_FROM;
  const byLabel = new Map<string, number>();
  const nodeOf = components.map(({ path, version }, i) => {
    const label = fold ? ownerOf(path) : `${path} ${version}`;
    const at = byLabel.get(label) ?? nodes.push({ label, members: [], next: new Set() }) - 1;
    byLabel.set(label, at);
    nodes[at]!.members.push(i);
    return at;
  });
  const connect = (from: number, requires: readonly number[]) => {
    for (const i of requires) if (nodeOf[i] !== from) nodes[from]!.next.add(nodeOf[i]!);
  };
  for (const [i, { requires }] of mains.entries()) connect(i, requires);
  for (const [i, { requires }] of components.entries()) connect(nodeOf[i]!, requires);
  return nodes;
}

/** Hosts where the second element of a path is an owner. */
const HOSTS: ReadonlySet<string> = new Set([
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'gitea.com',
  'git.sr.ht',
]);

/** `github.com/owner`, else the host: `golang.org`, `k8s.io`. */
export function ownerOf(path: string): string {
  const [host = '', owner = ''] = path.split('/');
  return HOSTS.has(host) && owner !== '' ? `${host}/${owner}` : host;
}

/** Steps from the main modules; what none reaches stands behind the last column. */
function levelsOf(nodes: readonly Node[], mains: number): number[] {
  const column: number[] = nodes.map((_, i) => (i < mains ? 0 : -1));
  let last = 0;
  let front = column.flatMap((c, i) => (c === 0 ? [i] : []));
  while (front.length > 0) {
    const reached = new Set<number>();
    for (const from of front) for (const to of nodes[from]!.next) if (column[to]! < 0) reached.add(to);
    if (reached.size > 0) last++;
    for (const to of reached) column[to] = last;
    front = [...reached];
  }
  return column.map((c) => (c < 0 ? last + 1 : c));
}

/** The nodes of each level, ordered by the middle of their neighbors. */
function orderedLevels(nodes: readonly Node[], level: readonly number[]): readonly (readonly number[])[] {
  const levels: number[][] = [];
  for (const [i, l] of level.entries()) {
    levels[l] ??= [];
    levels[l].push(i);
  }
  const row = nodes.map(() => 0);
  const place = (order: readonly number[]) => {
    for (const [at, i] of order.entries()) row[i] = at - (order.length - 1) / 2;
  };
  for (const order of levels) place(order);
  const neighbors = nodes.map<number[]>(() => []);
  for (const [from, { next }] of nodes.entries()) {
    for (const to of next) {
      neighbors[from]!.push(to);
      neighbors[to]!.push(from);
    }
  }
  for (let pass = 0; pass < PASSES; pass++) {
    for (const order of levels) {
      const middle = new Map(
        order.map((i) => [
          i,
          mean(
            neighbors[i]!.map((n) => row[n]!),
            row[i]!,
          ),
        ]),
      );
      order.sort((a, b) => middle.get(a)! - middle.get(b)! || a - b);
      place(order);
    }
  }
  return levels;
}

function placesOf(levels: readonly (readonly number[])[]): ReadonlyMap<number, Pick<MapNode, 'column' | 'row'>> {
  const places = new Map<number, Pick<MapNode, 'column' | 'row'>>();
  let column = 0;
  for (const order of levels) {
    const columns = Math.ceil(order.length / MAX_ROWS);
    const height = Math.ceil(order.length / columns);
    for (const [at, i] of order.entries()) {
      const within = Math.floor(at / height);
      const rows = Math.min(height, order.length - within * height);
      places.set(i, { column: column + within, row: (at % height) - (rows - 1) / 2 });
    }
    column += columns;
  }
  return places;
}

function mean(values: readonly number[], fallback: number): number {
  return values.length === 0 ? fallback : values.reduce((sum, v) => sum + v, 0) / values.length;
}
