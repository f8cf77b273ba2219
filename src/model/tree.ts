/**
 * A set of files to be judged: a folder, the git index, a revision, an archive or a table in memory.
 *
 * Paths are relative to the tree's root, with forward slashes, without `./`; a byte that is not UTF-8 is escaped as in text/bytes.ts.
 * A tree never hands out anything from outside its root, never follows a directory symlink, and never lists what lies in `.git`.
 */
export interface Tree {
  /** What people call it: a folder's path, `index`, a revision. */
  readonly name: string;
  /** Every file, sorted by UTF-16 code units; symlinks to files are listed, directories and special files are not. */
  list(): Promise<readonly string[]>;
  /** A file's bytes. `undefined`: there is no such file, or it could not be had, in which case `problems` has the reason. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** What could not be listed or read up to now, in the order of discovery; grows while the tree is read. */
  problems?(): readonly TreeProblem[];
}

export interface TreeProblem {
  /** The file or folder; '' for the tree as a whole. */
  readonly path: string;
  /**
   * too-large: over `maxFileSize` · outside: a symlink out of the root · symlink: one that leads nowhere, or round in a circle ·
   * unmerged: the index holds several versions of it · too-many: over `maxFiles`, the list is cut · unreadable: the system refused.
   */
  readonly kind: 'too-large' | 'outside' | 'symlink' | 'unmerged' | 'too-many' | 'unreadable';
  /** One sentence without the path. */
  readonly detail: string;
}

export interface TreeLimits {
  /** Bytes of one file. Go itself stops reading a go.mod at 16 MB, but a go.sum may be larger. */
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
export function tooLarge(path: string, size: number, limits: TreeLimits): TreeProblem {
  return { path, kind: 'too-large', detail: `${size} bytes, over the limit of ${limits.maxFileSize}` };
}
