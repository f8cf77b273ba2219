/** What the .go files of a module import, as `go mod tidy` sees them: on every platform, with every build tag, with tests. */

import { pathSet } from '../go/path/prefixes.ts';
import { goImports } from '../go/source/imports.ts';
import { decode } from '../text/bytes.ts';
import { baseName, folderOf, inFolder, isPassedOver, upwards } from './discover.ts';
import { internalFault } from './fault.ts';
import type { ImportState, MainModule } from './repo.ts';
import type { Tree } from './tree.ts';

/** .go files of one module. A larger one is not judged by its imports. */
export const MAX_GO_FILES = 20_000;
/** Files that are read at once. */
const BATCH = 256;

/** The modules again, with their imports. `paths` are those of the tree. */
export async function withImports(
  modules: readonly MainModule[],
  tree: Tree,
  paths: readonly string[],
): Promise<MainModule[]> {
  const files = goFiles(paths);
  // A tree without any is no checkout: it was cut down to what tells of modules.
  const isCheckout = paths.some((path) => path.endsWith('.go'));
  const out: MainModule[] = [];
  for (const module of modules) {
    const isIgnored = ignoreTest(module);
    const { inPatterns = [], aside = [] } = files.get(module.dir) ?? {};
    const own = inPatterns.filter((file) => !isIgnored(folderOf(file)));
    const rest = byFolder([...aside, ...inPatterns.filter((file) => isIgnored(folderOf(file)))]);
    const imports = isCheckout ? await read(module, own, rest, tree).catch(lacking) : NO_FILES;
    out.push({ ...module, imports });
  }
  return out;
}

/** The .go files below a go.mod, down to the next one. */
export interface OwnFiles {
  readonly inPatterns: string[];
  /** In folders that Go's package patterns pass over: their packages count where somebody imports them. */
  readonly aside: string[];
}

/** Files of packages, by the folder of the go.mod they belong to. */
export function goFiles(paths: readonly string[]): Map<string, OwnFiles> {
  const roots = new Set(paths.filter((path) => baseName(path) === 'go.mod').map(folderOf));
  const owners = new Map<string, Owner | undefined>();
  const files = new Map<string, OwnFiles>();
  for (const path of paths) {
    const name = baseName(path);
    if (!name.endsWith('.go') || name.startsWith('_') || name.startsWith('.')) continue;
    const folder = folderOf(path);
    if (!owners.has(folder)) owners.set(folder, ownerOf(folder, roots));
    const owner = owners.get(folder);
    if (owner === undefined) continue;
    const known = files.get(owner.root) ?? { inPatterns: [], aside: [] };
    known[owner.isAside ? 'aside' : 'inPatterns'].push(path);
    files.set(owner.root, known);
  }
  return files;
}

interface Owner {
  /** The folder of the go.mod. */
  readonly root: string;
  /** A folder between is skipped by Go's package patterns. */
  readonly isAside: boolean;
}

/** The nearest go.mod upwards; undefined where there is none, or the folder is vendored, which no import path can name. */
function ownerOf(folder: string, roots: ReadonlySet<string>): Owner | undefined {
  let isAside = false;
  for (const at of upwards(folder)) {
    if (roots.has(at)) return { root: at, isAside };
    const name = baseName(at);
    if (name === 'vendor') return undefined;
    isAside ||= isPassedOver(name);
  }
  return undefined;
}

function byFolder(files: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const folder = folderOf(file);
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}

/** The `ignore` directive (Go 1.25): `./x` is that folder, `x` every folder of that name; all below them too (search.IgnorePatterns). */
export function ignoreTest({ mod, dir }: MainModule): (folder: string) => boolean {
  if (mod.ignore.length === 0) return () => false;
  const named = (path: string) => path.replace(/^\.\//, '').replace(/^\/|\/$/g, '');
  const isAtRoot = (path: string) => path.startsWith('./');
  const paths = mod.ignore.map(({ path }) => path);
  const isBelowRoot = pathSet(paths.filter(isAtRoot).map(named));
  const isBelowAny = pathSet(paths.filter((path) => !isAtRoot(path)).map(named));
  const known = new Map<string, boolean>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const inside = dir === '' ? folder : folder.slice(dir.length + 1);
    let isIgnored = folder !== dir && isBelowRoot(inside);
    for (let at = 0; folder !== dir && !isIgnored && at >= 0; at = inside.indexOf('/', at) + 1 || -1)
      isIgnored = isBelowAny(inside.slice(at));
    known.set(folder, isIgnored);
    return isIgnored;
  };
}

function lacking(error: unknown): ImportState {
  const { detail } = internalFault(error);
  return { state: 'lacking', detail, internal: true };
}

const NO_FILES: ImportState = { state: 'lacking', detail: 'found no .go files' };

/**
 * Reads the packages that `./...` matches, then those of other folders that they, or tool lines, name: Go loads them like any package
 * (modload.loadPackages), with their tests.
 */
async function read(
  module: MainModule,
  files: readonly string[],
  aside: Map<string, string[]>,
  tree: Tree,
): Promise<ImportState> {
  const found: Found = { paths: new Map(), folders: new Set(), commands: new Set() };
  let count = 0;
  let next = [...files, ...module.mod.tool.flatMap(({ path }) => taken(module, path, aside))];
  while (next.length > 0) {
    count += next.length;
    if (count > MAX_GO_FILES) return { state: 'lacking', detail: `it has more than ${MAX_GO_FILES} .go files` };
    const paths = await readFiles(next, tree, found);
    if (!Array.isArray(paths)) return paths;
    next = paths.flatMap((path) => taken(module, path, aside));
  }
  for (const path of found.paths.keys()) if (isOwn(module, path, found.folders)) found.paths.delete(path);
  return { state: 'read', paths: found.paths, commands: [...found.commands].sort() };
}

interface Found {
  /** With the first file that has it. */
  readonly paths: Map<string, string>;
  /** Folders that hold a package. */
  readonly folders: Set<string>;
  /** Those that hold a `package main`. */
  readonly commands: Set<string>;
}

/** Gives the import paths that were not found before. */
async function readFiles(files: readonly string[], tree: Tree, found: Found): Promise<string[] | ImportState> {
  const fresh: string[] = [];
  for (let from = 0; from < files.length; from += BATCH) {
    const batch = files.slice(from, from + BATCH);
    const texts = await Promise.all(batch.map((file) => textOf(tree, file)));
    for (const [i, text] of texts.entries()) {
      const file = batch[i]!;
      if (typeof text !== 'string') return { state: 'lacking', detail: `${file}: ${text.problem}` };
      const imports = goImports(text);
      if (imports.ignored) continue;
      found.folders.add(folderOf(file));
      if (imports.package === 'main' && !file.endsWith('_test.go')) found.commands.add(folderOf(file));
      for (const path of imports.paths) {
        if (found.paths.has(path)) continue;
        found.paths.set(path, file);
        fresh.push(path);
      }
    }
  }
  return fresh;
}

/** The files of an own package in a folder that patterns pass over, taken out so that they are read once. */
function taken({ path: module, dir }: MainModule, path: string, aside: Map<string, string[]>): readonly string[] {
  if (!path.startsWith(`${module}/`)) return [];
  const folder = inFolder(dir, path.slice(module.length + 1));
  const files = aside.get(folder) ?? [];
  aside.delete(folder);
  return files;
}

async function textOf(tree: Tree, file: string): Promise<string | { readonly problem: string }> {
  try {
    const bytes = await tree.read(file);
    return bytes ? decode(bytes) : { problem: 'cannot be read' };
  } catch (error) {
    if ((error as Error).name !== 'TreeError') throw error;
    return { problem: (error as Error).message };
  }
}

/** Whether the module has this package itself. */
function isOwn({ path: module, dir }: MainModule, path: string, folders: ReadonlySet<string>): boolean {
  if (path === module) return folders.has(dir);
  return path.startsWith(`${module}/`) && folders.has(inFolder(dir, path.slice(module.length + 1)));
}
