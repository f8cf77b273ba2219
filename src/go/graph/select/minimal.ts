/** The smallest set of roots that selects the same versions (mvs.Req). */
import { compareText } from '../../std/order.ts';
import { buildList, createGraph, type RequirementGraph, require, selectedFor, selectedVersion } from './mvs.ts';
import { moduleAt, type Nodes, nodeOf } from './nodes.ts';

/** What a module requires; undefined where that is not known. */
export type RequiredBy = (node: number) => readonly number[] | undefined;

/**
 * `base` are paths that must be among the result, `keep` the roots to start from. undefined: something that is needed is not known.
 * Sorted by path.
 */
export function minimalRoots(
  nodes: Nodes,
  main: number,
  keep: readonly number[],
  base: readonly string[],
  requiredBy: RequiredBy,
): number[] | undefined {
  const of = (node: number) => {
    if (node === main) return keep;
    return moduleAt(nodes, node).version === 'none' ? [] : requiredBy(node);
  };
  const graph = fullGraph(nodes, main, of);
  if (!graph) return undefined;
  const order = postorder(graph, main, buildList(graph));
  const have = new Set<number>();
  const roots: number[] = [];
  for (const path of new Set(base)) {
    const node = nodeOf(nodes, path, selectedVersion(graph, path));
    roots.push(node);
    imply(graph, main, node, have);
  }
  for (const node of order.reverse()) {
    if (selectedFor(graph, node) !== node || have.has(node)) continue;
    roots.push(node);
    imply(graph, main, node, have);
  }
  return roots.sort((a, b) => compareText(moduleAt(nodes, a).path, moduleAt(nodes, b).path));
}

function fullGraph(nodes: Nodes, main: number, of: RequiredBy): RequirementGraph | undefined {
  const graph = createGraph(nodes, [main]);
  const queue = [main];
  const seen = new Set(queue);
  for (let i = 0; i < queue.length; i++) {
    const required = of(queue[i]!);
    if (!required) return undefined;
    require(graph, queue[i]!, required);
    for (const next of required) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return graph;
}

/** Depth first from each module of the build list; the main module itself is left out, and not entered. No recursion: graphs are deep. */
function postorder(graph: RequirementGraph, main: number, list: readonly number[]): number[] {
  const order: number[] = [];
  const entered = new Set([main]);
  for (const start of list) {
    if (entered.has(start)) continue;
    entered.add(start);
    const stack = [{ node: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const child = graph.required.get(top.node)?.[top.next++];
      if (child === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!entered.has(child)) {
        entered.add(child);
        stack.push({ node: child, next: 0 });
      }
    }
  }
  return order;
}

/** Marks all that a module brings with it. */
function imply(graph: RequirementGraph, main: number, from: number, have: Set<number>): void {
  const stack = [from];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (have.has(node)) continue;
    have.add(node);
    if (node === main) continue;
    for (const next of graph.required.get(node) ?? []) stack.push(next);
  }
}
