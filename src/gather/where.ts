/** Which folder is the repository, and which part of it is to be judged. */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export interface Where {
  /** The repository's root: the nearest folder upwards that git knows as a work tree's top, else the folder named. Absolute, real. */
  readonly root: string;
  /** The folder named, from the root, forward slashes; '' is the root. */
  readonly under: string;
  readonly isGit: boolean;
}

/** Gives the reason where the path is no folder. */
export function whereIs(path: string, cwd: string): Where | { readonly problem: string } {
  const named = resolve(cwd, path);
  try {
    if (!statSync(named).isDirectory())
      return {
        problem: `is not a folder; use its folder, ${JSON.stringify(relative(cwd, dirname(named)) || '.')}`,
      };
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read' };
  }
  const folder = realpathSync(named);
  for (let at = folder; ; at = dirname(at)) {
    if (isTop(at)) return { root: at, under: relative(at, folder).split(sep).join('/'), isGit: true };
    if (dirname(at) === at) return { root: folder, under: '', isGit: false };
  }
}

/** A `.git` folder, or the file that stands for it in a worktree or submodule. */
function isTop(folder: string): boolean {
  try {
    const s = lstatSync(join(folder, '.git'));
    return s.isDirectory() || s.isFile();
  } catch {
    return false;
  }
}
