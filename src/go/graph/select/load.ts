/** Reading the graph below a set of roots (modload.readModGraph): pruned, unpruned, or of a workspace. */

import type { ModuleVersion } from '../../version/module-version.ts';
import { isToolchain, modCompare } from '../../version/module-version.ts';
import { isPlaceholder } from '../../version/pseudo.ts';
import { chainText, type Failure } from '../failure.ts';
import { rawModNow } from '../files/raw-mod.ts';
import { actualOf, sayConflict } from '../files/replace.ts';
import { type Hindrance, hasGoModSum } from '../files/sums.ts';
import { count, exceeded, exceededText, type GraphLimits, limitReached } from '../limits.ts';
import { fatal, type GraphSession, hindered, inWorkspace, mustHaveSums, versionKey } from '../session.ts';
import { type Needs, needsOf, type Task } from '../task.ts';
import { createGraph, findPath, type RequirementGraph, require, selectedFor } from './mvs.ts';
import { findNode, moduleAt, nodeOf, pathAt } from './nodes.ts';
import type { LoadedGraph, Pruning, Requirements } from './requirements.ts';

/** What a module of the graph requires, after excludes. */
interface Loaded {
  readonly require: readonly number[];
  readonly pruned: boolean;
  /** Of its go.mod. */
  readonly characters: number;
}

/** Loads the graph of these requirements, once. */
export function* graphOf(session: GraphSession, rs: Requirements): Task<LoadedGraph> {
  rs.graph ??= yield* readGraph(session, rs.pruning, rs.roots);
  return rs.graph;
}

function* readGraph(session: GraphSession, pruning: Pruning, roots: readonly number[]): Task<LoadedGraph> {
  const { nodes } = session.known;
  const main = nodeOf(nodes, session.mains.paths[0] ?? '', '');
  const graph = createGraph(nodes, inWorkspace(session) ? roots : [main]);
  if (pruning !== 'workspace') require(graph, main, roots);
  const loader: Loader = { session, graph, loaded: new Map(), failures: new Map(), seen: new Set() };
  yield* load(loader, roots, pruning);
  if (pruning === 'workspace') yield* loadSelected(loader, roots);
  return { graph, failures: loader.failures, error: firstError(session, loader) };
}

interface Loader {
  readonly session: GraphSession;
  readonly graph: RequirementGraph;
  readonly loaded: Map<number, Loaded>;
  readonly failures: Map<number, Failure>;
  /** Node and pruning, each pair once. */
  readonly seen: Set<number>;
}

const PRUNINGS: readonly Pruning[] = ['pruned', 'unpruned', 'workspace'];

/** All modules whose go.mod is not known yet are asked for together, then the walk goes on from them. */
function* load(loader: Loader, from: readonly number[], pruning: Pruning): Task<void> {
  let queue: number[] = [];
  const enqueue = (node: number, as: Pruning) => {
    const job = node * PRUNINGS.length + PRUNINGS.indexOf(as);
    if (loader.seen.has(job) || moduleAt(loader.session.known.nodes, node).version === 'none') return;
    loader.seen.add(job);
    queue.push(job);
  };
  for (const node of from) enqueue(node, pruning);
  while (queue.length > 0) {
    const waiting: number[] = [];
    const needs: Needs[] = [];
    // The queue grows while it is walked.
    for (let i = 0; i < queue.length; i++) {
      const job = queue[i]!;
      const node = Math.floor(job / PRUNINGS.length);
      const as = PRUNINGS[job % PRUNINGS.length]!;
      const loaded = loadOne(loader, node);
      if (loaded === undefined) continue;
      if ('fatal' in loaded) yield* hindered(loader.session, loaded);
      else if ('needs' in loaded) {
        waiting.push(job);
        needs.push(loaded.needs);
      } else if (overLimit(loader, 0) !== undefined) {
        yield* tooLarge(loader, node, overLimit(loader, 0)!);
      } else if (as !== 'pruned' || !loaded.pruned) {
        const next = as === 'unpruned' || !loaded.pruned ? 'unpruned' : 'pruned';
        for (const dependency of loaded.require) enqueue(dependency, next);
      }
    }
    queue = waiting;
    if (waiting.length === 0) return;
    loader.session.size.rounds++;
    const limit = overLimit(loader, waiting.length);
    if (limit !== undefined) yield* tooLarge(loader, Math.floor(waiting[0]! / PRUNINGS.length), limit);
    yield merged(needs);
  }
}

function overLimit({ session }: Loader, waiting: number): keyof GraphLimits | undefined {
  return limitReached(session.size, session.limits, waiting);
}

/** Go would read on; we stop. */
function* tooLarge({ session, graph }: Loader, node: number, limit: keyof GraphLimits): Task<never> {
  session.exceeded = exceeded(graph, node, limit, session.limits);
  return yield* fatal(session, exceededText(session.exceeded));
}

function merged(needs: readonly Needs[]): Needs {
  return needsOf({ questions: needs.flatMap((n) => n.questions), files: [...new Set(needs.flatMap((n) => n.files))] });
}

/** undefined where it failed. */
function loadOne(loader: Loader, node: number): Loaded | Hindrance | undefined {
  const known = loader.loaded.get(node);
  if (known || loader.failures.has(node)) return known;
  const result = summaryNow(loader.session, moduleAt(loader.session.known.nodes, node));
  if ('needs' in result || 'fatal' in result) return result;
  sayConflict(loader.session, moduleAt(loader.session.known.nodes, node));
  if ('text' in result) {
    loader.failures.set(node, result);
    return undefined;
  }
  loader.loaded.set(node, result);
  count(loader.session.size, node, result.require.length, result.characters);
  require(loader.graph, node, result.require);
  return result;
}

/** modload.goModSummary: replacements, go.sum, the module line, excludes. */
export function summaryNow(session: GraphSession, module: ModuleVersion): Loaded | Failure | Hindrance {
  if (isMemberFolder(session, module)) return { require: [], pruned: true, characters: 0 };
  const toolchain = isToolchain(module.path);
  const actual = toolchain ? module : actualOf(session, module);
  if (!toolchain && actual.version !== '' && mustHaveSums(session)) {
    const listed = hasGoModSum(session, actual);
    if (typeof listed === 'object') return listed;
    if (!listed) {
      return { at: actual, text: `missing go.sum entry for go.mod file; to add it:\n\tgo mod download ${module.path}` };
    }
  }
  const raw = rawModNow(session, actual);
  if ('needs' in raw || 'fatal' in raw) return raw;
  if (raw.failure) return raw.failure;
  const summary = raw.summary!;
  if (!toolchain && actual.version !== '') {
    const fault = modulePathFault(module, actual, summary.modulePath);
    if (fault !== undefined) return { at: actual, text: fault };
  }
  return {
    require: toolchain ? summary.require : withoutExcluded(session, summary.require),
    pruned: summary.pruned,
    characters: summary.characters,
  };
}

/** A placeholder for a member of the workspace: what is built is the member, which is a root by itself. */
function isMemberFolder(session: GraphSession, module: ModuleVersion): boolean {
  const { input, mains } = session;
  if (input.placeholders !== 'folders' || mains.work === undefined || !isPlaceholder(module.version)) return false;
  return mains.files.has(module.path) && actualOf(session, module) === module;
}

/** A folder may call its module anything; a version must bear its own path or the one it is required by. */
function modulePathFault(module: ModuleVersion, actual: ModuleVersion, declared: string): string | undefined {
  if (declared === '') return 'parsing go.mod: missing module line';
  if (declared === module.path || declared === actual.path) return undefined;
  return `parsing go.mod:\n\tmodule declares its path as: ${declared}\n\t        but was required as: ${module.path}`;
}

/** A requirement on an excluded version is as if it were not there: it does not move to the next version. */
function withoutExcluded(session: GraphSession, list: readonly number[]): readonly number[] {
  const { nodes } = session.known;
  const { excluded, excludedPaths } = session.mains;
  if (excluded.size === 0) return list;
  const isExcluded = (node: number) => {
    // Few paths are excluded, and a key is made for each of theirs alone.
    if (!excludedPaths.has(pathAt(nodes, node))) return false;
    const key = versionKey(moduleAt(nodes, node));
    if (excluded.has(key)) session.leftOut.add(key);
    return excluded.has(key);
  };
  const left = list.filter((node) => !isExcluded(node));
  return left.length < list.length ? left : list;
}

/**
 * In a workspace a member's requirement may be selected at a higher version than the member asks for, whose own requirements are then
 * those that count: they are loaded too, until nothing changes.
 */
function* loadSelected(loader: Loader, roots: readonly number[]): Task<void> {
  const { session, graph } = loader;
  const { nodes } = session.known;
  const paths = new Set(roots.map((root) => moduleAt(nodes, root).path));
  const done = new Set<number>();
  for (;;) {
    const next = new Set<number>();
    for (const path of paths) {
      const number = nodes.byPath.get(path)!.path;
      const node = graph.selected.get(number) ?? findNode(nodes, path, 'none');
      if (node === undefined) continue;
      if (!done.has(node)) {
        next.add(node);
        continue;
      }
      for (const dependency of graph.required.get(node) ?? []) {
        const selected = selectedFor(graph, dependency);
        if (selected === undefined || done.has(selected)) continue;
        const asked = moduleAt(nodes, dependency);
        if (modCompare(asked.path, moduleAt(nodes, selected).version, asked.version) > 0) next.add(selected);
      }
    }
    if (next.size === 0) return;
    for (const node of next) {
      done.add(node);
      paths.add(moduleAt(nodes, node).path);
    }
    yield* load(loader, [...next], 'workspace');
  }
}

function firstError(session: GraphSession, { graph, failures }: Loader): string | undefined {
  if (failures.size === 0) return undefined;
  for (const [node, failure] of failures) {
    session.unloaded.push(moduleAt(session.known.nodes, node));
    if (failure.lacking) session.missing.push(failure.lacking);
  }
  const path = findPath(graph, (node) => failures.has(node));
  if (!path) return undefined;
  const chain = path.map((node) => moduleAt(session.known.nodes, node));
  return chainText(chain, failures.get(path.at(-1)!)!);
}
