/** The license of a module from its files. */

import { roleOf } from './files.ts';
import { type FolderFile, folderLicense, joinFolders } from './folder.ts';
import type { Detector } from './match/detector.ts';
import type { ModuleLicense } from './types.ts';

export interface ModuleOptions {
  /** `module` (default): what the root says. `packages`: for each package what the nearest folder with a licence file says. */
  readonly scope?: 'module' | 'packages';
  /**
   * For `packages`: folders of the imported packages, '' for the root; where there are none, the root counts. Left out: the root and every
   * folder with a license file.
   */
  readonly imported?: readonly string[];
  /** The module's path, for what is said where it has no license file. */
  readonly path?: string;
}

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * What a module's files say together.
 * @param files of the module, as `isLicenseFile` chooses them; paths in the module with forward slashes. Source files may be among
 * them: their headers count where nothing else speaks.
 */
export function detectModule(
  files: readonly FolderFile[],
  detector: Detector,
  options: ModuleOptions = {},
): ModuleLicense {
  // No two files have one path.
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const licensed = new Set(sorted.filter((f) => isOwn(f.path)).map((f) => folderOf(f.path)));
  const byFolder = filesByFolder(sorted);
  const of = (folder: string) => folderLicense(byFolder.get(folder) ?? [], detector);
  const root = folderLicense(
    sorted.filter(({ path }) => isOfRoot(path)),
    detector,
    options.path,
  );
  // What the folders below the root say.
  const below = () => [...licensed].filter((folder) => folder !== '').map(of);
  if (options.scope !== 'packages') return joinFolders([root], below());
  const wanted = options.imported?.map((folder) => nearest(folder, licensed)) ?? ['', ...licensed];
  const folders = wanted.length === 0 ? [''] : [...new Set(wanted)].sort();
  return joinFolders(
    folders.map((folder) => (folder === '' ? root : of(folder))),
    [],
  );
}

const isOwn = (path: string) => roleOf(path) === 'license' || roleOf(path) === 'docs';

/** The folder itself or the nearest one above it that has a license file; the root where there is none. */
function nearest(folder: string, licensed: ReadonlySet<string>): string {
  let at = folder;
  while (at !== '' && !licensed.has(at)) at = folderOf(at);
  return at;
}

/** Files right in each folder, in their order. */
function filesByFolder(files: readonly FolderFile[]): ReadonlyMap<string, readonly FolderFile[]> {
  const folders = new Map<string, FolderFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}

/** The texts of a folder LICENSES at the root speak for the root. */
function isOfRoot(path: string): boolean {
  return !path.includes('/') || /^licen[cs]es\/[^/]*$/i.test(path);
}

/** The licence of the standard library and the toolchain: Go's own LICENSE, which no module zip needs to be read for. */
export const GO_LICENSE = 'BSD-3-Clause';

/** Whether a path names the standard library, its commands or a Go toolchain rather than a module with a license file to be read. */
export function isStandardLibrary(path: string): boolean {
  return /^(std|cmd|go|toolchain|golang\.org\/toolchain)$/.test(path);
}
