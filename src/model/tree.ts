/**
 * A repository's files, wherever they are: disk, git index, revision, archive, memory. Paths are relative to the root, with forward
 * slashes and without `./`; a path that leaves the root is not in the tree.
 */
export interface Tree {
  /** For people: a folder's name, `index`, a revision. */
  readonly name: string;
  /** Every file's path, sorted bytewise. */
  list(): Promise<readonly string[]>;
  /** A file's bytes; undefined where there is no such file. Throws TreeError where there is one that cannot be had. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/** Why a file that is there could not be read. */
export type TreeProblem = 'too-large' | 'unreadable' | 'unmerged' | 'outside';

export class TreeError extends Error {
  readonly path: string;
  readonly problem: TreeProblem;
  constructor(path: string, problem: TreeProblem, message: string) {
    super(message);
    this.name = 'TreeError';
    this.path = path;
    this.problem = problem;
  }
}
