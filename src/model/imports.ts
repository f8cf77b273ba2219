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
    const own = (files.get(module.dir) ?? []).filter((file) => !isIgnored(folderOf(file)));
    const imports = isCheckout ? await read(module, own, tree).catch(lacking) : NO_FILES;
    out.push({ ...module, imports });
  }
  return out;
}

/** Files of packages, by the folder of the go.mod they belong to. */
function goFiles(paths: readonly string[]): Map<string, string[]> {
  const roots = new Set(paths.filter((path) => baseName(path) === 'go.mod').map(folderOf));
  const owners = new Map<string, string | undefined>();
  const files = new Map<string, string[]>();
  for (const path of paths) {
    const name = baseName(path);
    if (!name.endsWith('.go') || name.startsWith('_') || name.startsWith('.')) continue;
    const folder = folderOf(path);
    if (!owners.has(folder)) owners.set(folder, ownerOf(folder, roots));
    const owner = owners.get(folder);
    if (owner === undefined) continue;
    const list = files.get(owner);
    if (list) list.push(path);
    else files.set(owner, [path]);
  }
  return files;
}

/** The folder of the nearest go.mod upwards; undefined where there is none, or a folder between is skipped. */
function ownerOf(folder: string, roots: ReadonlySet<string>): string | undefined {
  for (const at of upwards(folder)) {
    if (roots.has(at)) return at;
    if (isPassedOver(baseName(at))) return undefined;
  }
  return undefined;
}

/** The `ignore` directive (Go 1.25): `./x` is that folder, `x` every folder of that name; all below them too (search.IgnorePatterns). */
function ignoreTest({ mod, dir }: MainModule): (folder: string) => boolean {
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

async function read(module: MainModule, files: readonly string[], tree: Tree): Promise<ImportState> {
  if (files.length > MAX_GO_FILES)
    return { state: 'lacking', detail: `the module has more than ${MAX_GO_FILES} .go files` };
  const paths = new Map<string, string>();
  const folders = new Set<string>();
  const commands = new Set<string>();
  for (let from = 0; from < files.length; from += BATCH) {
    const batch = files.slice(from, from + BATCH);
    const texts = await Promise.all(batch.map((file) => textOf(tree, file)));
    for (const [i, text] of texts.entries()) {
      const file = batch[i]!;
      if (typeof text !== 'string') return { state: 'lacking', detail: `${file}: ${text.problem}` };
      const found = goImports(text);
      if (found.ignored) continue;
      folders.add(folderOf(file));
      if (found.package === 'main' && !file.endsWith('_test.go')) commands.add(folderOf(file));
      for (const path of found.paths) if (!paths.has(path)) paths.set(path, file);
    }
  }
  for (const path of paths.keys()) if (isOwn(module, path, folders)) paths.delete(path);
  return { state: 'read', paths, commands: [...commands].sort() };
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
