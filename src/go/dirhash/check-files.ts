/** Which of a folder's files belong in the module's zip (CheckFiles and CheckDir of golang.org/x/mod/zip). */

import { checkFilePath } from '../path/check.ts';
import { clean } from '../path/file-path.ts';
import { collisions } from './collisions.ts';
import { foldCase } from './fold.ts';
import { type CheckedFiles, type FileError, GO_MOD_CASE, MAX_ZIP_FILE, NOT_CLEAN, rootFileFault } from './limits.ts';
import { isVendored } from './vendored.ts';

export interface ModuleFile {
  /** From the module's folder, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'symlink' | 'folder' | 'other';
  readonly size: number;
}

/** CheckFiles. Every file is in exactly one of the lists. `goVersion`: of the module's go.mod, '' for none. */
export function checkFiles(files: readonly ModuleFile[], goVersion: string): CheckedFiles {
  const valid: string[] = [];
  const omitted: FileError[] = [];
  const invalid: FileError[] = [];
  const named = new Set<string>();
  const modules = nestedModules(files);
  const names = collisions();
  let left = MAX_ZIP_FILE;
  let sizeError: string | undefined;
  for (const file of files) {
    const verdict = placeVerdict(file, goVersion, modules) ?? fileVerdict(file, names);
    if (verdict.fits) {
      if (file.size <= left) left -= file.size;
      else sizeError ??= `module source tree too large (max size is ${MAX_ZIP_FILE} bytes)`;
    }
    const error = verdict.error ?? rootFileFault(file.path, file.size);
    if (error === undefined) valid.push(file.path);
    else if (!named.has(file.path)) {
      named.add(file.path);
      (verdict.omit ? omitted : invalid).push({ path: file.path, error });
    }
  }
  return { valid, omitted, invalid, sizeError };
}

interface Verdict {
  readonly error?: string;
  readonly omit?: true;
  /** A regular file with a good name: its size counts. */
  readonly fits?: true;
}

function placeVerdict({ path }: ModuleFile, goVersion: string, modules: ReadonlySet<string>): Verdict | undefined {
  if (path !== clean(path)) return { error: NOT_CLEAN };
  if (path.startsWith('/')) return { error: 'file path is not relative' };
  if (isVendored(path, goVersion)) return { omit: true, error: 'file is in vendor directory' };
  if (isBelow(path, modules)) return { omit: true, error: 'file is in another module' };
  if (path !== '.hg_archival.txt') return undefined;
  return { omit: true, error: "file is inserted by 'hg archive' and is always omitted" };
}

function fileVerdict({ path, kind }: ModuleFile, names: ReturnType<typeof collisions>): Verdict {
  const fault = checkFilePath(path);
  if (fault !== undefined) return { error: fault };
  if (path !== 'go.mod' && path.toLowerCase() === 'go.mod') return { error: GO_MOD_CASE };
  const collision = names.add(path, kind === 'folder');
  if (collision !== undefined) return { error: collision };
  if (kind === 'symlink') return { omit: true, error: 'file is a symbolic link' };
  return kind === 'file' ? { fits: true } : { omit: true, error: 'not a regular file' };
}

/** Folders that have a go.mod of their own, in whatever case; with a slash at the end, '' being the module's own. */
function nestedModules(files: readonly ModuleFile[]): Set<string> {
  const folders = new Set<string>();
  for (const { path, kind } of files) {
    const slash = path.lastIndexOf('/') + 1;
    if (kind === 'file' && foldCase(path.slice(slash)) === 'go.mod') folders.add(path.slice(0, slash));
  }
  return folders;
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (folders.has(path.slice(0, slash + 1))) return true;
  }
  return false;
}

/** CheckDir of what a walk through a folder gives, folders too: what is not even entered is named once, by its folder. */
export function checkFolder(walk: readonly ModuleFile[], goVersion: string): CheckedFiles {
  const files: ModuleFile[] = [];
  const omitted: FileError[] = [];
  const closed = new Set<string>();
  const modules = folderModules(walk);
  for (const file of walk) {
    if (isBelow(file.path, closed)) continue;
    if (isVendored(file.path, goVersion)) {
      omitted.push({ path: file.path, error: 'file is in vendor directory' });
      continue;
    }
    const error = closedFolder(file, modules);
    if (error !== undefined) {
      omitted.push({ path: file.path, error });
      closed.add(`${file.path}/`);
    } else if (file.kind === 'file') files.push(file);
    else if (file.kind !== 'folder') omitted.push({ path: file.path, error: 'not a regular file' });
  }
  const checked = checkFiles(files, goVersion);
  return { ...checked, omitted: [...checked.omitted, ...omitted] };
}

const VCS_FOLDERS: ReadonlySet<string> = new Set(['.bzr', '.git', '.hg', '.svn']);

function closedFolder({ path, kind }: ModuleFile, modules: ReadonlySet<string>): string | undefined {
  if (kind !== 'folder') return undefined;
  if (VCS_FOLDERS.has(path.slice(path.lastIndexOf('/') + 1))) return 'directory is a version control repository';
  return modules.has(path) ? 'directory is in another module' : undefined;
}

/** Folders with anything named go.mod that is no folder; a symbolic link counts, too. */
function folderModules(walk: readonly ModuleFile[]): Set<string> {
  const ends = '/go.mod';
  const marks = walk.filter(({ path, kind }) => kind !== 'folder' && path.endsWith(ends));
  return new Set(marks.map(({ path }) => path.slice(0, -ends.length)));
}
