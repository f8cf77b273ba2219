/** The revision that a change starts from, to be checked by the policies of what it is compared with. */
import { resolve } from 'node:path';
import { boundedTree } from '../../model/bounded-tree.ts';
import { isUnder } from '../../model/discover.ts';
import { type OpenOptions, openRepo } from '../../model/open.ts';
import type { CapturedEnv, Repo } from '../../model/repo.ts';
import type { Tree } from '../../model/tree.ts';
import { decode } from '../../text/bytes.ts';
import { parseCaptured } from '../captured-env.ts';
import type { Environment } from '../http/web-proxy.ts';
import { baseCommit } from '../tree/base-commit.ts';
import { revisionTree } from '../tree/git.ts';

export interface OpenBaseInput {
  /** A revision; with `...` after it: its merge base with what is checked. */
  readonly base: string;
  /** The revision that is checked; undefined for a work tree or an index. */
  readonly rev: string | undefined;
  /** The repository's folder. */
  readonly root: string;
  readonly cwd: string;
  readonly env: Environment;
  /** What of the repository is checked. */
  readonly open: Pick<OpenOptions, 'under' | 'include' | 'exclude'>;
  /** The captured `go env` outputs of the run, by the names that the caller gave. */
  readonly captured: readonly (readonly [name: string | undefined, CapturedEnv])[];
}

export interface Base {
  /** As the caller wrote it. */
  readonly name: string;
  /** The commit's id. */
  readonly commit: string;
  readonly tree: Tree;
  /** The tree's paths. */
  readonly paths: readonly string[];
  readonly repo: Repo;
}

/** Throws ModwardenError (unknown-base), GitError. */
export async function openBase({ base, rev, root, cwd, env, open, captured }: OpenBaseInput): Promise<Base> {
  const commit = baseCommit({ root, base, head: rev ?? 'HEAD', env });
  const tree = boundedTree(revisionTree(root, commit, env));
  const paths = await tree.list();
  const before = captured.map(([name, one]) => capturedBefore(name, one, tree, { root, cwd }));
  const repo = await openRepo(tree, { ...open, paths, env: (await Promise.all(before)).flat() });
  return { name: base, commit, tree, paths, repo };
}

/** One outside the repository is no part of the change. One inside was what the base has under this name, if that can be read. */
async function capturedBefore(
  name: string | undefined,
  captured: CapturedEnv,
  tree: Tree,
  { root, cwd }: Pick<OpenBaseInput, 'root' | 'cwd'>,
): Promise<CapturedEnv[]> {
  if (name === undefined || !isUnder(resolve(cwd, name), root)) return [captured];
  const { path } = captured.source;
  const bytes = await tree.read(path).catch(() => undefined);
  const parsed = bytes && parseCaptured(path, decode(bytes));
  return parsed === undefined || 'problem' in parsed ? [] : [{ ...captured, ...parsed }];
}
