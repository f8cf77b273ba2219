/** Which folder is the repository, and which part of it is to be judged. */

import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { POLICY_FILES } from '../policy/file-names.ts';
import { exists } from './exists.ts';
import { rootWithoutGit } from './root-without-git.ts';

export interface Where {
  /**
   * The repository's root: the one that was named, else the nearest folder upwards that git knows as a work tree's top, else as
   * root-without-git.ts has it. Absolute, real.
   */
  readonly root: string;
  /** The folder named, from the root, forward slashes; '' is the root. */
  readonly under: string;
  readonly isGit: boolean;
  /** The folder is a repository without a work tree. */
  readonly isBare?: true;
  /** The file that was named, a modfile, from the root. */
  readonly file?: string;
}

/** `path`: a folder, or a modfile in it. Gives the reason where it is neither. `top`: the root that was named, a folder around it. */
export function whereIs(path: string, cwd: string, top?: string): Where | { readonly problem: string } {
  const named = resolve(cwd, path);
  let isModfile: boolean;
  try {
    const stat = statSync(named);
    isModfile = stat.isFile() && named.endsWith('.mod') && basename(named) !== 'go.mod';
    if (!stat.isDirectory() && !isModfile)
      return {
        problem: `is not a folder; use its folder, ${JSON.stringify(relative(cwd, dirname(named)) || '.')}`,
      };
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read' };
  }
  const folder = realpathSync(isModfile ? dirname(named) : named);
  const where = top === undefined ? rootOf(folder) : { root: realpathSync(resolve(cwd, top)), isGit: false };
  const under = relative(where.root, folder).split(sep).join('/');
  if (under === '..' || under.startsWith('../') || isAbsolute(under))
    return { problem: 'is not in the root that is named' };
  if (!isModfile) return { ...where, under };
  const name = basename(named);
  return { ...where, under, file: under === '' ? name : `${under}/${name}` };
}

function rootOf(folder: string): Pick<Where, 'root' | 'isGit' | 'isBare'> {
  if (!isTop(folder) && isBare(folder)) return { root: folder, isGit: false, isBare: true };
  for (let at = folder; ; at = dirname(at)) {
    if (isTop(at)) return { root: at, isGit: true };
    if (dirname(at) === at) return { root: rootWithoutGit(folder), isGit: false };
  }
}

/** A file or folder that somebody named, and the repository it is in. */
export interface NamedPath {
  readonly root: string;
  /** From the root, forward slashes. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/**
 * A file counts as its folder where it concerns all modules there: a policy, or go.work. A module's file may be missing: that it was
 * deleted is what is to be checked.
 */
export function whereIsPath(path: string, cwd: string): NamedPath | { readonly problem: string } {
  const named = resolve(cwd, path);
  const stat = statSync(named, { throwIfNoEntry: false });
  const name = basename(named);
  const isFile = stat === undefined ? MODULE_FILES.has(name) || isForAll(name) : !stat.isDirectory();
  const where = whereIs(isFile ? dirname(named) : named, cwd);
  if ('problem' in where) return where;
  const { root, under } = where;
  if (!isFile || isForAll(name)) return { root, path: under, kind: 'folder' };
  return { root, path: under === '' ? name : `${under}/${name}`, kind: 'file' };
}

const MODULE_FILES: ReadonlySet<string> = new Set(['go.mod', 'go.sum', 'modules.txt']);

function isForAll(name: string): boolean {
  return name === 'go.work' || name === 'go.work.sum' || POLICY_FILES.includes(name);
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

/** By what git itself looks for. */
function isBare(folder: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => exists(join(folder, name)));
}
