/** Which module of a build list provides a package: Go's rule (modload.importFromModules). */
import type { PackageFolder } from '../../go/source/package-folder.ts';
import { compare } from '../../go/version/go-version.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { folderOf, inFolder, resolveIn } from '../discover.ts';
import type { Answer, Ask, FactTypes } from '../facts/facts.ts';
import { builtOf, isRequired } from '../in-use.ts';
import type { MainModule, ModuleInUse, Repo } from '../repo.ts';
import type { LocalSources } from './local-sources.ts';

/** A package with the module that provides it; `use` is left out of a main module's own. */
export interface Provided {
  readonly use: ModuleInUse | undefined;
  readonly package: PackageFolder;
}

/** Sources that are not at hand, and why. */
export interface NoSources {
  readonly problem: string;
}

export interface Providers {
  /** undefined: no module of the build list has such a package. */
  of(importPath: string): Promise<Provided | NoSources | undefined>;
  /** SHA-256 of the zips that were read, by `path@version` of what is built. */
  readonly zips: ReadonlyMap<string, string>;
}

export interface SourceWorld {
  readonly repo: Repo;
  readonly local: LocalSources;
  readonly answer: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>;
  /** What was read of zips, by `path@version`: main modules share it. */
  readonly read: Map<string, Promise<ZipPackages | NoSources>>;
}

interface ZipPackages {
  readonly sha256: string;
  /** By folder. */
  readonly packages: ReadonlyMap<string, PackageFolder>;
}

/** Modules that packages are looked up in, by path. */
interface Candidate {
  readonly use: ModuleInUse | undefined;
  /** `folder`: inside the module. */
  find(folder: string): Promise<PackageFolder | NoSources | undefined>;
}

/** `module`: with its graph, or what stands in for it. */
export function providersOf(module: MainModule, world: SourceWorld): Providers {
  const zips = new Map<string, string>();
  const known = new Map<string, Promise<Provided | NoSources | undefined>>();
  const look = vendorOf(module) === undefined ? inModules(module, world, zips) : inVendor(module, world);
  return {
    zips,
    of: (path) => {
      const found = known.get(path) ?? look(path);
      known.set(path, found);
      return found;
    },
  };
}

type Look = (path: string) => Promise<Provided | NoSources | undefined>;

/** The main modules: those of the workspace, where one is looked at. */
export function mainsOf(module: MainModule): readonly MainModule[] {
  return module.kind === 'workspace' ? (module.members ?? []) : [module];
}

/** The vendor folder that Go builds from; since Go 1.14 it does so by itself. */
function vendorOf({ vendor, mod, kind }: MainModule): string | undefined {
  if (vendor === undefined || vendor.unreadable !== undefined) return undefined;
  const isOld = kind !== 'workspace' && compare(mod.go?.version ?? '1.16', '1.14') < 0;
  return isOld ? undefined : folderOf(vendor.source.path);
}

function inVendor(module: MainModule, { local }: SourceWorld): Look {
  const vendor = vendorOf(module)!;
  const mains = mainsOf(module).map(({ path, dir }) => ({ path, dir }));
  const uses = new Map(module.uses.map((use) => [use.path, use]));
  return async (path) => {
    for (const main of mains) {
      const dir = folderIn(path, main.path);
      if (dir === undefined) continue;
      const found = await localPackage(local, main.dir, dir);
      if (found !== undefined) return asProvided(undefined, found);
    }
    const provider = module.vendor!.packages.get(path);
    const dir = inFolder(vendor, path);
    if (provider === undefined || !local.hasPackage(dir)) return undefined;
    const use = uses.get(provider.path);
    return use === undefined ? undefined : asProvided(use, await local.packageAt(dir));
  };
}

function inModules(module: MainModule, world: SourceWorld, zips: Map<string, string>): Look {
  const all = candidates(module, world, zips);
  // With a pruned graph, Go first looks at what go.mod itself names.
  const isPruned = module.kind === 'workspace' || compare(module.mod.go?.version ?? '1.16', '1.17') >= 0;
  const isRoot = ({ use }: Candidate) => use === undefined || isRequired(use);
  const phases = isPruned ? [isRoot, () => true] : [() => true];
  return async (path) => {
    for (const isWanted of phases) {
      for (const prefix of prefixes(path)) {
        const candidate = all.get(prefix);
        if (candidate === undefined || !isWanted(candidate)) continue;
        const found = await candidate.find(folderIn(path, prefix)!);
        if (found !== undefined) return asProvided(candidate.use, found);
      }
    }
    return undefined;
  };
}

function asProvided(use: ModuleInUse | undefined, found: PackageFolder | NoSources): Provided | NoSources {
  return 'problem' in found ? found : { use, package: found };
}

function candidates(module: MainModule, world: SourceWorld, zips: Map<string, string>): ReadonlyMap<string, Candidate> {
  const { repo, local } = world;
  const all = new Map<string, Candidate>();
  for (const use of module.uses) {
    const built = builtOf(use);
    if (built.version === '') {
      const dir = localFolder(module, use, repo);
      const isThere = dir !== undefined && local.hasFolder(dir);
      const problem = `the folder of ${use.path} is not in the repository`;
      all.set(use.path, { use, find: async (folder) => (isThere ? localPackage(local, dir, folder) : { problem }) });
    } else all.set(use.path, { use, find: inZip(built, world, zips) });
  }
  const inWork = module.graph.state === 'workspace' ? membersOf(module, repo) : [];
  for (const { path, dir } of [...inWork, ...mainsOf(module)])
    if (path !== '') all.set(path, { use: undefined, find: (folder) => localPackage(local, dir, folder) });
  return all;
}

/** The modules of the repository that its workspace builds together. */
function membersOf({ workspace }: MainModule, { modules }: Repo): readonly MainModule[] {
  const dirs = new Set(workspace?.members.map(({ dir }) => dir));
  return modules.filter(({ dir, kind }) => kind === 'module' && dirs.has(dir));
}

/** Of what a folder replaces, or the workspace builds from one; undefined where it is outside the repository. */
function localFolder(module: MainModule, use: ModuleInUse, repo: Repo): string | undefined {
  // The graph of a workspace names folders from its go.work.
  const base = (module.graph.state === 'workspace' && module.workspace) || module;
  if (use.replace !== undefined) return resolveIn(base.dir, use.replace.path);
  return membersOf(module, repo).find(({ path }) => path === use.path)?.dir;
}

async function localPackage(
  local: LocalSources,
  root: string,
  folder: string,
): Promise<PackageFolder | NoSources | undefined> {
  const dir = folder === '' ? root : inFolder(root, folder);
  if (!local.hasPackage(dir) || local.isOfOther(dir, root)) return undefined;
  return local.packageAt(dir);
}

function inZip(built: ModuleVersion, world: SourceWorld, zips: Map<string, string>): Candidate['find'] {
  const name = `${built.path}@${built.version}`;
  return async (folder) => {
    const asked = world.read.get(name) ?? readZip(built, world);
    world.read.set(name, asked);
    const found = await asked;
    if ('problem' in found) return found;
    zips.set(name, found.sha256);
    return found.packages.get(folder);
  };
}

async function readZip(built: ModuleVersion, { answer }: SourceWorld): Promise<ZipPackages | NoSources> {
  const [fact] = (await answer([{ kind: 'packages', module: built }])) as Answer<FactTypes['packages']>[];
  if (!fact?.known) return { problem: `${built.path}@${built.version}: ${fact?.detail ?? 'no fact source'}` };
  const { sha256, packages } = fact.value;
  return { sha256, packages: new Map(packages.map((one) => [one.folder, one])) };
}

/** A path and those above it, the longest first. */
function* prefixes(path: string): Generator<string> {
  for (let at = path; at !== ''; at = folderOf(at)) yield at;
}

/** Where in a module a package would be: '' is its root; undefined where the path is not below that of the module. */
function folderIn(path: string, module: string): string | undefined {
  if (path === module) return '';
  return path.startsWith(`${module}/`) ? path.slice(module.length + 1) : undefined;
}
