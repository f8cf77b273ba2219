/** The commits of a push: all that the remote does not have yet, not only the last one of each branch. */
import { envPathspecs } from '../../env/readers.ts';
import { decode } from '../../text/bytes.ts';
import type { Environment } from '../http/web-proxy.ts';
import { type Git, gitIn } from './git-command.ts';

export interface PushedRange {
  /** What is pushed, as git knows it: ids, or refs. */
  readonly tips: readonly string[];
  /** Ids of commits that the remote has; those that are not here count for nothing. */
  readonly known: readonly string[];
  /** The name of the remote; left out: what any remote has is not new. */
  readonly remote?: string | undefined;
}

export interface NewCommits {
  /** The tips that hold files, in their order. What git does not know stays in, and whoever opens it says so. */
  readonly tips: readonly string[];
  /** Ids of the commits below the tips that change something that is checked, newest first. */
  readonly below: readonly string[];
  /** How many more of those there are. */
  readonly more: number;
}

/**
 * A commit that changes nothing that `pathspecs` or the readers of settings match has the same findings as one of its parents, which
 * is new and in the list, or is not new. Throws GitError.
 *
 * @param max At most so many commits are listed.
 */
export function newCommits(
  root: string,
  env: Environment,
  { tips, known, remote }: PushedRange,
  pathspecs: readonly string[],
  max: number,
): NewCommits {
  const git = gitIn({ folder: root, env, inHook: false });
  const objects = objectsOf(git, tips);
  const commits = objects.filter(({ type }) => type === 'commit').map(({ id }) => id);
  const held = objects.filter(({ type }) => type !== 'blob').map(({ tip }) => tip);
  if (commits.length === 0) return { tips: held, below: [], more: 0 };
  const remotes = remote === undefined ? '--remotes' : `--remotes=${escaped(remote)}`;
  // Every parent of a merge is followed, also where the merge took nothing of it.
  const walk = ['rev-list', '--full-history', '--topo-order', '--ignore-missing', '--not', remotes, '--not', '--stdin'];
  const input = [...commits, ...known.map((id) => `^${id}`)].map((line) => `${line}\n`).join('');
  const listed = decode(git.run([...walk, '--', ...pathspecs, ...envPathspecs()], input)).split('\n');
  const below = listed.filter((id) => id !== '' && !commits.includes(id));
  return { tips: held, below: below.slice(0, max), more: Math.max(0, below.length - max) };
}

interface GitObject {
  readonly tip: string;
  /** '' where git does not know it. */
  readonly id: string;
  readonly type: string;
}

/** A tag may name a file, which has no go.mod in it. */
function objectsOf(git: Git, tips: readonly string[]): readonly GitObject[] {
  const input = tips.map((tip) => `${tip}^{}\n`).join('');
  const lines = decode(git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)'], input)).split('\n');
  return tips.map((tip, i) => {
    const [, id = '', type = ''] = /^([0-9a-f]+) (commit|tree|blob)$/.exec(lines[i] ?? '') ?? [];
    return { tip, id, type };
  });
}

/** git takes the name for a pattern. */
function escaped(remote: string): string {
  return remote.replaceAll(/[\\*?[]/g, '\\$&');
}
