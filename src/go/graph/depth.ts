/**
 * How deep a module lies, and by which way it comes in. Three notions, because a tidy pruned go.mod requires every module itself:
 * - declared depth: 1 for what a main module requires without `// indirect`, else the distance from those, over selected versions;
 * - build-list depth: the same over all requirements of the main modules;
 * - requirement depth: over the graph as `go mod graph` prints it, through any versions. It tells which requirement forces a version.
 * Ways are found breadth first, main modules in order and requirements in recorded order, so the first of several shortest is taken.
 */
import type { ModuleVersion } from '../version/module-version.ts';
import { isToolchain } from '../version/module-version.ts';
import { moduleText } from './failure.ts';
import { all, type Task } from './task.ts';
import type { ModuleGraph } from './types.ts';

export interface Way {
  /** Path of the main module that it starts from. */
  readonly main: string;
  /** From what that requires, to the module itself. */
  readonly trail: readonly ModuleVersion[];
}

/**
 * - `declared`: as defined above.
 * - `indirect-only`: no requirement without `// indirect` leads there; the depth is the build-list depth.
 * - `unselected`: only versions that are not selected require it, so it adds nothing to a build; there is no depth.
 * - `unknown`: a way may lead through go.mod files that are unavailable; the trail is one through `// indirect` requirements.
 */
export type DepthState = 'declared' | 'indirect-only' | 'unselected' | 'unknown';

export interface ModuleDepth extends Way {
  readonly state: DepthState;
  readonly depth: number | undefined;
}

export interface Depths {
  /** By path, for every module of the build list but the main modules. */
  readonly of: ReadonlyMap<string, ModuleDepth>;
  /** Modules whose go.mod, pruned away, may tell a way where the state is `unknown`. */
  readonly lacking: readonly ModuleVersion[];
}

/** Requirements of modules whose go.mod is no part of the graph; undefined: not to be had. */
export type Further = ReadonlyMap<string, readonly ModuleVersion[] | undefined>;

/** Loads go.mod files that were pruned away where some module's declared depth depends on them. */
export function* depths(graph: ModuleGraph): Task<Depths> {
  const further = new Map<string, readonly ModuleVersion[] | undefined>();
  let ways = explored(graph, further);
  for (;;) {
    const unasked = ways.lacking.filter((module) => !further.has(module.path));
    if (unasked.length === 0) return depthsOf(graph, ways);
    const lists = yield* all(unasked.map((module) => graph.beyond(module)));
    unasked.forEach((module, i) => {
      further.set(module.path, lists[i]);
    });
    ways = explored(graph, further, ways);
  }
}

/** With no more than what is given. */
export function depthsKnown(graph: ModuleGraph, further: Further = NOTHING): Depths {
  return depthsOf(graph, explored(graph, further));
}

interface Explored {
  /** From requirements without `// indirect`, by go.mod files of the graph. */
  readonly declared: Steps;
  /** The same, by go.mod files beyond the graph too. */
  readonly extended: Steps;
  /** From all requirements, by go.mod files of the graph. */
  readonly all: Steps;
  readonly lacking: readonly ModuleVersion[];
}

function explored(graph: ModuleGraph, further: Further, before?: Explored): Explored {
  const declared = before?.declared ?? explore(graph, 'direct', NOTHING);
  const all = before?.all ?? explore(graph, 'all', NOTHING);
  const extended = further.size === 0 ? declared : explore(graph, 'direct', further);
  return { declared, extended, all, lacking: lackingFor(graph, extended, all, further) };
}

/** Modules on declared ways whose requirements are not known, where some module of the build list has no declared way. */
function lackingFor(graph: ModuleGraph, extended: Steps, all: Steps, further: Further): ModuleVersion[] {
  const isOpen = graph.buildList.some(({ path, main }) => !main && !extended.has(path) && all.has(path));
  if (!isOpen) return [];
  const modules = [...extended.values()].map((step) => step.module);
  return modules.filter((module) => further.get(module.path) === undefined && !graph.requirements(module));
}

function depthsOf(graph: ModuleGraph, { declared, extended, all, lacking }: Explored): Depths {
  const of = new Map<string, ModuleDepth>();
  let versions: Steps | undefined;
  for (const { path, version, main } of graph.buildList) {
    if (main) continue;
    const way = wayBack(declared.has(path) ? declared : extended, path);
    if (way) {
      of.set(path, { ...way, state: 'declared', depth: way.trail.length });
      continue;
    }
    const indirect = wayBack(all, path);
    if (indirect && lacking.length === 0) {
      of.set(path, { ...indirect, state: 'indirect-only', depth: indirect.trail.length });
    } else if (indirect) of.set(path, { ...indirect, state: 'unknown', depth: undefined });
    else {
      versions ??= exploreVersions(graph);
      const forced = wayBack(versions, moduleText({ path, version })) ?? { main: '', trail: [] };
      of.set(path, { ...forced, state: 'unselected', depth: undefined });
    }
  }
  return { of, lacking };
}

/** The shortest way to the version that is selected for a path, through any versions: why it is this version and not a lower one. */
export function forcedWay(graph: ModuleGraph, path: string): Way | undefined {
  const version = graph.selected(path);
  return version === undefined ? undefined : wayBack(exploreVersions(graph), moduleText({ path, version }));
}

/** Requirement depth of every module of the build list. */
export function requirementDepths(graph: ModuleGraph): Map<string, number> {
  const steps = exploreVersions(graph);
  const out = new Map<string, number>();
  for (const { path, version } of graph.buildList) {
    const step = steps.get(moduleText({ path, version }));
    if (step) out.set(path, step.depth);
  }
  return out;
}

interface Step {
  readonly depth: number;
  /** Key of the step before; undefined for a main module. */
  readonly from: string | undefined;
  readonly module: ModuleVersion;
}

/** By path, or by path and version. */
type Steps = Map<string, Step>;

const NOTHING: Further = new Map();

/** Over selected versions, so by path. */
function explore(graph: ModuleGraph, edges: 'direct' | 'all', further: Further): Steps {
  const steps: Steps = new Map();
  const queue: string[] = [];
  const visit = (module: ModuleVersion, from: Step | undefined) => {
    if (steps.has(module.path)) return;
    steps.set(module.path, { depth: from ? from.depth + 1 : 0, from: from?.module.path, module });
    queue.push(module.path);
  };
  const direct = new Map(graph.main.map((main) => [main.path, main.direct]));
  for (const main of graph.main) visit({ path: main.path, version: '' }, undefined);
  for (let i = 0; i < queue.length; i++) {
    const step = steps.get(queue[i]!)!;
    const only = edges === 'direct' && step.depth === 0 ? direct.get(step.module.path) : undefined;
    for (const { path } of graph.requirements(step.module) ?? further.get(step.module.path) ?? []) {
      if (isToolchain(path) || (only && !only.has(path))) continue;
      const version = graph.selected(path);
      // What a go.mod beyond the graph requires need not be in the build list.
      if (version !== undefined) visit({ path, version }, step);
    }
  }
  return steps;
}

/** Over the graph as printed, through any versions. */
function exploreVersions(graph: ModuleGraph): Steps {
  const steps: Steps = new Map();
  const queue: Step[] = [];
  const visit = (module: ModuleVersion, from: Step | undefined) => {
    const key = moduleText(module);
    if (steps.has(key) || isToolchain(module.path)) return;
    const step = { depth: from ? from.depth + 1 : 0, from: from && moduleText(from.module), module };
    steps.set(key, step);
    queue.push(step);
  };
  for (const main of graph.main) visit({ path: main.path, version: '' }, undefined);
  for (let i = 0; i < queue.length; i++) {
    for (const module of graph.requirements(queue[i]!.module) ?? []) visit(module, queue[i]);
  }
  return steps;
}

function wayBack(steps: Steps, key: string): Way | undefined {
  const trail: ModuleVersion[] = [];
  for (let step = steps.get(key); step; step = steps.get(step.from)) {
    if (step.from === undefined) return { main: step.module.path, trail: trail.reverse() };
    trail.push(step.module);
  }
  return undefined;
}
