/** The first step of a run: which files are checked. A folder's work tree, its git index, or a revision. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { envPathspecs } from '../env/readers.ts';
import { baseName, discover, folderOf, upwards } from '../model/discover.ts';
import { ModwardenError } from '../model/error.ts';
import type { Tree } from '../model/tree.ts';
import { POLICY_EXTENSIONS } from '../policy/file-names.ts';
import { quoted } from '../text/quoted.ts';
import { diskTree } from './tree/disk.ts';
import { GitError, indexTree, revisionTree } from './tree/git.ts';
import { whereIs } from './where.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface TreeInput {
  /** The folder to check, relative to `cwd` or absolute. */
  readonly folder: string;
  readonly cwd: string;
  /** A git revision, in place of the work tree. */
  readonly rev?: string | undefined;
  /** The git index, in place of the work tree. */
  readonly staged?: boolean;
  /** The folder to take for the repository's root, around `folder`; not with `rev` or `staged`. */
  readonly root?: string | undefined;
  /** Environment variables of the user, for git. */
  readonly env: Env;
}

export interface OpenedTree {
  readonly tree: Tree;
  /** The repository's folder on disk, absolute. */
  readonly root: string;
  /** The folder to check, relative to `root`; '' is the root itself. */
  readonly under: string;
  /** The tree is the folder on disk, not the index or a revision. */
  readonly onDisk: boolean;
  /** The one file to check, a modfile, relative to `root`; undefined: all in the folder. */
  readonly file?: string | undefined;
}

/** Throws ModwardenError: no-such-folder, unknown-revision, nothing-staged, git-failed, conflicting-options. */
export function openTree({ folder, cwd, rev, staged = false, env, root: top }: TreeInput): OpenedTree {
  if (staged && rev !== undefined)
    throw new ModwardenError('conflicting-options', 'a revision and the staged files cannot be checked together');
  if (top !== undefined && (staged || rev !== undefined))
    throw new ModwardenError('conflicting-options', 'git knows the root of a revision and of the staged files');
  if (top !== undefined && !statSync(resolve(cwd, top), { throwIfNoEntry: false })?.isDirectory())
    throw new ModwardenError('no-such-folder', `${quoted(top)} is not a folder`);
  const where = whereIs(folder, cwd, top);
  if ('problem' in where) throw new ModwardenError('no-such-folder', `${quoted(folder)} ${where.problem}`);
  const { root, under, isGit, file } = where;
  const tree = () => {
    if (rev !== undefined) return revisionTree(root, rev, env);
    return staged ? stagedTree(root, isGit, env) : diskTree(root);
  };
  try {
    return { tree: tree(), root, under, onDisk: !staged && rev === undefined, file };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw rev === undefined
      ? new ModwardenError('git-failed', error.message)
      : new ModwardenError('unknown-revision', `${quoted(rev)}: ${error.message}`);
  }
}

/** The folder whose modules are checked: `under`, or where no module is in it, that of the nearest go.mod upwards, as go has it. */
export function enclosing(paths: readonly string[], under: string): string {
  if (under === '' || discover(paths, { under }).modules.length > 0) return under;
  const modules = new Set(paths.filter((path) => baseName(path) === 'go.mod').map(folderOf));
  for (const folder of upwards(under)) if (modules.has(folder)) return folder;
  return under;
}

function stagedTree(root: string, isGit: boolean, env: Env): Tree {
  const tree = indexTree(root, env, { pathspecs: PATHSPECS, changed: envPathspecs() });
  // In a hook git may name a repository that is in another folder.
  if (!isGit && env.GIT_DIR === undefined)
    throw new ModwardenError('nothing-staged', 'a bare repository has nothing staged; check a revision: --rev HEAD');
  return tree;
}

/** What git lists in the hook: the files that a run reads, and what is in a folder with the name of a policy. */
const PATHSPECS: readonly string[] = [
  '*.mod',
  '*.sum',
  '*go.work',
  '*vendor/modules.txt',
  '*.modwarden.*',
  '*package.json',
];

/** What a check of the index may read, as pathspecs: also the files of any name that a policy extends. */
export const STAGED_PATHS: readonly string[] = [...PATHSPECS, ...POLICY_EXTENSIONS.map((ext) => `*${ext}`)];
