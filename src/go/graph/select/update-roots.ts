/** Roots made consistent with the graph they lead to: each at its selected version, each once (modload.updateRoots, expandGraph). */

import { dirtyText, type GraphSession, inWorkspace, mustBeComplete } from '../session.ts';
import type { Task } from '../task.ts';
import { graphOf } from './load.ts';
import { minimalRoots } from './minimal.ts';
import { buildList, selectedVersion } from './mvs.ts';
import { moduleAt, nodeOf } from './nodes.ts';
import type { LoadedGraph } from './requirements.ts';
import { createRequirements, type Requirements, rootSelected, sortNodes } from './requirements.ts';

/** `error`: why the roots could not be updated; `rs` is then as it was, or as far as it came. */
export interface Updated {
  readonly rs: Requirements;
  readonly error?: string;
}

export interface Expanded extends Updated {
  readonly loaded: LoadedGraph;
}

/** The graph of a set of roots, and the roots updated if it selects other versions than they say. */
export function* expandGraph(session: GraphSession, rs: Requirements): Task<Expanded> {
  const loaded = yield* graphOf(session, rs);
  if (loaded.error !== undefined) return { rs, loaded, error: loaded.error };
  if (allRootsSelected(session, loaded)) return { rs, loaded };
  const updated = yield* updateRoots(session, rs);
  // Without the update the requirements stay what they were.
  if (updated.error !== undefined) return { rs, loaded, error: updated.error };
  const again = yield* graphOf(session, updated.rs);
  return { rs: updated.rs, loaded: again, ...(again.error === undefined ? {} : { error: again.error }) };
}

function allRootsSelected(session: GraphSession, { graph }: LoadedGraph): boolean {
  const roots = inWorkspace(session)
    ? session.mains.paths.map((path) => nodeOf(graph.nodes, path, ''))
    : (graph.required.get(graph.roots[0]!) ?? []);
  return roots.every((root) => {
    const { path, version } = moduleAt(graph.nodes, root);
    return selectedVersion(graph, path) === version;
  });
}

export function* updateRoots(session: GraphSession, rs: Requirements): Task<Updated> {
  if (rs.pruning === 'unpruned') return yield* updateUnpruned(session, rs);
  if (rs.pruning === 'pruned') return yield* updatePruned(session, rs);
  // The roots of a workspace are its members: there is nothing to update.
  return { rs: createRequirements(session.known.nodes, 'workspace', rs.roots, rs.direct) };
}

/** Raising one root may bring in requirements that were pruned out, and so raise another: until nothing changes. */
function* updatePruned(session: GraphSession, start: Requirements): Task<Updated> {
  const { nodes } = session.known;
  let rs = start;
  let loaded = rs.graph;
  for (;;) {
    const { roots, raised } = uniqueRoots(session, rs, loaded);
    if (!raised) {
      // In readonly only duplicates were dropped, which is no reason to complain.
      if (session.mode !== 'mod' || sameList(roots, rs.roots)) return { rs };
      return { rs: createRequirements(nodes, 'pruned', roots, rs.direct) };
    }
    if (mustBeComplete(session)) return { rs, error: dirtyText(session) };
    rs = createRequirements(nodes, 'pruned', roots, rs.direct);
    loaded = yield* graphOf(session, rs);
    if (loaded.error !== undefined) return { rs, error: loaded.error };
  }
}

function uniqueRoots(
  session: GraphSession,
  rs: Requirements,
  loaded: LoadedGraph | undefined,
): { readonly roots: number[]; readonly raised: boolean } {
  const { nodes } = session.known;
  const seen = new Set(session.mains.paths);
  const roots: number[] = [];
  let raised = false;
  for (const root of rs.roots) {
    const { path, version } = moduleAt(nodes, root);
    if (seen.has(path)) continue;
    seen.add(path);
    const selected = loaded ? selectedVersion(loaded.graph, path) : rootSelected(session, rs, path)!;
    roots.push(nodeOf(nodes, path, selected));
    if (selected !== version) raised = true;
  }
  return { roots, raised };
}

function* updateUnpruned(session: GraphSession, rs: Requirements): Task<Updated> {
  const { nodes } = session.known;
  const loaded = yield* graphOf(session, rs);
  if (loaded.error !== undefined) return { rs, error: loaded.error };
  const { graph } = loaded;
  const isSelected = (node: number) =>
    selectedVersion(graph, moduleAt(nodes, node).path) === moduleAt(nodes, node).version;
  if (mustBeComplete(session)) {
    const complete =
      rs.roots.every(isSelected) && [...rs.direct].every((path) => rootSelected(session, rs, path) !== undefined);
    return complete ? { rs } : { rs, error: dirtyText(session) };
  }
  const keep = buildList(graph).slice(session.mains.paths.length);
  const base = rs.roots.filter(isSelected).map((root) => moduleAt(nodes, root).path);
  for (const node of keep) {
    const { path } = moduleAt(nodes, node);
    if (rs.direct.has(path)) base.push(path);
  }
  const main = nodeOf(nodes, session.mains.paths[0]!, '');
  const roots = minimalRoots(nodes, main, keep, base, (node) => graph.required.get(node));
  // The graph was loaded without an error, and unpruned: it has all that the build list requires.
  if (!roots || sameList(roots, rs.roots)) return { rs };
  return { rs: createRequirements(nodes, 'unpruned', roots, rs.direct) };
}

/**
 * modload.convertPruning, from unpruned to pruned: what an unpruned module sees is the whole build list, so all of it becomes roots.
 */
export function* convertToPruned(session: GraphSession, rs: Requirements): Task<Updated> {
  if (rs.pruning !== 'unpruned') return { rs };
  const loaded = yield* graphOf(session, rs);
  if (loaded.error !== undefined) return { rs, error: loaded.error };
  const { nodes } = session.known;
  const roots = sortNodes(nodes, buildList(loaded.graph).slice(session.mains.paths.length));
  return { rs: createRequirements(nodes, 'pruned', roots, rs.direct) };
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((node, i) => node === b[i]);
}
