/** The first step of a run: which files are checked. A folder's work tree, its git index, a revision, or an archive. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { envPathspecs, isEnvCandidate } from '../env/readers.ts';
import { baseName, discover, folderOf, upwards } from '../model/discover.ts';
import { ModwardenError } from '../model/error.ts';
import type { Tree } from '../model/tree.ts';
import { POLICY_EXTENSIONS } from '../policy/file-names.ts';
import { quoted } from '../text/quoted.ts';
import { isArchive } from './tree/archive/archive-kind.ts';
import { diskTree } from './tree/disk.ts';
import { GitError, indexTree, revisionTree } from './tree/git.ts';
import { type Where, whereIs } from './where.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface TreeInput {
  /** The folder, bare repository, archive or bundle to check, relative to `cwd` or absolute. */
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
  /** The repository's folder on disk, or the archive's file; absolute. */
  readonly root: string;
  /** The folder to check, relative to `root`; '' is the root itself. */
  readonly under: string;
  /** The tree is the folder on disk, not the index or a revision. */
  readonly onDisk: boolean;
  /** The one file to check, a modfile, relative to `root`; undefined: all in the folder. */
  readonly file?: string | undefined;
  readonly origin: TreeOrigin;
  /** Lets go of open files; the tree cannot be read any more. */
  close(): void;
}

/** Where the files come from. */
export interface TreeOrigin {
  readonly kind: 'folder' | 'index' | 'revision' | 'archive';
  /** A revision as it was named, or the commit that an archive notes. */
  readonly revision?: string;
  /** A folder where git finds the repository. */
  readonly gitFolder?: string;
  /** The archive or bundle; absolute. */
  readonly file?: string;
}

/**
 * Throws ModwardenError: no-such-folder, unknown-revision, nothing-staged, git-failed, conflicting-options, unreadable-archive. The tree's
 * name says nothing of where the files come from: equal files give equal reports.
 */
export async function openTree(input: TreeInput): Promise<OpenedTree> {
  const { folder, cwd, rev, staged = false, root: top } = input;
  if (staged && rev !== undefined)
    throw new ModwardenError('conflicting-options', 'a revision and the staged files cannot be checked together');
  if (top !== undefined && (staged || rev !== undefined))
    throw new ModwardenError('conflicting-options', 'git knows the root of a revision and of the staged files');
  if (top !== undefined && !statSync(resolve(cwd, top), { throwIfNoEntry: false })?.isDirectory())
    throw new ModwardenError('no-such-folder', `${quoted(top)} is not a folder`);
  const where = whereIs(folder, cwd, top);
  if (!('problem' in where)) return fromFolder(where, input);
  const archive = isArchive(resolve(cwd, folder)) ? await fromArchive(input) : undefined;
  if (archive === undefined) throw new ModwardenError('no-such-folder', `${quoted(folder)} ${where.problem}`);
  return archive;
}

/** How reports name files, wherever they are. */
const FILES = 'files';

function fromFolder({ root, under, isGit, isBare, file }: Where, { rev, staged = false, env }: TreeInput): OpenedTree {
  const revision = rev ?? (isBare && !staged ? 'HEAD' : undefined);
  const tree = () => {
    if (revision !== undefined) return { ...revisionTree(root, revision, env), name: FILES };
    return staged ? stagedTree(root, isGit, env) : { ...diskTree(root), name: FILES };
  };
  const kind = revision !== undefined ? 'revision' : staged ? 'index' : 'folder';
  const origin = {
    kind,
    ...(revision !== undefined && { revision }),
    ...((isGit || isBare || revision !== undefined) && { gitFolder: root }),
  } as const;
  try {
    return { tree: tree(), root, under, onDisk: kind === 'folder', file, origin, close: () => {} };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw rev === undefined
      ? new ModwardenError('git-failed', error.message)
      : new ModwardenError('unknown-revision', `${quoted(rev)}: ${error.message}`);
  }
}

/** In a chunk of its own: a hook does not load it. undefined for a file that is no archive. */
async function fromArchive({ folder, cwd, rev, staged, env }: TreeInput): Promise<OpenedTree | undefined> {
  const path = resolve(cwd, folder);
  const { openSnapshot } = await import('./tree/archive/open-snapshot.ts');
  const snapshot = await openSnapshot({ path, named: folder, rev, env });
  if (snapshot === undefined) return undefined;
  const { tree, revision, gitFolder, close } = snapshot;
  if (staged) {
    close();
    throw new ModwardenError('nothing-staged', `${quoted(folder)} is an archive, which has nothing staged`);
  }
  const origin = {
    kind: gitFolder === undefined ? 'archive' : 'revision',
    file: path,
    ...(revision !== undefined && { revision }),
    ...(gitFolder !== undefined && { gitFolder }),
  } as const;
  return { tree: { ...tree, name: FILES }, root: path, under: '', onDisk: false, origin, close };
}

/** The folder whose modules are checked: `under`, or where no module is in it, that of the nearest go.mod upwards, as go has it. */
export function enclosing(paths: readonly string[], under: string): string {
  if (under === '' || discover(paths, { under }).modules.length > 0) return under;
  const modules = new Set(paths.filter((path) => baseName(path) === 'go.mod').map(folderOf));
  for (const folder of upwards(under)) if (modules.has(folder)) return folder;
  return under;
}

function stagedTree(root: string, isGit: boolean, env: Env): Tree {
  const changed = { pathspecs: envPathspecs(), has: isEnvCandidate };
  const tree = indexTree(root, env, { pathspecs: PATHSPECS, changed });
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

/** What a check of the index may read, as pathspecs: also the files of any name that a policy extends, and those that set Go's variables. */
export function stagedPaths(): readonly string[] {
  return [...PATHSPECS, ...POLICY_EXTENSIONS.map((ext) => `*${ext}`), ...envPathspecs()];
}
