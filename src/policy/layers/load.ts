/**
 * Loads a policy: the text of a file, with all that it extends, to settings that rules can be judged by. What is wrong becomes problems
 * with a place; what is right judges nevertheless.
 */
import { ModwardenError } from '../../model/error.ts';
import type { PolicyProblem } from '../../model/report.ts';
import { NO_CHECKS, type Valibot } from '../../model/rule.ts';
import { firstLine, type Source, source } from '../../text/source.ts';
import { collectProblems } from '../parse/problems.ts';
import { DEFAULT_GAPS, type PolicyRule, type PresetName, presetNamed } from '../presets/presets.ts';
import { watchKeys } from '../private/private-faults.ts';
import { optionChecks } from '../schema/checks.ts';
import type { Policy } from '../types.ts';
import {
  emptyLayers,
  type Layers,
  layFile,
  type PolicyLayer,
  type ReadPackage,
  type ReadPolicyFile,
} from './layers.ts';
import { type OriginRow, originsOf } from './origins.ts';
import { resolveRules, type SettingsInput, settleOverride } from './resolve-rules.ts';
import { layPreset } from './rule-layers.ts';

export interface LoadInput {
  /** The policy file. A package.json means its key `modwarden`. */
  readonly source: Source;
  readonly rules: readonly PolicyRule[];
  /** For `extends`; paths are relative to the tree's root. */
  readonly readFile: ReadPolicyFile;
  /** For packages under `extends`; left out for a policy that the caller does not name. */
  readonly readPackage?: ReadPackage | undefined;
  /** Layers below the file, which the caller names, the lowest first. */
  readonly bases?: readonly PolicyLayer[] | undefined;
  /** The file is none of the tree that is judged (it came by the command line). */
  readonly outside?: boolean;
}

export interface Loaded {
  readonly policy: Policy;
  /** In the order of their places, each once. */
  readonly problems: readonly PolicyProblem[];
  /** Those of them that may hide an entry of `private`: with any of these, no network source may be asked. */
  readonly privateFaults: readonly PolicyProblem[];
  /** Every file that was read, those of `bases` aside. */
  readonly files: readonly Source[];
  /** The same for each of `bases`, its own file first. A file of the same name in another tree is another file. */
  readonly below: readonly (readonly Source[])[];
  /** Every value of the policy, with where it comes from. */
  readonly origins: () => OriginRow[];
  /** What the files say, before it became the policy. */
  readonly layers: Layers;
}

export async function loadPolicy(input: LoadInput): Promise<Loaded> {
  const v: Valibot = await import('valibot');
  const rules = byId(input.rules);
  const privateFaults = collectProblems();
  const problems = watchKeys(collectProblems(), privateFaults);
  const layers = emptyLayers(DEFAULT_GAPS);
  const laying = { v, rules, problems, privateFaults, layers, laid: { count: 0 } };
  const below: (readonly Source[])[] = [];
  for (const { source, readFile, readPackage } of input.bases ?? []) {
    await layFile({ ...laying, readFile, readPackage }, source);
    // What the policy extends is what its own file says.
    layers.origins.delete('extends');
    below.push([...layers.files.values()]);
    layers.files.clear();
  }
  await layFile({ ...laying, readFile: input.readFile, readPackage: input.readPackage }, input.source);
  const settling: SettingsInput = { v, checks: await optionChecks(), rules, problems, around: firstLine(input.source) };
  const policy = settle(layers, settling, input.outside ? undefined : input.source.path);
  return {
    policy,
    problems: problems.list(),
    privateFaults: privateFaults.list(),
    files: [...layers.files.values()],
    below,
    origins: () => originsOf(policy, layers),
    layers,
  };
}

/** The policy that is a preset and nothing else: what judges where there is no file. Throws ModwardenError (invalid-rule) where a preset's options are invalid. */
export async function presetPolicy(name: PresetName, rules: readonly PolicyRule[]): Promise<Policy> {
  const v: Valibot = await import('valibot');
  const layers = emptyLayers(DEFAULT_GAPS);
  layPreset(layers.rules, presetNamed(name), rules);
  layers.extends = [name];
  const problems = collectProblems();
  const policy = settle(
    layers,
    { v, checks: NO_CHECKS, rules: byId(rules), problems, around: firstLine(source('', '')) },
    undefined,
  );
  const [bug] = problems.list();
  if (bug) throw new ModwardenError('invalid-rule', `the preset ${name}: ${bug.message}`);
  return policy;
}

function settle(layers: Layers, settling: SettingsInput, path: string | undefined): Policy {
  return {
    path,
    extends: layers.extends,
    private: [...layers.private],
    rules: resolveRules(layers.rules, settling),
    overrides: [...layers.overrides.values()].map(({ files, rules, at }) => ({
      files,
      rules: settleOverride(rules, layers.rules, settling),
      at,
    })),
    waivers: [...layers.waivers.values()],
    gaps: layers.gaps,
    modules: { include: [...layers.include], exclude: [...layers.exclude] },
    ...(layers.workspace !== undefined && { workspace: layers.workspace }),
    ...(layers.maxFactAge !== undefined && { maxFactAge: layers.maxFactAge }),
  };
}

function byId(rules: readonly PolicyRule[]): ReadonlyMap<string, PolicyRule> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
