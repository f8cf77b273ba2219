/** What a run loads besides the tree's own files: module graphs, surveys, imports. One set for each run: its parts share what is known. */
import { createKnown, type Parsed } from '../go/graph/known.ts';
import { isSameAs, type Trace, traced } from '../go/graph/trace.ts';
import type { ModuleGraph } from '../go/graph/types.ts';
import type { LicenseList } from '../license/match/detector.ts';
import { isSameModule, withGraphFrom, withSurveyFrom } from '../model/compared/same-module.ts';
import type { Answer, Ask, Unknown } from '../model/facts/facts.ts';
import { internalFault } from '../model/fault.ts';
import { ownGraph, withGraph, withSurvey } from '../model/graphs.ts';
import { withImports } from '../model/imports.ts';
import type { MainModule, NoGraph, Repo } from '../model/repo.ts';
import { withMismatches } from '../model/sum-mismatches.ts';
import type { Tree } from '../model/tree.ts';
import { withVendoredFiles } from '../model/vendor/vendored-files.ts';
import { limiter } from './http/limiter.ts';
import type { LicenseUser, OpenLicenseList } from './license-index.ts';
import type { KeptModsOf } from './modcache/kept-mods.ts';
import { inTreeRoot, treeWorld } from './tree-world.ts';

/** `loaded` is called with each module as soon as it is loaded. */
type LoadModules = (
  modules: readonly MainModule[],
  loaded?: (module: MainModule) => void,
) => Promise<readonly MainModule[]>;

/** What lint/run.ts takes of these names. */
export interface Loaders {
  readonly loadGraphs: LoadModules;
  readonly loadSurveys: LoadModules;
  readonly loadImports: LoadModules;
  readonly loadVendored: (repo: Repo) => Promise<Repo>;
  readonly answer: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>;
  /** Servers may be asked, so that answers take their time. */
  readonly network: boolean;
  readonly licenseIndex: () => Promise<Uint8Array | LicenseList>;
  /** Keeps what later runs need not find out again. */
  readonly save: () => void;
  /** A module's own graph by itself, without the depths that rules want to know. */
  readonly ownGraph: (module: MainModule) => Promise<ModuleGraph | NoGraph>;
  readonly parsed: Parsed;
  readonly loaded: Loaded;
}

/** What was loaded of modules, by path, where another tree is compared with this one. */
type Loaded = Readonly<Record<'graphs' | 'surveys', Map<string, LoadedModule>>>;

interface LoadedModule {
  /** Before it was loaded. */
  readonly module: MainModule;
  readonly result: MainModule;
  /** What the result depends on. */
  readonly trace: Trace;
}

interface Kind {
  readonly of: keyof Loaded;
  readonly load: typeof withGraph;
  /** The module with what an equal one has; undefined: it has to be loaded. */
  readonly from: (module: MainModule, result: MainModule) => MainModule | undefined;
}

/** Of all traces together, about 25 MB. Modules beyond are loaded for each tree by itself. */
const MAX_LOOK_UPS = 200_000;

const GRAPHS: Kind = { of: 'graphs', load: withGraph, from: withGraphFrom };
const SURVEYS: Kind = { of: 'surveys', load: withSurvey, from: withSurveyFrom };

export interface LoaderOptions {
  /** Whose earlier runs are believed, or what opens the list of licenses; left out: nobody's. */
  readonly licenses?: LicenseUser | (() => Promise<OpenLicenseList>);
  /** Servers may be asked, so that answers take their time. */
  readonly network?: boolean;
  /** Another tree is compared with this one. */
  readonly compared?: boolean;
  /** go.mod files that earlier runs read; left out: none. */
  readonly kept?: KeptModsOf | undefined;
  /** Those of the tree that this one is compared with: what is the same for both is found out once. */
  readonly before?: Loaders;
}

/** Modules whose rounds of questions go on side by side. */
const MODULES_AT_ONCE = 8;

/** The module where an exception ended its loading. */
type Without = (module: MainModule, answer: Unknown) => MainModule;

function ownPaths({ modules, workspaces }: Repo): ReadonlySet<string> {
  return new Set([...modules.map(({ path }) => path), ...workspaces.flatMap(({ own }) => [...own])]);
}

function faultyGraph({ path }: MainModule, answer: Unknown): NoGraph {
  return { state: 'lacking', missing: [{ module: { path, version: '' }, answer }] };
}

/** `licenses`: for whom the list is opened, or the open list of several runs; left out: only the list itself. */
export function loaders(
  tree: Tree,
  paths: readonly string[],
  repo: Repo,
  answerAll: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>,
  { licenses, network = false, compared = false, kept, before }: LoaderOptions = {},
): Loaders {
  const world = treeWorld(tree, repo.hasFolder, answerAll, ownPaths(repo));
  const place = { folderOf: inTreeRoot, world, known: createKnown(undefined, before?.parsed, kept) };
  let list: OpenLicenseList | undefined;
  const loaded: Loaded = { graphs: new Map(), surveys: new Map() };
  let lookUps = 0;
  /** As the other tree has it, if that depends on nothing that differs. */
  const asBefore = async (module: MainModule, { of, from }: Kind) => {
    const earlier = before?.loaded[of].get(module.source.path);
    if (earlier === undefined || !isSameModule(module, earlier.module)) return undefined;
    const same = from(module, earlier.result);
    return same && (await isSameAs(earlier.trace, place.known, world)) ? same : undefined;
  };
  const anew = async (module: MainModule, { of, load }: Kind) => {
    if (!compared || lookUps > MAX_LOOK_UPS) return load(module, place);
    const { known, trace } = traced(place.known);
    const result = await load(module, { ...place, known });
    loaded[of].set(module.source.path, { module, result, trace });
    lookUps += trace.replies.size + trace.files.size + trace.folders.size;
    return result;
  };
  // Where nothing is waited for, one after the other: fewer are in memory half done.
  const slot = limiter(network ? MODULES_AT_ONCE : 1);
  const one = async (module: MainModule, kind: Kind, unknown: Without) => {
    try {
      return (await asBefore(module, kind)) ?? (await anew(module, kind));
    } catch (error) {
      return unknown(module, internalFault(error));
    }
  };
  const each =
    (kind: Kind, unknown: Without): LoadModules =>
    (modules, tell) =>
      Promise.all(
        modules.map((module) =>
          slot(async () => {
            const result = await one(module, kind, unknown);
            tell?.(result);
            return result;
          }),
        ),
      );
  const openLicenses = async () => {
    const { licenseIndex } = await import('./license-index.ts');
    if (licenses === undefined) return licenseIndex();
    list ??= await (typeof licenses === 'function' ? licenses() : licenseIndex(licenses));
    return list;
  };
  const loadGraphs = each(GRAPHS, (module, answer) => ({ ...module, graph: faultyGraph(module, answer) }));
  return {
    loadGraphs: async (modules, tell) => withMismatches(await loadGraphs(modules, tell), place.known),
    loadSurveys: each(SURVEYS, (module, surveyGap) => ({ ...module, surveyGap })),
    loadImports: (modules) => withImports(modules, tree, paths),
    loadVendored: (repo) => withVendoredFiles(repo, tree, paths),
    answer: answerAll,
    network,
    ownGraph: (module) => ownGraph(module, place).catch((error) => faultyGraph(module, internalFault(error))),
    licenseIndex: before?.licenseIndex ?? openLicenses,
    save: () => {
      list?.save();
      kept?.save(place.known);
    },
    parsed: place.known,
    loaded,
  };
}
