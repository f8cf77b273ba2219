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
import type { Loaders } from '../loaders.ts';
import { baseCommit } from '../tree/base-commit.ts';
import { revisionTree } from '../tree/git.ts';
import { openRunFacts, type RunFactsInput, type RunPolicies } from './run-facts.ts';

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
  readonly policies: RunPolicies;
  /** undefined: facts are not asked for. */
  readonly facts: RunFactsInput | undefined;
}

export interface Base {
  /** As the caller wrote it. */
  readonly name: string;
  /** The commit's id. */
  readonly commit: string;
  readonly tree: Tree;
  readonly repo: Repo;
  /** Loads facts; `close` lets go of them. */
  open(): Promise<{ readonly loaders: Loaders | undefined; readonly close: () => void }>;
}

/** Throws ModwardenError (unknown-base), GitError. */
export async function openBase({ base, rev, root, cwd, env, open, ...input }: OpenBaseInput): Promise<Base> {
  const commit = baseCommit({ root, base, head: rev ?? 'HEAD', env });
  const tree = boundedTree(revisionTree(root, commit, env));
  const paths = await tree.list();
  const before = input.captured.map(([name, captured]) => capturedBefore(name, captured, tree, { root, cwd }));
  const repo = await openRepo(tree, { ...open, paths, env: (await Promise.all(before)).flat() });
  return {
    name: base,
    commit,
    tree,
    repo,
    open: async () => {
      if (input.facts === undefined) return { loaders: undefined, close: () => {} };
      const { facts, loaders } = await openRunFacts(input.facts, { tree, paths, repo }, input.policies);
      return { loaders, close: () => facts.close() };
    },
  };
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
