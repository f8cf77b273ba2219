/** The policies of a run: given on the command line, or the nearest file upwards from each module, or the recommended preset. */
import { readFileSync } from 'node:fs';
import { parse, relative, resolve, sep } from 'node:path';
import {
  type GatheredPolicies,
  gatherPolicies,
  givenPolicy,
  type LoadedPolicy,
  type PolicyInput,
  presetOf,
} from '../../gather/policies.ts';
import { policyCache } from '../../gather/policy-cache.ts';
import { diskTree } from '../../gather/tree/disk.ts';
import { prefixMatcher } from '../../go/path/pattern.ts';
import type { CompiledPolicy, PolicyFor } from '../../lint/settings.ts';
import { discover, folderOf, upwards } from '../../model/discover.ts';
import type { Repo } from '../../model/repo.ts';
import type { PolicyProblem, PolicyUsed } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import type { Tree } from '../../model/tree.ts';
import { fileTest } from '../../policy/globs.ts';
import { unique } from '../../policy/parse/problems.ts';
import { isPreset, PRESETS } from '../../policy/presets.ts';
import { compileOverrides } from '../../policy/settings.ts';
import type { Policy } from '../../policy/types.ts';
import { decode } from '../../text/bytes.ts';
import { source } from '../../text/source.ts';
import { type Arguments, quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';

export interface Policies {
  readonly policyFor: PolicyFor;
  readonly problems: readonly PolicyProblem[];
  readonly private: PrivatePaths;
  /** Modfiles that the policies add to those that are judged, and what they leave out. */
  readonly modules: ModuleChoice;
  used(repo: Repo): PolicyUsed[];
}

/**
 * Module paths that no public server may be asked about: patterns, or undefined where nobody knows which these are, since a policy that
 * may say so has errors. What the repository's own policies say holds whatever judges.
 */
export type PrivatePaths = readonly string[] | undefined;

interface ModuleChoice {
  readonly include: (path: string) => boolean;
  readonly exclude: (path: string) => boolean;
}

export interface OpenPoliciesInput {
  readonly tree: Tree;
  readonly paths: readonly string[];
  /** The folder of the repository whose modules are judged. */
  readonly under: string;
  readonly root: string;
  readonly onDisk: boolean;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly rules: readonly Rule[];
}

export async function openPolicies(input: OpenPoliciesInput): Promise<Policies> {
  const { tree, root, onDisk, rules, terminal, args } = input;
  const gathering: PolicyInput = { tree, root, onDisk, rules, cache: policyCache(terminal), build: terminal.build };
  const given = await policyGiven(input, gathering);
  if (given) {
    const { policy, problems, privateFaults } = given;
    const own = { of: () => policy, policies: [policy], problems, privateFaults };
    // A staged run asks nobody.
    if (args.flags.has('staged')) return ready(own, ['']);
    const modules = await modulesOf([policy]);
    return ready(own, [''], modules, await gatherPolicies(gathering, foldersOf(input, modules)));
  }
  const folders = foldersOf(input);
  const found = await gatherPolicies(gathering, folders);
  const modules = await modulesOf(found.policies);
  // What a policy adds may lie below a policy of its own, which has no say in what else is judged.
  const before = new Set(folders);
  const added = foldersOf(input, modules).filter((folder) => !before.has(folder));
  if (added.length === 0) return ready(found, folders, modules);
  const all = [...folders, ...added];
  return ready(await gatherPolicies(gathering, all), all, modules);
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

/** `beside`: policies that judge nothing, but whose private paths are private. */
async function ready(
  { of, policies, problems, privateFaults }: GatheredPolicies,
  folders: readonly string[],
  modules?: ModuleChoice,
  beside?: GatheredPolicies,
): Promise<Policies> {
  const judges = new Map<Policy, CompiledPolicy>();
  for (const policy of policies) judges.set(policy, await compilePolicy(policy));
  const byFolder = new Map(folders.map((folder) => [folder, judges.get(of(folder))!]));
  const policyFor: PolicyFor = (folder) => {
    for (const at of upwards(folder)) {
      const judge = byFolder.get(at);
      if (judge) return judge;
    }
    throw new Error('the root has no policy');
  };
  return {
    policyFor,
    problems: unique([...problems, ...(beside?.privateFaults ?? [])]),
    private:
      privateFaults.length + (beside?.privateFaults.length ?? 0) > 0
        ? undefined
        : [...new Set([...policies, ...(beside?.policies ?? [])].flatMap((p) => p.private))],
    modules: modules ?? (await modulesOf(policies)),
    used: (repo) => usedBy(repo, policyFor),
  };
}

async function compilePolicy(policy: Policy): Promise<CompiledPolicy> {
  return {
    policy,
    isPrivate: prefixMatcher(policy.private.join(',')),
    settings: await compileOverrides(policy),
  };
}

async function policyGiven(
  { args, terminal, root }: OpenPoliciesInput,
  gathering: PolicyInput,
): Promise<LoadedPolicy | undefined> {
  const preset = args.values.get('preset');
  const file = args.values.get('policy');
  if (preset !== undefined && file !== undefined) throw new UsageError('--policy and --preset cannot be used together');
  if (preset !== undefined) {
    if (!isPreset(preset)) throw new UsageError(`--preset: expected ${PRESETS.join(' or ')}, got ${quoted(preset)}`);
    return presetOf(gathering, preset);
  }
  if (file === undefined) return undefined;
  const path = resolve(terminal.cwd, file);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`--policy: cannot read ${quoted(file)} (${(error as NodeJS.ErrnoException).code})`);
  }
  const { name, tree } = besideGiven(path, root);
  const { policy, ...rest } = await givenPolicy({ ...gathering, tree }, source(name, decode(bytes)));
  return { policy: { ...policy, path: name }, ...rest };
}

/**
 * What the policy of the command line is called, and where the files are that it extends: on disk like itself, whatever is judged. Its
 * path is that from the repository's root, so that its lines are found there, and seen to lie outside where they do.
 */
function besideGiven(path: string, root: string): { readonly name: string; readonly tree: Tree } {
  const top = isInside(path, root) ? root : parse(path).root;
  const slashes = (native: string) => native.split(sep).join('/');
  const disk = diskTree(top);
  return {
    name: slashes(relative(root, path)),
    tree: { ...disk, read: (name) => disk.read(slashes(relative(top, resolve(root, name)))) },
  };
}

function isInside(path: string, root: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
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
