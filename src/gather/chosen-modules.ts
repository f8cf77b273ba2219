/** Which modules the paths on a command line choose: a folder those in it, a file the one it belongs to. */
import { discover, folderOf, isUnder, upwards } from '../model/discover.ts';

export interface ChosenPath {
  /** From the root of the repository, forward slashes; '' is the root. */
  readonly path: string;
  /** A policy or go.work concerns every module below it, as its folder does. */
  readonly kind: 'file' | 'folder';
}

export interface Chosen {
  /** The folder in which all of them are. */
  readonly under: string;
  readonly isChosen: (goMod: string) => boolean;
  /** Some modules of `under` are not chosen. */
  readonly isPart: boolean;
}

/** `paths`: all paths of the tree. Where a folder has no module in it, it chooses the one it belongs to. */
export function chosenModules(paths: readonly string[], chosen: readonly ChosenPath[]): Chosen {
  const all = discover(paths).modules.map(({ file }) => folderOf(file));
  const modules = new Set(all);
  const folders: string[] = [];
  const single = new Set<string>();
  for (const { path, kind } of chosen) {
    const inside = kind === 'folder' && (path === '' || all.some((dir) => isUnder(dir, path)));
    if (inside) folders.push(path);
    else {
      const own = nearest(kind === 'folder' ? path : folderOf(path), modules);
      if (own !== undefined) single.add(own);
    }
  }
  const hasFolder = (dir: string) => single.has(dir) || folders.some((folder) => isUnder(dir, folder));
  const under = commonFolder([...folders, ...single]);
  return {
    under,
    isChosen: (goMod) => hasFolder(folderOf(goMod)),
    isPart: all.some((dir) => isUnder(dir, under) && !hasFolder(dir)),
  };
}

function nearest(folder: string, modules: ReadonlySet<string>): string | undefined {
  for (const at of upwards(folder)) if (modules.has(at)) return at;
  return undefined;
}

function commonFolder([first, ...rest]: readonly string[]): string {
  if (first === undefined) return '';
  let common = first === '' ? [] : first.split('/');
  for (const folder of rest) {
    const steps = folder.split('/');
    const end = common.findIndex((step, i) => steps[i] !== step);
    if (end >= 0) common = common.slice(0, end);
  }
  return common.join('/');
}
