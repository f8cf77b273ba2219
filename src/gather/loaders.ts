/** What a run loads besides the tree's own files: module graphs, surveys, imports. One set for each run: its parts share what is known. */
import { createKnown } from '../go/graph/known.ts';
import type { ModuleGraph } from '../go/graph/types.ts';
import type { LicenseList } from '../license/match/detector.ts';
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
  licenses?: LicenseUser | (() => Promise<OpenLicenseList>),
  network = false,
): Loaders {
  const world = treeWorld(tree, repo.hasFolder, answerAll, ownPaths(repo));
  const place = { folderOf: inTreeRoot, world, known: createKnown() };
  let list: OpenLicenseList | undefined;
  // Where nothing is waited for, one after the other: fewer are in memory half done.
  const slot = limiter(network ? MODULES_AT_ONCE : 1);
  const each =
    (load: typeof withGraph, unknown: Without): LoadModules =>
    (modules, loaded) =>
      Promise.all(
        modules.map((module) =>
          slot(async () => {
            const anew = await load(module, place).catch((error) => unknown(module, internalFault(error)));
            loaded?.(anew);
            return anew;
          }),
        ),
      );
  const loadGraphs = each(withGraph, (module, answer) => ({ ...module, graph: faultyGraph(module, answer) }));
  return {
    loadGraphs: async (modules, loaded) => withMismatches(await loadGraphs(modules, loaded), place.known),
    loadSurveys: each(withSurvey, (module, surveyGap) => ({ ...module, surveyGap })),
    loadImports: (modules) => withImports(modules, tree, paths),
    loadVendored: (repo) => withVendoredFiles(repo, tree, paths),
    answer: answerAll,
    network,
    ownGraph: (module) => ownGraph(module, place).catch((error) => faultyGraph(module, internalFault(error))),
    licenseIndex: async () => {
      const { licenseIndex } = await import('./license-index.ts');
      if (licenses === undefined) return licenseIndex();
      list ??= await (typeof licenses === 'function' ? licenses() : licenseIndex(licenses));
      return list;
    },
    save: () => list?.save(),
  };
}
