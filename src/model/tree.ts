/**
 * A repository's files, wherever they are: disk, git index, revision, archive, memory. Paths are relative to the root, with forward
 * slashes and without `./`; a path that leaves the root is not in the tree.
 */
export interface Tree {
  /** For people: a folder's name, `index`, a revision. */
  readonly name: string;
  /** Every file's path, sorted bytewise. */
  list(): Promise<readonly string[]>;
  /** A file's bytes; undefined where there is no such file. Throws TreeError where there is one that is unavailable. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** What `list` had to leave out (folders that cannot be read, files beyond the limit); `path` is the folder, '' for the whole tree. */
  omitted?(): readonly TreeError[];
}

/** Why a file that is there could not be read. */
export type TreeProblem = 'too-large' | 'unreadable' | 'unmerged' | 'outside';

/** A file that is there and cannot be read. */
export class TreeError extends Error {
  readonly path: string;
  readonly problem: TreeProblem;
  /** What to do about it, where the problem alone tells. */
  readonly hint: string | undefined;
  constructor(path: string, problem: TreeProblem, message: string) {
    super(message);
    this.name = 'TreeError';
    this.path = path;
    this.problem = problem;
    this.hint =
      problem === 'unmerged' ? `a merge is in progress: resolve the conflict, then "git add ${path}"` : undefined;
  }
}

export interface TreeLimits {
  /** Bytes of one file. Go stops reading a module's go.mod at 16 MB; a go.sum may be larger. */
  readonly maxFileSize: number;
  /** Files in the tree. */
  readonly maxFiles: number;
}

export const TREE_LIMITS: TreeLimits = { maxFileSize: 64 << 20, maxFiles: 2_000_000 };

/** Whether a string is a path that a tree could hold: relative, no empty, `.` or `..` element, no NUL. */
export function isTreePath(path: string): boolean {
  if (path === '' || path.includes('\0')) return false;
  return path.split('/').every((element) => element !== '' && element !== '.' && element !== '..');
}

/** The reason for a file over the limit, in one wording for all trees. */
export function tooLarge(path: string, size: number, limits: TreeLimits): TreeError {
  return new TreeError(path, 'too-large', `${size} bytes, over the limit of ${limits.maxFileSize}`);
}
