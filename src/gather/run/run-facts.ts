/** The facts of a run, and what loads module graphs with them. In chunks of their own: a hook loads neither. */
import type { Repo } from '../../model/repo.ts';
import type { Tree } from '../../model/tree.ts';
import type { PolicyFor } from '../../policy/compile.ts';
import type { FactOptions, OpenFacts } from '../facts/open-facts.ts';
import type { GivenFacts } from '../given-facts.ts';
import type { Loaders } from '../loaders.ts';
import type { PrivatePaths } from '../policies/open-policies.ts';

export interface RunFactsInput
  extends Pick<
    FactOptions,
    'onlyKnown' | 'recording' | 'timeout' | 'progress' | 'sources' | 'env' | 'now' | 'shared' | 'beforeRound'
  > {
  /** What the user gave; it is left open. */
  readonly given: GivenFacts;
  /** No network source is asked. */
  readonly offline?: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface OpenedRepo {
  readonly tree: Tree;
  /** The tree's paths. */
  readonly paths: readonly string[];
  readonly repo: Repo;
}

export interface RunPolicies {
  readonly policyFor: PolicyFor;
  readonly private: PrivatePaths;
}

export interface RunFacts {
  /** Left open: the caller closes it. */
  readonly facts: OpenFacts;
  readonly loaders: Loaders;
}

export async function openRunFacts(input: RunFactsInput, opened: OpenedRepo, policies: RunPolicies): Promise<RunFacts> {
  const { openFacts } = await import('../facts/open-facts.ts');
  const { onlyKnown, recording, timeout, progress, sources, env, now, shared, beforeRound, offline = false } = input;
  const { recording: record, databases, reports, index } = input.given;
  const facts = openFacts({
    ...opened,
    env,
    now,
    offline,
    private: policies.private,
    ...(onlyKnown !== undefined && { onlyKnown }),
    ...(recording !== undefined && { recording }),
    ...(timeout !== undefined && { timeout }),
    ...(progress && { progress }),
    ...(sources && { sources }),
    ...(shared && { shared }),
    ...(beforeRound && { beforeRound }),
    ...(record && { record }),
    ...(databases && { databases }),
    ...(reports && { reports }),
    ...(index && { index }),
  });
  const loaders = await loadersOf(opened, facts, policies.policyFor, input);
  const close = () => {
    loaders.save();
    facts.close();
  };
  return { facts: { ...facts, close }, loaders };
}

async function loadersOf(
  { tree, paths, repo }: OpenedRepo,
  { answerAll }: OpenFacts,
  policyFor: PolicyFor,
  { today, env, now }: Pick<RunFactsInput, 'today' | 'env' | 'now'>,
): Promise<Loaders> {
  const [{ loaders }, { rejectStaleFacts, maxFactAge }] = await Promise.all([
    import('../loaders.ts'),
    import('../facts/max-age.ts'),
  ]);
  return loaders(tree, paths, repo, rejectStaleFacts(answerAll, maxFactAge(repo, policyFor), today), { env, now });
}
