/** `go list -m`: what it says of each module (modload.listModules, moduleInfo), and when it refuses. */
import type { ModuleVersion } from '../../version/module-version.ts';
import { isToolchain } from '../../version/module-version.ts';
import { failureText } from '../failure.ts';
import { isDirty } from '../files/dirty.ts';
import { rawMod } from '../files/raw-mod.ts';
import { replacementOf, sayConflict } from '../files/replace.ts';
import { hasGoModSum } from '../files/sums.ts';
import { buildList, selectedVersion, walk } from '../select/mvs.ts';
import { moduleAt } from '../select/nodes.ts';
import type { LoadedGraph } from '../select/requirements.ts';
import { type Requirements, rootSelected } from '../select/requirements.ts';
import { expandGraph } from '../select/update-roots.ts';
import {
  dirtyText,
  fatal,
  type GraphSession,
  hindered,
  inWorkspace,
  isMain,
  mustHaveSums,
  reportError,
  versionKey,
} from '../session.ts';
import { all, type Task } from '../task.ts';
import { query } from './query.ts';
import { type ModuleUpdates, updatesOf } from './updates.ts';

/** One module, as `go list -m -json` describes it. */
export interface ListedModule extends ModuleVersion {
  readonly main: boolean;
  readonly indirect: boolean;
  readonly replace?: ListedReplacement;
  readonly goVersion?: string;
  /** RFC 3339. */
  readonly time?: string;
  /** With -u. */
  readonly updates?: ModuleUpdates;
  /** Go's words; the command fails. */
  readonly error?: string;
}

export interface ListedReplacement extends ModuleVersion {
  readonly goVersion?: string;
  readonly time?: string;
  readonly updates?: ModuleUpdates;
  readonly error?: string;
}

export interface Listing {
  readonly modules: readonly ListedModule[];
  readonly rs: Requirements;
  readonly loaded: LoadedGraph | undefined;
  /** The graph could not be loaded whole, so go.mod is not compared with it. */
  readonly incomplete: boolean;
}

/** `go list -m all`; with `updates`, `go list -m -u all`. `wanted`: which modules are described at all. */
export function* listAll(
  session: GraphSession,
  start: Requirements,
  updates = false,
  wanted: (module: ModuleVersion) => boolean = () => true,
): Task<Listing> {
  if (session.mode === 'vendor' && updates) {
    return yield* fatal(session, `go: can't determine available upgrades ${VENDOR_REFUSAL}`);
  }
  if (session.mode === 'vendor') return yield* fatal(session, `go: can't compute 'all' ${VENDOR_REFUSAL}`);
  if (session.mains.files.size === 0) {
    return yield* fatal(
      session,
      `go: cannot match "all": no modules were found in the current workspace; see 'go help work'`,
    );
  }
  const { rs, loaded, error } = yield* expandGraph(session, start);
  const { nodes } = session.known;
  const list = buildList(loaded.graph)
    .map((node) => moduleAt(nodes, node))
    .filter((module) => !isToolchain(module.path) && wanted(module));
  const modules = yield* all(list.map((module) => (updates ? withUpdates : describe)(session, rs, module)));
  for (const module of modules) if (module.error !== undefined) reportError(session, `go: ${module.error}`);
  if (error !== undefined) reportError(session, `go: ${error}`);
  return { modules, rs, loaded, incomplete: error !== undefined };
}

export const VENDOR_REFUSAL = 'using the vendor directory\n\t(Use -mod=mod or -mod=readonly to bypass.)';

/** `go list -m`: the main modules. */
export function* listMains(session: GraphSession, rs: Requirements): Task<Listing> {
  const modules = yield* all(
    session.mains.paths
      .filter((path) => !isToolchain(path))
      .map((path) => describe(session, rs, { path, version: '' })),
  );
  return { modules, rs, loaded: undefined, incomplete: false };
}

/** `go list -m PATH…`. A path that is no dependency gets an error of its own. */
export function* listPaths(session: GraphSession, start: Requirements, paths: readonly string[]): Task<Listing> {
  let rs = start;
  let loaded: LoadedGraph | undefined;
  let error: string | undefined;
  if (rs.pruning === 'unpruned' || paths.some((path) => rootSelected(session, rs, path) === undefined)) {
    ({ rs, loaded, error } = { error: undefined, ...(yield* expandGraph(session, rs)) });
  }
  const parts: Task<ListedModule>[] = [];
  for (const path of paths) {
    const version = loaded ? selectedVersion(loaded.graph, path) : rootSelected(session, rs, path)!;
    if (version !== 'none') parts.push(describe(session, rs, { path, version }));
    else if (error === undefined) parts.push(unknownModule(session, path));
  }
  const modules = yield* all(parts);
  for (const module of modules) if (module.error !== undefined) reportError(session, `go: ${module.error}`);
  if (error !== undefined) reportError(session, `go: ${error}`);
  return { modules, rs, loaded, incomplete: error !== undefined };
}

/** What go does last: readonly and vendor mode do not put up with a go.mod that would have to be changed. */
export function checkTidiness(session: GraphSession, { rs, loaded, incomplete }: Listing): void {
  if (incomplete || session.mode === 'mod') return;
  if (inWorkspace(session)) {
    if (loaded) lookUpSums(session, loaded);
    return;
  }
  const main = session.mains.files.get(session.mains.paths[0]!)!;
  if (isDirty(session, rs, main)) reportError(session, `go: ${dirtyText(session)}`);
}

/** Before it writes go.work.sum, go looks up all replacements once more, and so repeats what it said of conflicts (modload.keepSums). */
function lookUpSums(session: GraphSession, { graph }: LoadedGraph): void {
  const { nodes } = session.known;
  for (const node of walk(graph)) if (graph.required.has(node)) sayConflict(session, moduleAt(nodes, node));
  for (const node of buildList(graph)) sayConflict(session, moduleAt(nodes, node));
}

// biome-ignore lint/correctness/useYield: an inquiry that lacks nothing
function* unknownModule(session: GraphSession, path: string): Task<ListedModule> {
  const text =
    session.mode === 'vendor'
      ? "can't resolve module using the vendor directory\n\t(Use -mod=mod or -mod=readonly to bypass.)"
      : 'not a known dependency';
  return { path, version: '', main: false, indirect: false, error: `module ${path}: ${text}` };
}

function* describe(session: GraphSession, rs: Requirements, module: ModuleVersion): Task<ListedModule> {
  const { path, version } = module;
  const known = session.goVersions.get(versionKey(module));
  if (version === '' && isMain(session, path)) {
    return { path, version, main: true, indirect: false, ...(known === undefined ? {} : { goVersion: known }) };
  }
  const indirect = !rs.direct.has(path);
  sayConflict(session, module);
  const replace = replacementOf(session, module);
  if (!replace) {
    const details = session.mode === 'vendor' ? goVersionOnly(known) : yield* completed(session, module, known);
    return { path, version, main: false, indirect, ...details };
  }
  const details = session.mode === 'vendor' ? goVersionOnly(known) : yield* completed(session, replace, known);
  return {
    path,
    version,
    main: false,
    indirect,
    replace: { ...replace, ...details },
    ...goVersionOnly(details.goVersion),
  };
}

/** A replaced module takes over what its replacement's author retracted; an error of its replacement is not its own. */
function* withUpdates(session: GraphSession, rs: Requirements, module: ModuleVersion): Task<ListedModule> {
  const listed = yield* describe(session, rs, module);
  if (listed.main) return listed;
  const { replace } = listed;
  const own = yield* updatesOf(session, module, replace === undefined);
  const error = listed.error ?? own.error;
  const fails = error === undefined ? {} : { error };
  if (!replace) return { ...listed, updates: own, ...fails };
  const theirs = yield* updatesOf(session, replace);
  const updates = own.retracted.length > 0 ? own : { ...own, retracted: theirs.retracted };
  return { ...listed, replace: { ...replace, updates: theirs }, updates, ...fails };
}

interface Details {
  readonly goVersion?: string;
  readonly time?: string;
  readonly error?: string;
}

function goVersionOnly(goVersion: string | undefined): Details {
  return goVersion === undefined ? {} : { goVersion };
}

/** modload.moduleInfo's completeFromModCache. */
function* completed(session: GraphSession, module: ModuleVersion, knownGo: string | undefined): Task<Details> {
  if (isToolchain(module.path)) return goVersionOnly(knownGo);
  let time: string | undefined;
  let error: string | undefined;
  if (module.version !== '') {
    const answer = yield* query(session, module.path, module.version, '');
    if (answer.failure) {
      error = failureText(answer.failure);
      if (answer.failure.lacking) session.missing.push(answer.failure.lacking);
    } else time = answer.time ?? '0001-01-01T00:00:00Z';
  }
  const goVersion = knownGo ?? (yield* readGoVersion(session, module));
  return {
    ...goVersionOnly(goVersion),
    ...(time === undefined ? {} : { time }),
    ...(error === undefined ? {} : { error }),
  };
}

/** Where readonly lacks the line in go.sum the field is silently absent. */
function* readGoVersion(session: GraphSession, module: ModuleVersion): Task<string | undefined> {
  if (module.version !== '' && mustHaveSums(session)) {
    const listed = hasGoModSum(session, module);
    if (typeof listed === 'object' && 'fatal' in listed) return yield* hindered(session, listed);
    if (typeof listed === 'object') {
      yield listed.needs;
      return yield* readGoVersion(session, module);
    }
    if (!listed) return undefined;
  }
  const { summary, failure } = yield* rawMod(session, module);
  return failure || !summary || summary.goVersion === '' ? undefined : summary.goVersion;
}
