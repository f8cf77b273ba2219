/** The second step of a run: the policy of every module. The given one, or the nearest file upwards from the module, or a preset. */
import { discover, folderOf, upwards } from '../../model/discover.ts';
import type { Repo } from '../../model/repo.ts';
import type { PolicyProblem, PolicyUsed } from '../../model/report.ts';
import { type CompiledPolicy, compilePolicy, type PolicyFor } from '../../policy/compile.ts';
import { unique } from '../../policy/parse/problems.ts';
import { fileTest } from '../../policy/patterns/globs.ts';
import type { Policy } from '../../policy/types.ts';
import { type GivenPolicy, loadGiven } from './given-policy.ts';
import { type GatheredPolicies, gatherPolicies, type PolicyInput } from './policies.ts';

export interface Policies {
  readonly policyFor: PolicyFor;
  readonly problems: readonly PolicyProblem[];
  readonly private: PrivatePaths;
  /** Which go.mod files the policies add to the run, and which they leave out. */
  readonly modules: ModuleChoice;
  used(repo: Repo): PolicyUsed[];
}

/**
 * Module paths that no public server may be asked about: patterns, or undefined where they are unknown, because a policy with such a list
 * has errors. The lists of the repository's own policies count even where another policy is given.
 */
export type PrivatePaths = readonly string[] | undefined;

interface ModuleChoice {
  readonly include: (path: string) => boolean;
  readonly exclude: (path: string) => boolean;
}

export interface OpenPoliciesInput extends PolicyInput {
  /** The tree's paths. */
  readonly paths: readonly string[];
  /** The folder of the repository whose modules are checked. */
  readonly under: string;
  readonly given?: GivenPolicy | undefined;
  /** The run asks no server: the private lists of the repository's own policies do not matter. */
  readonly asksNobody: boolean;
}

/** Throws ModwardenError for a given policy that cannot be read. */
export async function openPolicies(input: OpenPoliciesInput): Promise<Policies> {
  if (input.given) {
    const { policy, problems, privateFaults } = await loadGiven(input.given, input);
    const own = { of: () => policy, policies: [policy], problems, privateFaults };
    if (input.asksNobody) return ready(own, ['']);
    const modules = await modulesOf([policy]);
    return ready(own, [''], modules, await gatherPolicies(input, foldersOf(input, modules)));
  }
  const folders = foldersOf(input);
  const found = await gatherPolicies(input, folders);
  const modules = await modulesOf(found.policies);
  // What a policy adds may be below a policy of its own, which does not choose what else is checked.
  const before = new Set(folders);
  const added = foldersOf(input, modules).filter((folder) => !before.has(folder));
  if (added.length === 0) return ready(found, folders, modules);
  const all = [...folders, ...added];
  return ready(await gatherPolicies(input, all), all, modules);
}

function foldersOf({ paths, under }: OpenPoliciesInput, modules?: ModuleChoice): string[] {
  const { modules: found, workspaces } = discover(paths, { under, ...modules });
  return [...new Set(['', under, ...found.map(({ file }) => folderOf(file)), ...workspaces.map(folderOf)])];
}

async function modulesOf(policies: readonly Policy[]): Promise<ModuleChoice> {
  return {
    include: await fileTest(policies.flatMap((p) => p.modules.include)),
    exclude: await fileTest(policies.flatMap((p) => p.modules.exclude)),
  };
}

/** `beside`: policies that apply to no module here, but whose private paths are private. */
async function ready(
  { of, policies, problems, privateFaults }: GatheredPolicies,
  folders: readonly string[],
  modules?: ModuleChoice,
  beside?: GatheredPolicies,
): Promise<Policies> {
  const compiled = new Map<Policy, CompiledPolicy>();
  for (const policy of policies) compiled.set(policy, await compilePolicy(policy));
  const byFolder = new Map(folders.map((folder) => [folder, compiled.get(of(folder))!]));
  const policyFor: PolicyFor = (folder) => {
    for (const at of upwards(folder)) {
      const policy = byFolder.get(at);
      if (policy) return policy;
    }
    throw new Error('the root has no policy');
  };
  const faults = privateFaults.length + (beside?.privateFaults.length ?? 0);
  return {
    policyFor,
    problems: unique([...problems, ...(beside?.privateFaults ?? [])]),
    private:
      faults > 0 ? undefined : [...new Set([...policies, ...(beside?.policies ?? [])].flatMap((p) => p.private))],
    modules: modules ?? (await modulesOf(policies)),
    used: (repo) => usedBy(repo, policyFor),
  };
}

function usedBy(repo: Repo, policyFor: PolicyFor): PolicyUsed[] {
  const used = new Map<Policy, string[]>();
  for (const { dir } of repo.modules) {
    const { policy } = policyFor(dir);
    const dirs = used.get(policy);
    if (dirs) dirs.push(dir);
    else used.set(policy, [dir]);
  }
  return [...used].map(([policy, modules]) => ({ path: policy.path, extends: policy.extends, modules }));
}
