/** A loaded graph as its users see it. */
import type { ModuleVersion } from '../version/module-version.ts';
import { isToolchain } from '../version/module-version.ts';
import { moduleText } from './failure.ts';
import { replacementOf } from './files/replace.ts';
import { summaryNow } from './select/load.ts';
import { buildList, type RequirementGraph, walk } from './select/mvs.ts';
import { findNode, moduleAt } from './select/nodes.ts';
import type { LoadedGraph, Requirements } from './select/requirements.ts';
import { type GraphSession, inWorkspace, isMain, versionKey } from './session.ts';
import type { Task } from './task.ts';
import type { BuildModule, GraphMain, ModuleGraph } from './types.ts';

export function moduleGraph(session: GraphSession, rs: Requirements, { graph }: LoadedGraph): ModuleGraph {
  const { nodes } = session.known;
  const modulesAt = (list: readonly number[]) => list.map((node) => moduleAt(nodes, node));
  const nodeFor = ({ path, version }: ModuleVersion) => findNode(nodes, path, version);
  let selected: ReadonlyMap<string, string> | undefined;
  return {
    mode: session.mode,
    workspace: inWorkspace(session),
    main: session.mains.paths.map((path) => mainOf(session, path)),
    buildList: buildModules(session, rs, graph),
    roots: modulesAt(rs.roots),
    selected: (path) => {
      selected ??= new Map(
        [...graph.selected.values()].map((node) => [moduleAt(nodes, node).path, moduleAt(nodes, node).version]),
      );
      return selected.get(path);
    },
    requirements: (module) => {
      const node = nodeFor(module);
      const list = node === undefined ? undefined : graph.required.get(node);
      return list && modulesAt(list);
    },
    replacement: (module) => replacementOf(session, module),
    leavesOut: (module) => session.leftOut.has(versionKey(module)),
    beyond: (module) => beyond(session, module),
    walk: () => modulesAt(walk(graph)),
    text: () => textOf(graph),
  };
}

/** The text that `go mod graph` prints. */
export function graphLines(graph: ModuleGraph): string {
  return graph.text();
}

/** Requirements as module pairs, in the order in which `go mod graph` prints them; a requirement that a go.mod says twice is here twice. */
export function* graphEdges(graph: ModuleGraph): Generator<readonly [ModuleVersion, ModuleVersion]> {
  for (const from of graph.walk()) for (const to of graph.requirements(from) ?? []) yield [from, to];
}

function* beyond(session: GraphSession, module: ModuleVersion): Task<readonly ModuleVersion[] | undefined> {
  for (;;) {
    const now = summaryNow(session, module);
    if (!('needs' in now))
      return 'require' in now ? now.require.map((node) => moduleAt(session.known.nodes, node)) : undefined;
    yield now.needs;
  }
}

function textOf(graph: RequirementGraph): string {
  const names: string[] = [];
  const nameOf = (node: number) => (names[node] ??= moduleText(moduleAt(graph.nodes, node)));
  let text = '';
  for (const from of walk(graph)) {
    const list = graph.required.get(from);
    if (!list || list.length === 0) continue;
    const start = `${nameOf(from)} `;
    text += `${start}${list.map(nameOf).join(`\n${start}`)}\n`;
  }
  return text;
}

function mainOf(session: GraphSession, path: string): GraphMain {
  const main = session.mains.files.get(path);
  const direct = main?.file.require.filter((r) => !r.indirect && !main.exclude.has(versionKey(r))).map((r) => r.path);
  return { path, folder: main?.folder ?? session.input.cwd, direct: new Set(direct) };
}

function buildModules(session: GraphSession, rs: Requirements, graph: RequirementGraph): BuildModule[] {
  const list: BuildModule[] = [];
  for (const node of buildList(graph)) {
    const module = moduleAt(session.known.nodes, node);
    if (!isToolchain(module.path)) list.push(buildModule(session, rs, module));
  }
  return list;
}

export function buildModule(session: GraphSession, rs: Requirements, module: ModuleVersion): BuildModule {
  const main = module.version === '' && isMain(session, module.path);
  const indirect = !main && !rs.direct.has(module.path);
  const replace = main ? undefined : replacementOf(session, module);
  const goVersion = session.goVersions.get(versionKey(main ? module : (replace ?? module)));
  return {
    path: module.path,
    version: module.version,
    main,
    indirect,
    direct: !main && !indirect,
    ...(replace ? { replace } : {}),
    ...(goVersion === undefined ? {} : { goVersion }),
  };
}
