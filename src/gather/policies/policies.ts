/**
 * The policies of a run: for every folder the nearest file upwards, or the preset `recommended`. What was loaded before and has not
 * changed comes from the cache; only the rest loads the YAML parser and the schemas.
 */
import type { PolicyProblem } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import type { Tree } from '../../model/tree.ts';
import { packPolicy, stillHolds, unpackPolicy } from '../../policy/cache.ts';
import { type FoundPolicies, findPolicies, readPolicyFile } from '../../policy/find.ts';
import type { PolicyLayer, ReadPackage } from '../../policy/layers/layers.ts';
import type { Loaded } from '../../policy/layers/load.ts';
import { isPackageName } from '../../policy/layers/package-name.ts';
import { MAX_POLICY_FILES } from '../../policy/limits.ts';
import { fileProblem, unique } from '../../policy/parse/problems.ts';
import { DEFAULT_PRESET, type PresetName } from '../../policy/presets/presets.ts';
import type { Policy } from '../../policy/types.ts';
import type { Source } from '../../text/source.ts';
import type { PolicyCache } from './policy-cache.ts';

export interface PolicyInput {
  readonly tree: Tree;
  /** The repository's folder on disk: part of the cache's key. */
  readonly root: string;
  /** The tree is that folder, not its index or a revision. */
  readonly onDisk: boolean;
  readonly rules: readonly Rule[];
  readonly cache?: PolicyCache | undefined;
  /** Layers below every policy, the lowest first. */
  readonly bases?: readonly PolicyLayer[] | undefined;
  /** Names the tool with all its rules; without it nothing is kept. */
  readonly build?: string | undefined;
}

export interface GatheredPolicies {
  /** The policy of a folder that was asked for; of any other the one of the root. */
  readonly of: (folder: string) => Policy;
  /** Each once: first those of the folders, in their order. */
  readonly policies: readonly Policy[];
  readonly problems: readonly PolicyProblem[];
  /** Those of them that may hide an entry of `private`: with any of these, no network source may be asked. */
  readonly privateFaults: readonly PolicyProblem[];
}

/** `folders`: of all modules and workspaces. The root is looked at in any case. */
export async function gatherPolicies(input: PolicyInput, folders: Iterable<string>): Promise<GatheredPolicies> {
  const found = await find(input, new Set([...folders, '']));
  const problems = [...found.problems];
  // A policy that is there and is not read may have a list of its own.
  const privateFaults = [...found.problems];
  const loaded = new Map<string | undefined, Policy>();
  let isOver = false;
  for (const file of found.of.values()) {
    if (loaded.has(file?.path)) continue;
    if (file && loaded.size >= MAX_POLICY_FILES) {
      if (!isOver) {
        const problem = fileProblem(
          file.path,
          OVER_LIMIT,
          'use one policy for several modules, in a folder above them',
        );
        problems.push(problem);
        privateFaults.push(problem);
      }
      isOver = true;
      loaded.set(file.path, (await withoutFile(input)).policy);
      continue;
    }
    const own = file ? await loadFile(input, file) : await withoutFile(input);
    loaded.set(file?.path, own.policy);
    problems.push(...own.problems);
    privateFaults.push(...own.privateFaults);
  }
  const of = (folder: string) => loaded.get((found.of.has(folder) ? found.of.get(folder) : found.of.get(''))?.path)!;
  return {
    of,
    policies: [...loaded.values()],
    problems: unique(problems),
    privateFaults: unique(privateFaults),
  };
}

/** Of a loaded policy, what a run needs. */
export type LoadedPolicy = Pick<Loaded, 'policy' | 'problems' | 'privateFaults'>;

function sound(policy: Policy): LoadedPolicy {
  return { policy, problems: [], privateFaults: [] };
}

const OVER_LIMIT = `more than ${MAX_POLICY_FILES} policy files: this one and all that follow are not read; the preset ${DEFAULT_PRESET} applies instead`;

/** Where the repository has no policy: the layer that the caller names, or the preset `recommended`. */
async function withoutFile(input: PolicyInput): Promise<LoadedPolicy> {
  const base = input.bases?.at(-1);
  if (base === undefined) return sound(await preset(input, DEFAULT_PRESET));
  const rest = { ...input, bases: input.bases!.slice(0, -1) };
  const { policy, ...more } = await loadLayered(
    rest,
    { ...base, outside: true },
    `${input.root}\0base\0${base.source.path}`,
  );
  return { policy: { ...policy, path: base.source.path }, ...more };
}

/** A policy that was named in place of those in the repository. Files that it extends are read from the tree. */
export function givenPolicy(input: PolicyInput, file: Source, readPackage?: ReadPackage): Promise<LoadedPolicy> {
  return loadFile(input, file, true, readPackage);
}

export async function presetOf(input: PolicyInput, name: PresetName): Promise<LoadedPolicy> {
  return sound(await preset(input, name));
}

async function find({ tree, root, onDisk }: PolicyInput, folders: Iterable<string>): Promise<FoundPolicies> {
  if (!onDisk) return findPolicies(tree, folders);
  const { findPoliciesOnDisk } = await import('./policy-file.ts');
  return findPoliciesOnDisk(root, folders);
}

function loadFile(input: PolicyInput, file: Source, outside = false, readPackage?: ReadPackage): Promise<LoadedPolicy> {
  const { tree, root } = input;
  const layer = { source: file, readFile: (path: string) => readPolicyFile(tree, path), readPackage, outside };
  return loadLayered(input, layer, `${root}\0${outside ? 'given' : 'found'}\0${file.path}`);
}

type TopLayer = Omit<PolicyLayer, 'readPackage'> & {
  readonly readPackage?: ReadPackage | undefined;
  readonly outside: boolean;
};

/** A policy over the layers below it. `key`: what it is called in the cache where there are none. */
async function loadLayered(input: PolicyInput, top: TopLayer, key: string): Promise<LoadedPolicy> {
  const { rules, bases = [] } = input;
  const whole = [key, ...bases.map(({ source }) => source.path)].join('\0');
  const kept = await fromCache(input, whole, readKept(top, bases), [top.source.path, ...bases.map(baseName)]);
  if (kept) return sound(kept);
  const { loadPolicy } = await import('../../policy/layers/load.ts');
  const loaded = await loadPolicy({ ...top, rules, bases });
  const below = loaded.below.flatMap((files, i) => files.map(({ path, text }) => ({ path: nameBelow(i, path), text })));
  // Files of packages are not compared with what is kept, except for a layer that is one.
  const read = [...loaded.files.slice(1), ...loaded.below.flatMap((files) => files.slice(1))];
  const isKept = loaded.problems.length === 0 && !read.some(({ path }) => isPackageName(path));
  if (isKept) toCache(input, whole, { policy: loaded.policy, files: [...loaded.files, ...below] });
  return loaded;
}

/** A file of a layer below: no path of a tree has such a name. */
function nameBelow(i: number, path: string): string {
  return `${i}\0${path}`;
}

function baseName({ source }: PolicyLayer, i: number): string {
  return nameBelow(i, source.path);
}

/** The texts that the files of a kept policy have now, each as its own layer reads it. */
function readKept(top: TopLayer, bases: readonly PolicyLayer[]): (name: string) => Promise<string | undefined> {
  return async (name) => {
    const [, number, below] = /^(\d+)\0(.*)$/s.exec(name) ?? [];
    const layer = number === undefined ? top : bases[Number(number)];
    const path = below ?? name;
    if (layer === undefined) return undefined;
    return path === layer.source.path ? layer.source.text : textOf(await layer.readFile(path));
  };
}

async function preset(input: PolicyInput, name: PresetName): Promise<Policy> {
  const key = `preset\0${name}`;
  const kept = await fromCache(input, key, async () => undefined, []);
  if (kept) return kept;
  const { presetPolicy } = await import('../../policy/layers/load.ts');
  const policy = await presetPolicy(name, input.rules);
  toCache(input, key, { policy, files: [] });
  return policy;
}

async function fromCache(
  { cache, build }: PolicyInput,
  key: string,
  read: (path: string) => Promise<string | undefined>,
  /** The files of the layers themselves, the topmost first. */
  layers: readonly string[],
): Promise<Policy | undefined> {
  const text = build === undefined ? undefined : cache?.get(key);
  const kept = text === undefined ? undefined : unpackPolicy(text, build!);
  const paths = kept?.files.map(({ path }) => path);
  const isOfLayers = paths?.[0] === layers[0] && layers.every((name) => paths?.includes(name));
  return kept && isOfLayers && (await stillHolds(kept, read)) ? kept.policy : undefined;
}

function toCache({ cache, build }: PolicyInput, key: string, loaded: Pick<Loaded, 'policy' | 'files'>): void {
  if (build !== undefined) cache?.put(key, packPolicy(loaded, build));
}

function textOf(found: Awaited<ReturnType<typeof readPolicyFile>>): string | undefined {
  return found && 'text' in found ? found.text : undefined;
}
