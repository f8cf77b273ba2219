/** Which files of a tree say something about Go modules. Pure, over the list of paths. */

import { compareText } from '../go/std/order.ts';
import { cut, MAX_NAMED } from '../text/cut.ts';
import { MAX_FOLDER_DEPTH, MAX_MODULES, MAX_WORKSPACES } from './limits.ts';

export interface Discovered {
  /** go.mod files that Go's package patterns would reach, then further modfiles that the policy adds. */
  readonly modules: readonly { readonly file: string; readonly kind: 'module' | 'modfile' }[];
  readonly workspaces: readonly string[];
  /** What is beyond a limit and was left out. */
  readonly omitted: readonly Omitted[];
  /**
   * Files that may be modfiles and that nobody chose: go.mod files in folders that are passed over, and files under another name. Those
   * in vendor folders are of others.
   */
  readonly others: readonly string[];
}

/** Something of the tree that is not looked at: `path` is a folder, '' for the whole tree. */
export interface Omitted {
  readonly path: string;
  readonly message: string;
}

/** Folders that Go's package patterns pass over: `vendor`, `testdata`, and names beginning with `_` or `.`. */
export function isPassedOver(folder: string): boolean {
  return folder === 'vendor' || folder === 'testdata' || folder.startsWith('_') || folder.startsWith('.');
}

export interface DiscoverOptions {
  /** Judge only what lies in this folder ('' is the whole tree). Go's patterns begin there: it is not passed over itself. */
  readonly under?: string;
  /** Paths that the policy adds: modfiles under another name, or go.mod files in folders that are skipped. */
  readonly include?: (path: string) => boolean;
  /** Paths that the policy leaves out. */
  readonly exclude?: (path: string) => boolean;
}

export function discover(paths: readonly string[], options: DiscoverOptions = {}): Discovered {
  const { under = '', include = () => false, exclude = () => false } = options;
  const modules: { file: string; kind: 'module' | 'modfile' }[] = [];
  const workspaces: string[] = [];
  const omitted: Omitted[] = [];
  const others: string[] = [];
  let deep: string | undefined;
  for (const path of paths) {
    const name = baseName(path);
    if (!name.endsWith('.mod') && name !== 'go.work') continue;
    const folders = path.split('/').slice(0, -1);
    const added = name.endsWith('.mod') && include(path);
    if (name !== 'go.mod' && name !== 'go.work' && !added) {
      if (isUnder(path, under) && !exclude(path) && !folders.includes('vendor')) others.push(path);
      continue;
    }
    const isAbove = !isUnder(path, under);
    const reachable = isAbove || !folders.slice(under === '' ? 0 : under.split('/').length).some(isPassedOver);
    if (folders.length > MAX_FOLDER_DEPTH && (reachable || added)) {
      deep ??= path;
      continue;
    }
    if (name === 'go.work' && reachable && isAround(folderOf(path), under)) workspaces.push(path);
    if (isAbove || name === 'go.work' || exclude(path)) continue;
    if (!reachable && !added) {
      if (!folders.includes('vendor')) others.push(path);
      continue;
    }
    modules.push({ file: path, kind: name === 'go.mod' ? 'module' : 'modfile' });
  }
  const byFolder = (a: string, b: string) => compareText(folderOf(a), folderOf(b)) || compareText(a, b);
  if (deep !== undefined) omitted.push({ path: '', message: `${TOO_DEEP}, such as ${cut(deep, MAX_NAMED)}` });
  modules.sort((a, b) => byFolder(a.file, b.file));
  workspaces.sort(byFolder);
  if (modules.length > MAX_MODULES) omitted.push({ path: '', message: over(MAX_MODULES, 'go.mod files') });
  if (workspaces.length > MAX_WORKSPACES) omitted.push({ path: '', message: over(MAX_WORKSPACES, 'go.work files') });
  return {
    modules: modules.slice(0, MAX_MODULES),
    workspaces: workspaces.slice(0, MAX_WORKSPACES),
    omitted,
    others,
  };
}

const TOO_DEEP = `skipped go.mod or go.work files nested deeper than ${MAX_FOLDER_DEPTH} folders`;

function over(limit: number, what: string): string {
  return `more than ${limit} ${what}: only those in the first folders are checked`;
}

/** The folder of a slash-separated path; '' at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A workspace below the folder is judged with it; one above it says how its modules are built. */
function isAround(folder: string, under: string): boolean {
  return isUnder(folder, under) || isUnder(under, folder);
}

/** Whether a path is a folder, or lies below it; every path lies below the root ''. */
export function isUnder(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `name` in `folder`, both of the repository. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A relative path as go.mod and go.work write it (`../x`), against a folder of the repository; undefined where it leaves it. */
export function resolveIn(folder: string, relative: string): string | undefined {
  if (relative.startsWith('/')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The folders from `folder` up to the root, nearest first, both included. */
export function* upwards(folder: string): Generator<string> {
  for (let at = folder; ; at = folderOf(at)) {
    yield at;
    if (at === '') return;
  }
}
