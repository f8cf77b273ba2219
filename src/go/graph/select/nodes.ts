/** Module versions numbered, so that graphs are made of small integers: equal modules have equal numbers, in all graphs of one Known. */
import type { ModuleVersion } from '../../version/module-version.ts';

export interface Nodes {
  readonly modules: ModuleVersion[];
  /** Number of each module's path. */
  readonly pathOf: number[];
  readonly paths: string[];
  readonly byPath: Map<string, { readonly path: number; readonly versions: Map<string, number> }>;
  /** Those whose version was found canonical and fitting their path. */
  readonly checked: Set<number>;
  /** What go lines mean, for each that was met. */
  readonly goLines: Map<string, { readonly pruned: boolean; readonly strict: boolean }>;
}

export function createNodes(): Nodes {
  return { modules: [], pathOf: [], paths: [], byPath: new Map(), checked: new Set(), goLines: new Map() };
}

/** The number of a module version, a new one where it was never seen. */
export function nodeOf(nodes: Nodes, path: string, version: string): number {
  let entry = nodes.byPath.get(path);
  if (entry === undefined) {
    entry = { path: nodes.paths.length, versions: new Map() };
    nodes.paths.push(path);
    nodes.byPath.set(path, entry);
  }
  let node = entry.versions.get(version);
  if (node === undefined) {
    node = nodes.modules.length;
    nodes.modules.push({ path, version });
    nodes.pathOf.push(entry.path);
    entry.versions.set(version, node);
  }
  return node;
}

/** undefined where no graph has ever met it. */
export function findNode(nodes: Nodes, path: string, version: string): number | undefined {
  return nodes.byPath.get(path)?.versions.get(version);
}

export function moduleAt(nodes: Nodes, node: number): ModuleVersion {
  return nodes.modules[node]!;
}

export function pathAt(nodes: Nodes, node: number): string {
  return nodes.modules[node]!.path;
}
