/** The facts of a run, and what loads module graphs with them. In chunks of their own: a hook loads neither. */
import type { PolicyFor } from '../../policy/compile.ts';
import type { AskingTree, FactOptions, OpenFacts } from '../facts/open-facts.ts';
import type { GivenFacts } from '../given-facts.ts';
import type { Loaders } from '../loaders.ts';
import type { PrivatePaths } from '../policies/open-policies.ts';

export interface RunFactsInput
  extends Pick<
    FactOptions,
    | 'onlyKnown'
    | 'recording'
    | 'timeout'
    | 'progress'
    | 'sources'
    | 'env'
    | 'now'
    | 'shared'
    | 'compared'
    | 'beforeRound'
  > {
  /** What the user gave; it is left open. */
  readonly given: GivenFacts;
  /** No network source is asked. */
  readonly offline?: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface RunPolicies {
  readonly policyFor: PolicyFor;
  readonly private: PrivatePaths;
}

export interface RunFacts {
  /** Left open: the caller closes it. */
  readonly facts: OpenFacts;
  readonly loaders: Loaders;
  /** Loaders for a tree that is compared with this one. They take from these facts what is the same for both, and end with them. */
  beside(other: AskingTree): Promise<Loaders>;
}

export async function openRunFacts(input: RunFactsInput, opened: AskingTree, policies: RunPolicies): Promise<RunFacts> {
  const { openFacts } = await import('../facts/open-facts.ts');
  const { onlyKnown, recording, timeout, progress, sources, env, now, shared, compared, beforeRound } = input;
  const { offline = false } = input;
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
    ...(compared && { compared }),
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
  const beside = (other: AskingTree) =>
    loadersOf(other, facts.beside(other), policies.policyFor, { ...input, compared: false }, loaders);
  return { facts: { ...facts, close }, loaders, beside };
}

async function loadersOf(
  { tree, paths, repo }: AskingTree,
  { answerAll, network }: OpenFacts,
  policyFor: PolicyFor,
  { today, env, now, compared, shared }: Pick<RunFactsInput, 'today' | 'env' | 'now' | 'compared' | 'shared'>,
  before?: Loaders,
): Promise<Loaders> {
  const [{ loaders }, { rejectStaleFacts, maxFactAge }] = await Promise.all([
    import('../loaders.ts'),
    import('../facts/max-age.ts'),
  ]);
  const believed = rejectStaleFacts(answerAll, maxFactAge(repo, policyFor), today);
  return loaders(tree, paths, repo, believed, {
    licenses: shared?.licenses ?? { env, now },
    network,
    ...(compared && { compared }),
    ...(before && { before }),
  });
}
