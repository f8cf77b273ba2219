/** The packages in the folders of a tree, each read when it is asked for. */
import { type PackageFolder, packageFolder } from '../../go/source/package-folder.ts';
import { decode } from '../../text/bytes.ts';
import { baseName, folderOf, upwards } from '../discover.ts';
import { goFiles } from '../imports.ts';
import type { Tree } from '../tree.ts';

/** .go files that are read for one run. */
export const MAX_SOURCE_FILES: number = 200_000;

export interface LocalSources {
  /** Whether the folder holds a .go file. */
  hasPackage(dir: string): boolean;
  /** The folder must hold a package. A problem says which file cannot be read, and why. */
  packageAt(dir: string): Promise<PackageFolder | { readonly problem: string }>;
  /** Whether a go.mod between makes the folder part of another module than that of `root`. */
  isOfOther(dir: string, root: string): boolean;
  /** Folders of packages that `./...` can match, by the folder of their go.mod. */
  readonly inPatterns: ReadonlyMap<string, readonly string[]>;
  /** Whether the tree has a file below this folder. */
  hasFolder(dir: string): boolean;
}

export function localSources(
  tree: Tree,
  paths: readonly string[],
  hasFolder: (dir: string) => boolean,
  maxFiles: number = MAX_SOURCE_FILES,
): LocalSources {
  const files = new Map<string, string[]>();
  const modules = new Set<string>();
  for (const path of paths) {
    if (baseName(path) === 'go.mod') modules.add(folderOf(path));
    if (!path.endsWith('.go')) continue;
    const dir = folderOf(path);
    const known = files.get(dir);
    if (known) known.push(path);
    else files.set(dir, [path]);
  }
  const read = new Map<string, ReturnType<LocalSources['packageAt']>>();
  let count = 0;
  const packageOf = async (dir: string) => {
    const own = files.get(dir) ?? [];
    count += own.length;
    if (count > maxFiles) return { problem: `more than ${maxFiles} .go files` };
    const texts: [string, string][] = [];
    for (const file of own) {
      const text = await textOf(tree, file);
      if (typeof text !== 'string') return { problem: `${file}: ${text.problem}` };
      texts.push([baseName(file), text]);
    }
    return packageFolder(dir, texts);
  };
  const inPatterns = new Map(
    [...goFiles(paths)].map(([dir, own]) => [dir, [...new Set(own.inPatterns.map(folderOf))]] as const),
  );
  return {
    inPatterns,
    hasPackage: (dir) => files.has(dir),
    packageAt: (dir) => {
      const known = read.get(dir) ?? packageOf(dir);
      read.set(dir, known);
      return known;
    },
    isOfOther: (dir, root) => {
      for (const at of upwards(dir)) {
        if (at === root) return false;
        if (modules.has(at)) return true;
      }
      return false;
    },
    hasFolder,
  };
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
