/**
 * Which commit a run was about, and whether what it read of a work tree is what the commit has. `git status` is not asked: it may run
 * filters that the repository's configuration names.
 */
import { decode } from '../../text/bytes.ts';
import type { Environment } from '../http/web-proxy.ts';
import { GitError, gitIn } from '../tree/git-command.ts';
import type { ReadFile } from './recorded-reads.ts';

export interface GitState {
  /** The commit's id. */
  readonly commit: string;
  /** Files that the run read and that differ from the commit; sorted. */
  readonly changed: readonly string[];
}

/**
 * undefined where there is no commit: an empty repository, a tree or blob as the revision, no git.
 * @param reads what was read of a work tree; empty for a revision, which cannot differ.
 */
export function gitState(
  folder: string,
  revision: string,
  reads: ReadonlyMap<string, ReadFile>,
  env: Environment,
): GitState | undefined {
  try {
    const git = gitIn({ folder, env, inHook: false });
    const run = (...args: string[]) => decode(git.run(args));
    const commit = run('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).trim();
    if (reads.size === 0) return { commit, changed: [] };
    const ids = blobIds(run('ls-tree', '-r', '-z', '--full-tree', commit));
    return {
      commit,
      changed: [...reads].flatMap(([path, file]) => (isSame(file, ids.get(path)) ? [] : [path])).sort(),
    };
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Of files; a link's target may have changed without its file. */
function blobIds(listing: string): ReadonlyMap<string, string> {
  return new Map(
    listing.split('\0').flatMap((line) => {
      const [, id, path] = /^100[0-7]{3} blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return id === undefined ? [] : [[path!, id]];
    }),
  );
}

function isSame({ sha256, blobs }: ReadFile, id: string | undefined): boolean {
  return sha256 === undefined ? id === undefined : id !== undefined && blobs.includes(id);
}
