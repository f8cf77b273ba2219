/** Every requirement through which a module comes in. */
import type { ModuleVersion } from '../version/module-version.ts';
import { isToolchain } from '../version/module-version.ts';
import type { Way } from './depth.ts';
import type { ModuleGraph } from './types.ts';

export interface AllWays {
  /** One for each requirement of a main module that leads to the module: the shortest that begins with it. Main modules in order. */
  readonly ways: readonly Way[];
  /** Modules of the build list that require it, with the version that they ask for; by path. */
  readonly requiredBy: readonly { readonly by: ModuleVersion; readonly version: string }[];
}

/**
 * Over selected versions. Requirements with `// indirect` count only where no other leads to the module: a tidy go.mod lists every module.
 * Where a go.mod is no part of the graph (pruned away), what it requires is not seen.
 */
export function allWays(graph: ModuleGraph, path: string): AllWays {
  const requirers = requirersOf(graph);
  const next = stepsTo(path, requirers);
  const ways: { way: Way; isDirect: boolean }[] = [];
  for (const main of graph.main) {
    for (const required of graph.requirements({ path: main.path, version: '' }) ?? []) {
      if (isToolchain(required.path) || !next.has(required.path)) continue;
      const trail = trailFrom(required.path, next, graph);
      ways.push({ way: { main: main.path, trail }, isDirect: main.direct.has(required.path) });
    }
  }
  const hasDirect = ways.some(({ isDirect }) => isDirect);
  const requiredBy = (requirers.get(path) ?? []).map(({ by, version }) => ({ by, version }));
  return {
    ways: ways.filter(({ isDirect }) => isDirect || !hasDirect).map(({ way }) => way),
    requiredBy: requiredBy.sort((a, b) => (a.by.path < b.by.path ? -1 : 1)),
  };
}

type Requirers = ReadonlyMap<string, readonly { readonly by: ModuleVersion; readonly version: string }[]>;

/** By the path that is required. */
function requirersOf(graph: ModuleGraph): Requirers {
  const requirers = new Map<string, { by: ModuleVersion; version: string }[]>();
  for (const { path, version, main } of graph.buildList) {
    const by = { path, version: main ? '' : version };
    for (const required of graph.requirements(by) ?? []) {
      if (isToolchain(required.path)) continue;
      const known = requirers.get(required.path);
      if (known) known.push({ by, version: required.version });
      else requirers.set(required.path, [{ by, version: required.version }]);
    }
  }
  return requirers;
}

/** For every module that leads there without a main module, the next one on the shortest way; '' at the end. */
function stepsTo(path: string, requirers: Requirers): ReadonlyMap<string, string> {
  const next = new Map([[path, '']]);
  const queue = [path];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const { by } of requirers.get(at) ?? []) {
      if (by.version === '' || next.has(by.path)) continue;
      next.set(by.path, at);
      queue.push(by.path);
    }
  }
  return next;
}

function trailFrom(path: string, next: ReadonlyMap<string, string>, graph: ModuleGraph): ModuleVersion[] {
  const trail: ModuleVersion[] = [];
  for (let at = path; at !== ''; at = next.get(at) ?? '') trail.push({ path: at, version: graph.selected(at) ?? '' });
  return trail;
}
