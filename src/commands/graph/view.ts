/** A part of the build list's graph that a person can look at: around a module, down to a depth, folded by owner. */
import { graphEdges } from '../../go/graph/result.ts';
import type { ModuleGraph } from '../../go/graph/types.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { ownerOf } from '../../report/html/map-layout.ts';

type Edge = readonly [from: string, to: string];

export interface GraphView {
  /** Names of the main modules. */
  readonly mains: readonly string[];
  /** Names in the order of their first edge, then those without one. */
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
}

/** All modules of the build list: every requirement stands for the version that is selected. */
export function wholeView(graph: ModuleGraph): GraphView {
  const edges = [...selectedEdges(graph)];
  const mains = graph.main.map(({ path }) => path);
  return viewOf(mains, edges, graph.buildList.map(nameOf));
}

/** What requires the module and what it requires, directly or not, at most `depth` steps away. */
export function focusedView({ mains, edges, nodes }: GraphView, focus: string, depth: number): GraphView {
  const near = new Set([
    ...within([focus], edges, depth),
    ...within(
      [focus],
      edges.map(([from, to]) => [to, from] as const),
      depth,
    ),
  ]);
  return kept(mains, edges, nodes, near);
}

/** What is at most `depth` steps away from a main module. */
export function shallowView({ mains, edges, nodes }: GraphView, depth: number): GraphView {
  return kept(mains, edges, nodes, within(mains, edges, depth));
}

/** One node for all modules of an owner, with their number; main modules stay. */
export function collapsedView({ mains, edges, nodes }: GraphView): GraphView {
  const isMain = new Set(mains);
  const counts = new Map<string, number>();
  const ownerName = (name: string) => (isMain.has(name) ? name : ownerOf(name.replace(/@[^@]*$/, '')));
  for (const name of nodes) counts.set(ownerName(name), (counts.get(ownerName(name)) ?? 0) + 1);
  const shown = (name: string) => {
    const owner = ownerName(name);
    const count = counts.get(owner)!;
    return isMain.has(name) || count === 1 ? name : `${owner} (${count})`;
  };
  const folded = edges.map(([from, to]) => [shown(from), shown(to)] as const).filter(([from, to]) => from !== to);
  return viewOf(mains, folded, nodes.map(shown));
}

export function nameOf({ path, version }: ModuleVersion): string {
  return version === '' ? path : `${path}@${version}`;
}

function* selectedEdges(graph: ModuleGraph): Generator<Edge> {
  const isTool = (path: string) => path === 'go' || path === 'toolchain';
  for (const [from, to] of graphEdges(graph)) {
    if (isTool(from.path) || isTool(to.path) || from.version !== graph.selected(from.path)) continue;
    yield [nameOf(from), nameOf({ path: to.path, version: graph.selected(to.path) ?? to.version })];
  }
}

/** Each edge and node once. */
function viewOf(mains: readonly string[], edges: readonly Edge[], names: readonly string[]): GraphView {
  const once = [...new Map(edges.map((edge) => [edge.join(' '), edge])).values()];
  return { mains, edges: once, nodes: [...new Set([...once.flat(), ...names])] };
}

function kept(
  mains: readonly string[],
  edges: readonly Edge[],
  nodes: readonly string[],
  near: ReadonlySet<string>,
): GraphView {
  const inside = edges.filter(([from, to]) => near.has(from) && near.has(to));
  return viewOf(
    mains,
    inside,
    nodes.filter((name) => near.has(name)),
  );
}

function within(starts: readonly string[], edges: readonly Edge[], depth: number): Set<string> {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const seen = new Set(starts);
  let edge = [...starts];
  for (let step = 0; step < depth && edge.length > 0; step++) {
    const found = edge.flatMap((name) => next.get(name) ?? []).filter((name) => !seen.has(name));
    edge = [...new Set(found)];
    for (const name of edge) seen.add(name);
  }
  return seen;
}
