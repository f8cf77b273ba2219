/**
 * Where a module's own graph is unavailable, Go builds it all the same in two cases: from a vendor folder, which needs no go.mod files of
 * dependencies, and as part of its workspace, whose replacements may do what its own go.mod does not. What is built then can be judged.
 */

import type { ModuleGraph } from '../go/graph/types.ts';
import { compare } from '../go/version/go-version.ts';
import { type GraphPlace, inUse, linesOf, loadGraph, usesOf } from './load-graph.ts';
import type { MainModule, NoGraph, Workspace } from './repo.ts';
import { graphPlaceOf, placedInWork } from './workspace/built.ts';

/** undefined where Go has nothing else to build it from. */
export async function fallbackGraph(
  module: MainModule,
  instead: NoGraph,
  place: GraphPlace,
): Promise<MainModule | undefined> {
  const { workspace, kind, vendor } = module;
  const isWork = kind === 'workspace';
  const inWork = !isWork && workspace !== undefined && workspace.errors.length === 0 ? workspace : undefined;
  return (
    (vendor?.workspace === isWork ? await vendored(module, instead, place, undefined) : undefined) ??
    (inWork?.vendor?.workspace ? await vendored(module, instead, place, inWork) : undefined) ??
    // Of a graph that lacks go.mod files the larger one lacks them too.
    (inWork && instead.state === 'refused' ? await inWorkspace(module, instead, place, inWork) : undefined)
  );
}

/** What vendor/modules.txt lists, if Go would build from it: it does so unasked, and only if nothing contradicts it. */
async function vendored(
  module: MainModule,
  instead: NoGraph,
  place: GraphPlace,
  work: Workspace | undefined,
): Promise<MainModule | undefined> {
  const graph = await loadGraph({ command: 'list', ...graphPlaceOf(module, place.folderOf, work) }, place);
  if ('state' in graph || graph.mode !== 'vendor') return undefined;
  const lines = linesOf(module);
  // A workspace's vendor folder does not tell whose a module is: only a go.mod that names all it needs does.
  if (work && compare(module.mod.go?.version ?? '1.16', '1.17') < 0) return undefined;
  const built = (work ?? module).vendor!.versions;
  const direct = directPaths(module);
  const uses = graph.buildList
    // Without a version: the module that stands for modules.txt itself, where nothing is pruned.
    .filter((m) => !m.main && m.version !== '' && (!work || lines.has(m.path)))
    .map((m) => {
      const depth = direct.has(m.path)
        ? ({ depth: 1, state: 'declared', trail: [] } as const)
        : ({ depth: undefined, state: 'unknown', trail: [] } as const);
      const use = inUse({ ...m, direct: direct.has(m.path) }, module, depth, lines);
      return built.get(m.path) === m.version ? use : { ...use, unbuilt: true as const };
    });
  const placed = module.kind === 'workspace' ? placedInWork(module, uses) : uses;
  return { ...module, uses: placed, graph: { state: 'vendored', instead } };
}

/** The part of the workspace's graph that the module needs. */
async function inWorkspace(
  module: MainModule,
  instead: NoGraph,
  place: GraphPlace,
  work: Workspace,
): Promise<MainModule | undefined> {
  const whole = await loadGraph({ command: 'mod graph', ...graphPlaceOf(module, place.folderOf, work) }, place);
  if ('state' in whole) return undefined;
  const direct = directPaths(module);
  const graph: ModuleGraph = {
    ...whole,
    main: whole.main.filter((main) => main.path === module.path),
    buildList: whole.buildList.map((m) => ({ ...m, direct: direct.has(m.path) })),
  };
  const { uses, beyond } = await usesOf(module, graph, place);
  // What only other members need has no way from this one.
  const own = uses.filter((use) => use.depthState !== 'unselected');
  return { ...module, uses: own, graph: { state: 'workspace', graph, beyond, instead } };
}

function directPaths(module: MainModule): ReadonlySet<string> {
  const { members = [module] } = module;
  return new Set(members.flatMap(({ mod }) => mod.require.flatMap((r) => (r.indirect ? [] : [r.path]))));
}
