/** The roots of a module graph: what go.mod or go.work requires (modload.Requirements). */

import type { ModFile } from '../../modfile/types.ts';
import { compareText } from '../../std/order.ts';
import type { Failure } from '../failure.ts';
import { goVersionOf } from '../files/replace.ts';
import { isPruned } from '../files/summary.ts';
import { type GraphSession, inWorkspace, isMain, type MainFile, versionKey } from '../session.ts';
import type { RequirementGraph } from './mvs.ts';

import { compareVersions } from './mvs.ts';
import { moduleAt, type Nodes, nodeOf, pathAt } from './nodes.ts';

/** Whose requirements' requirements are left out: see go-graph, `pruned` those of modules at Go 1.17 and above. */
export type Pruning = 'pruned' | 'unpruned' | 'workspace';

export interface Requirements {
  readonly pruning: Pruning;
  /** Sorted by path, then version. A path may occur more than once. */
  readonly roots: readonly number[];
  /** Highest version of each root's path. */
  readonly highest: ReadonlyMap<string, string>;
  /** Paths required without `// indirect`, and `go`. */
  readonly direct: ReadonlySet<string>;
  /** Once loaded. */
  graph: LoadedGraph | undefined;
}

export function createRequirements(
  nodes: Nodes,
  pruning: Pruning,
  roots: readonly number[],
  direct: ReadonlySet<string>,
): Requirements {
  const highest = new Map<string, string>();
  for (const root of roots) {
    const { path, version } = moduleAt(nodes, root);
    const before = highest.get(path);
    if (before === undefined || compareVersions(path, before, version) < 0) highest.set(path, version);
  }
  return { pruning, roots, highest, direct, graph: undefined };
}

/** gover.ModSort. A main module's empty version sorts where a malformed one does. */
export function sortNodes(nodes: Nodes, list: readonly number[]): number[] {
  return [...list].sort((a, b) => {
    const x = moduleAt(nodes, a);
    const y = moduleAt(nodes, b);
    return compareText(x.path, y.path) || (x.version === y.version ? 0 : compareVersions(x.path, x.version, y.version));
  });
}

/** Version of a root; '' for a main module. */
export function rootSelected(session: GraphSession, rs: Requirements, path: string): string | undefined {
  return isMain(session, path) ? '' : rs.highest.get(path);
}

/** One path twice, or a main module among the roots. */
export function hasRedundantRoot(session: GraphSession, rs: Requirements): boolean {
  const { nodes } = session.known;
  return rs.roots.some((root, i) => {
    const path = pathAt(nodes, root);
    return isMain(session, path) || (i > 0 && path === pathAt(nodes, rs.roots[i - 1]!));
  });
}

/** Go says aloud which requirements it leaves out because their versions are excluded. */
export function rootsOfFile(
  session: GraphSession,
  main: MainFile,
  withToolchain: boolean,
): { readonly roots: number[]; readonly direct: Set<string> } {
  const { nodes } = session.known;
  const roots: number[] = [];
  const direct = new Set<string>();
  for (const require of main.file.require) {
    if (main.exclude.has(versionKey(require))) {
      session.leftOut.add(versionKey(require));
      const verb = session.mode === 'mod' ? 'dropping' : 'ignoring';
      session.stderr.push(`go: ${verb} requirement on excluded version ${require.path} ${require.version}`);
      continue;
    }
    roots.push(nodeOf(nodes, require.path, require.version));
    if (!require.indirect) direct.add(require.path);
  }
  roots.push(nodeOf(nodes, 'go', goVersionOf(main.file)));
  direct.add('go');
  const toolchain = withToolchain ? (main.file.toolchain?.name ?? '') : '';
  if (toolchain !== '') roots.push(nodeOf(nodes, 'toolchain', toolchain));
  return { roots, direct };
}

export function requirementsOfMains(session: GraphSession): Requirements {
  const { nodes } = session.known;
  const { mains } = session;
  if (!inWorkspace(session)) {
    const main = mains.files.get(mains.paths[0]!)!;
    const { roots, direct } = rootsOfFile(session, main, true);
    const pruning = isPruned(goVersionOf(main.file)) ? 'pruned' : 'unpruned';
    return createRequirements(nodes, pruning, sortNodes(nodes, roots), direct);
  }
  const work = mains.work!.file;
  const roots = mains.paths.map((path) => nodeOf(nodes, path, ''));
  roots.push(nodeOf(nodes, 'go', work.go?.version ?? '1.18'));
  const toolchain = work.toolchain?.name ?? '';
  if (toolchain !== '') roots.push(nodeOf(nodes, 'toolchain', toolchain));
  const direct = directOf([...mains.files.values()].map((main) => main.file));
  return createRequirements(nodes, 'workspace', sortNodes(nodes, roots), direct);
}

function directOf(files: readonly ModFile[]): Set<string> {
  return new Set(files.flatMap((file) => file.require.filter((r) => !r.indirect).map((r) => r.path)));
}

export interface LoadedGraph {
  readonly graph: RequirementGraph;
  /** The modules that could not be loaded. The graph is then incomplete: what they require is not in it. */
  readonly failures: ReadonlyMap<number, Failure>;
  /** The first failure in breadth-first order, with the chain that leads to it. */
  readonly error: string | undefined;
}
