/** A requirement graph and the versions it selects: minimal version selection (cmd/go/internal/mvs). Modules are nodes, see nodes.ts. */

import { compareText } from '../../std/order.ts';
import { modCompare } from '../../version/module-version.ts';
import { moduleAt, type Nodes } from './nodes.ts';

export interface RequirementGraph {
  readonly nodes: Nodes;
  readonly roots: readonly number[];
  /** By node, in recorded order; no entry where a go.mod is not part of the graph. */
  readonly required: Map<number, readonly number[]>;
  /** By path number: the selected node. */
  readonly selected: Map<number, number>;
  /** Nodes that have been compared already: a large graph names most of them many times. */
  readonly met: Set<number>;
}

export function createGraph(nodes: Nodes, roots: readonly number[]): RequirementGraph {
  const graph = { nodes, roots, required: new Map(), selected: new Map(), met: new Set<number>() };
  for (const root of roots) meet(graph, root);
  return graph;
}

/** Records the requirements of a module, once each. */
export function require(graph: RequirementGraph, node: number, requirements: readonly number[]): void {
  graph.required.set(node, requirements);
  for (const dependency of requirements) if (!graph.met.has(dependency)) meet(graph, dependency);
}

function meet(graph: RequirementGraph, node: number): void {
  graph.met.add(node);
  const path = graph.nodes.pathOf[node]!;
  const { path: name, version } = moduleAt(graph.nodes, node);
  const best = graph.selected.get(path);
  const bestVersion = best === undefined ? 'none' : moduleAt(graph.nodes, best).version;
  if (compareVersions(name, bestVersion, version) < 0) graph.selected.set(path, node);
}

/** modload.cmpVersion: '' is the main module, above every version. `none`, like all that is malformed, is below every version. */
export function compareVersions(path: string, x: string, y: string): -1 | 0 | 1 {
  if (x === '' || y === '') return x === y ? 0 : x === '' ? 1 : -1;
  return modCompare(path, x, y);
}

/** Selected version of a path, `none` for one that is not in the graph. */
export function selectedVersion(graph: RequirementGraph, path: string): string {
  const number = graph.nodes.byPath.get(path)?.path;
  const node = number === undefined ? undefined : graph.selected.get(number);
  return node === undefined ? 'none' : moduleAt(graph.nodes, node).version;
}

/** The node that is selected for another node's path. Defined for every path that graph has met, but a malformed toolchain's. */
export function selectedFor(graph: RequirementGraph, node: number): number | undefined {
  return graph.selected.get(graph.nodes.pathOf[node]!);
}

/** Selected versions of the roots' paths in the roots' order, then of all other paths by path. */
export function buildList(graph: RequirementGraph): number[] {
  const rootPaths = new Set<number>();
  const list: number[] = [];
  for (const root of graph.roots) {
    const path = graph.nodes.pathOf[root]!;
    const node = graph.selected.get(path);
    if (!rootPaths.has(path) && node !== undefined) list.push(node);
    rootPaths.add(path);
  }
  const rest: number[] = [];
  for (const [path, node] of graph.selected) if (!rootPaths.has(path)) rest.push(node);
  const { modules } = graph.nodes;
  rest.sort((a, b) => compareText(modules[a]!.path, modules[b]!.path));
  return [...list, ...rest];
}

/** Every node but `none`s once, in breadth-first order. */
export function walk(graph: RequirementGraph): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (node: number) => {
    if (seen.has(node) || moduleAt(graph.nodes, node).version === 'none') return;
    seen.add(node);
    order.push(node);
  };
  for (const root of graph.roots) visit(root);
  for (let i = 0; i < order.length; i++) for (const next of graph.required.get(order[i]!) ?? []) visit(next);
  return order;
}

/** The way from a root to the first node, in breadth-first order, that fits; undefined where none does. */
export function findPath(graph: RequirementGraph, fits: (node: number) => boolean): number[] | undefined {
  const requiredBy = new Map<number, number>();
  const queue: number[] = [];
  const visit = (node: number, by: number) => {
    if (requiredBy.has(node)) return;
    requiredBy.set(node, by);
    queue.push(node);
  };
  for (const root of graph.roots) visit(root, -1);
  for (let i = 0; i < queue.length; i++) {
    const node = queue[i]!;
    if (fits(node)) {
      const path: number[] = [];
      for (let at = node; at >= 0; at = requiredBy.get(at)!) path.push(at);
      return path.reverse();
    }
    for (const next of graph.required.get(node) ?? []) visit(next, node);
  }
  return undefined;
}
