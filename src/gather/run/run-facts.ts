/** The facts of a run, and what loads module graphs with them. In chunks of their own: a hook loads neither. */
import type { PolicyFor } from '../../policy/compile.ts';
import type { AskingTree, FactOptions, OpenFacts } from '../facts/open-facts.ts';
import type { GivenFacts } from '../given-facts.ts';
import type { Loaders } from '../loaders.ts';
import type { KeptModsOf } from '../modcache/kept-mods.ts';
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
  /** Names this build of modwarden; undefined: nothing that depends on it is kept. */
  readonly build?: string | undefined;
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
  const kept = await keptOf(input, opened);
  const loaders = await loadersOf(opened, facts, policies.policyFor, { ...input, kept });
  const close = () => {
    loaders.save();
    facts.close();
  };
  const beside = (other: AskingTree) =>
    loadersOf(other, facts.beside(other), policies.policyFor, { ...input, compared: false }, loaders);
  return { facts: { ...facts, close }, loaders, beside };
}

interface LoadersInput extends Pick<RunFactsInput, 'today' | 'env' | 'now' | 'compared' | 'shared'> {
  readonly kept?: KeptModsOf | undefined;
}

/** Whoever wants to know each question and answer, or has sources of their own, reads each file. */
async function keptOf(input: RunFactsInput, { repo }: AskingTree): Promise<KeptModsOf | undefined> {
  const { build, env, now, offline, onlyKnown, recording, sources, shared, compared, given } = input;
  if (build === undefined || onlyKnown || recording || sources || shared || compared || given.recording)
    return undefined;
  const [{ keptMods }, { userEnv }] = await Promise.all([import('../modcache/kept-mods.ts'), import('../user-env.ts')]);
  const cache = userEnv(env, process.platform, offline).GOMODCACHE;
  const repository = [...repo.modules, ...repo.workspaces].map(({ dir, source }) => [dir, source.path]);
  return keptMods({ env, now, cache, build, repository: [repo.modules.map(({ path }) => path), repository] });
}

async function loadersOf(
  { tree, paths, repo }: AskingTree,
  { answerAll, network }: OpenFacts,
  policyFor: PolicyFor,
  { today, env, now, compared, shared, kept }: LoadersInput,
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
    ...(kept && { kept }),
    ...(before && { before }),
  });
}
