/**
 * A policy file with all that it extends, laid one upon the other in order: first what `extends` names, as it is listed, then the file's
 * own words. A file without `extends` stands on the preset `recommended`, as a base of others too: there it fills only what is open.
 */
import type { Valibot } from '../../model/rule.ts';
import { nearest } from '../../text/nearest.ts';
import type { Source, Span } from '../../text/source.ts';
import { MAX_OVERRIDE_GLOBS, MAX_OVERRIDES, MAX_WAIVERS } from '../limits.ts';
import { entryOf, entrySpan, kindOf, type MapNode, type PolicyNode, policyPlace } from '../parse/node.ts';
import { parsePolicy } from '../parse/parse.ts';
import { alsoInto, type Problems } from '../parse/problems.ts';
import type { PatternFault } from '../patterns/patterns.ts';
import { DEFAULT_PRESET, isPreset, type PolicyRule, PRESETS } from '../presets/presets.ts';
import { mayHoldPrivate, readWatched } from '../private/private-faults.ts';
import { keyHint } from '../schema/issues.ts';
import { policyEntries } from '../schema/policy-schema.ts';
import { validate, validateItems, validateMap } from '../schema/validate.ts';
import type { Policy, PolicyPlace, Waiver } from '../types.ts';
import { isLocked, layLocks } from './locks.ts';
import { isPackageName, packageNameFault } from './package-name.ts';
import { policyFilePath, writtenAsFile } from './relative.ts';
import { layEntry, layPreset, type RuleEntry, type RuleLayers, readRules } from './rule-layers.ts';

/** Why a policy file that is there is not read, and what to do where that is known. */
export interface Refused {
  readonly refused: string;
  readonly hint?: string | undefined;
}

/** How a policy reads the files that it extends. */
export type ReadPolicyFile = (path: string) => Promise<Source | Refused | undefined>;

/** A policy file that the caller names, with how it reads what it extends. */
export interface PolicyLayer {
  readonly source: Source;
  readonly readFile: ReadPolicyFile;
  /** Left out: it may extend no packages. */
  readonly readPackage?: ReadPackage | undefined;
}

/** Reads the policy of a package by its name under `extends`: `npm:NAME`, or `npm:NAME/FILE`. */
export type ReadPackage = (name: string) => Promise<PolicyLayer | Refused>;

/** What all files together say, before rules are settled. */
export interface Layers {
  readonly rules: RuleLayers;
  readonly private: Set<string>;
  readonly overrides: Map<string, OverrideLayer>;
  readonly waivers: Map<string, Waiver>;
  readonly gaps: Record<string, 'fail' | 'report'>;
  readonly include: Set<string>;
  readonly exclude: Set<string>;
  workspace: Policy['workspace'];
  maxFactAge: string | undefined;
  /** What the policy itself extends, as written. */
  extends: readonly string[];
  /** What no later layer may change: by rule or key, where it was locked. */
  readonly locks: Map<string, Span>;
  /** Where the values of other keys were written: by key and, in a list or map, `key/value`. */
  readonly origins: Map<string, Span>;
  /** Every file that was read, each once, the policy itself first. */
  readonly files: Map<string, Source>;
}

export interface OverrideLayer {
  readonly files: readonly string[];
  readonly rules: ReadonlyMap<string, RuleEntry>;
  readonly at: PolicyPlace;
}

export interface Laying {
  readonly v: Valibot;
  readonly rules: ReadonlyMap<string, PolicyRule>;
  readonly problems: Problems;
  /** Of these, what may hide an entry of `private`. */
  readonly privateFaults: Problems;
  readonly readFile: ReadPolicyFile;
  readonly readPackage: ReadPackage | undefined;
  readonly layers: Layers;
  /** Files that were laid, repetitions counted. */
  readonly laid: { count: number };
}

/** Levels of `extends`. */
export const MAX_EXTENDS_DEPTH = 10;

/** Files that one policy extends, directly or through others. */
export const MAX_EXTENDED_FILES = 100;

/** `chain`: the files that led here, outermost first. */
export async function layFile(laying: Laying, source: Source, chain: readonly string[] = []): Promise<void> {
  const { layers } = laying;
  laying.laid.count++;
  layers.files.set(source.path, source);
  const node = await readWatched(laying, (told) => parsePolicy(source, told));
  const extended = node && entryOf(node, 'extends');
  const names = extended && extendedNames(extended.value, extended.keyAt, laying);
  const laid: string[] = [];
  for (const name of names ?? []) if (await layNamed(laying, source, name, chain)) laid.push(name.text);
  if (!names) layPreset(layers.rules, DEFAULT_PRESET, openRules(laying), true);
  if (chain.length === 0 && extended) layers.origins.set('extends', extended.keyAt);
  if (chain.length === 0) layers.extends = names ? laid : [DEFAULT_PRESET];
  if (!node) return;
  layOwn(laying, node);
  layLocks(laying, node);
}

/** A preset leaves what is locked as it is. */
function openRules({ rules, layers }: Laying): PolicyRule[] {
  return [...rules.values()].filter(({ id }) => !layers.locks.has(id));
}

interface Name {
  readonly text: string;
  readonly at: Span;
}

/** undefined where it is no list: then the policy stands on the default. */
function extendedNames(node: PolicyNode, keyAt: Span, laying: Laying): Name[] | undefined {
  const { v, rules } = laying;
  const problems = alsoInto(laying.problems, laying.privateFaults);
  if (node.kind !== 'list') {
    const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
    const at = node.at.end > node.at.start ? node.at : keyAt;
    problems.add(at, `expected a list, got ${kindOf(node)}`, `write extends: [${text ?? DEFAULT_PRESET}]`);
    return undefined;
  }
  const valid = validateItems(v, policyEntries(v, [...rules.keys()]).extends, node, problems);
  return valid.map(({ value, node: { at } }) => ({ text: value, at }));
}

/** Whether there was something to lay. */
async function layNamed(laying: Laying, from: Source, name: Name, chain: readonly string[]): Promise<boolean> {
  if (isPreset(name.text)) {
    layPreset(laying.layers.rules, name.text, openRules(laying));
    return true;
  }
  const found = isPackageName(name.text)
    ? await extendedPackage(laying, from, name, chain)
    : await extendedFile(laying, from, name, chain);
  if ('message' in found) alsoInto(laying.problems, laying.privateFaults).add(name.at, found.message, found.hint);
  else if ('source' in found) {
    const { source, readFile, readPackage } = found;
    await layFile({ ...laying, readFile, readPackage }, source, [...chain, from.path]);
  } else await layFile(laying, found, [...chain, from.path]);
  return !('message' in found);
}

async function extendedPackage(
  laying: Laying,
  from: Source,
  { text }: Name,
  chain: readonly string[],
): Promise<PolicyLayer | PatternFault> {
  const fault = packageNameFault(text);
  if (fault) return fault;
  if (laying.readPackage === undefined)
    return { message: `${JSON.stringify(text)} is not read for this policy`, hint: ONLY_CALLER };
  const found = await laying.readPackage(text);
  if ('refused' in found) return refusal(text, found);
  return beyond(laying, from, found.source.path, chain) ?? found;
}

const ONLY_CALLER =
  'packages extend only policies that you name yourself: --policy-base, --policy or your user configuration';

function refusal(name: string, { refused, hint }: Refused): PatternFault {
  return { message: `cannot read ${name}: ${refused}`, ...(hint !== undefined && { hint }) };
}

/** Why a file is not laid once more: it led here itself, or there are too many. */
function beyond(laying: Laying, from: Source, path: string, chain: readonly string[]): PatternFault | undefined {
  const trail = [...chain, from.path];
  if (trail.includes(path))
    return { message: `${path} extends itself`, hint: [...trail.slice(trail.indexOf(path)), path].join(' → ') };
  if (trail.length > MAX_EXTENDS_DEPTH) return { message: `more than ${MAX_EXTENDS_DEPTH} levels of extends` };
  return laying.laid.count > MAX_EXTENDED_FILES
    ? { message: `more than ${MAX_EXTENDED_FILES} extended files` }
    : undefined;
}

async function extendedFile(
  laying: Laying,
  from: Source,
  { text }: Name,
  chain: readonly string[],
): Promise<Source | PatternFault> {
  if (!writtenAsFile(text)) return notPreset(text);
  const target = policyFilePath(from.path, text);
  if ('message' in target) return target;
  const { path } = target;
  const fault = beyond(laying, from, path, chain);
  if (fault) return fault;
  const found = laying.layers.files.get(path) ?? (await laying.readFile(path));
  if (found === undefined) return { message: `file not found: ${path}`, hint: 'paths are relative to the policy file' };
  return 'refused' in found ? refusal(path, found) : found;
}

function notPreset(text: string): PatternFault {
  const there = `use ${PRESETS.slice(0, -1).join(', ')} or ${PRESETS.at(-1)}`;
  const near = nearest(text, PRESETS);
  const hint = near === undefined ? `${there}; a file path starts with ./` : `did you mean ${near}?`;
  return { message: `unknown preset ${JSON.stringify(text)}`, hint };
}

/** What a policy cannot name: a repository would choose the evidence that it is judged by. */
const CALLERS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  vulndb: 'whoever runs modwarden names the database: --vulndb, or GOVULNDB',
  govulndb: 'whoever runs modwarden names the database: --vulndb, or GOVULNDB',
  report: 'whoever runs modwarden names reports of other tools: --report',
  reports: 'whoever runs modwarden names reports of other tools: --report',
  index: 'whoever runs modwarden names the module index: --index, or MODWARDEN_INDEX',
  facts: 'whoever runs modwarden names a record of facts: --facts',
});

/** The keys of one file, each as far as it is sound. */
function layOwn(laying: Laying, node: MapNode): void {
  const { v, layers, problems, rules } = laying;
  const shape = policyEntries(v, [...rules.keys()]);
  for (const { key, keyAt, value } of node.entries) {
    const told = mayHoldPrivate(key, value) ? alsoInto(problems, laying.privateFaults) : problems;
    if (!Object.hasOwn(shape, key)) {
      const hint = CALLERS[key.toLowerCase()] ?? keyHint(key, Object.keys(shape));
      told.add(keyAt, `unknown key ${JSON.stringify(key)}`, hint);
    } else if (value.kind === 'scalar' && value.value === null) {
      // A list of rules that are all comments says nothing.
      if (key !== 'extends' && key !== 'rules') told.add(keyAt, `${key} has no value`, `add a value, or remove ${key}`);
    } else if (key === 'rules') {
      for (const [id, entry] of readRules(value, rules, problems))
        if (entry.level === layers.rules.get(id)?.level && entry.options.length === 0)
          layEntry(layers.rules, id, entry);
        else if (!isLocked(laying, id, entry.at)) layEntry(layers.rules, id, entry);
    } else if (key === 'private') {
      for (const item of validateItems(v, shape.private, value, told)) {
        if (!layers.private.has(item.value)) layers.origins.set(`private/${item.value}`, item.node.at);
        layers.private.add(item.value);
      }
    } else if (key === 'overrides') layOverrides(laying, value);
    else if (key === 'waivers') {
      layWaivers(laying, value);
    } else if (key === 'gaps') {
      if (isLocked(laying, key, keyAt)) continue;
      Object.assign(layers.gaps, validateMap(v, shape.gaps, value, problems, { around: keyAt })?.value);
      if (value.kind === 'map') for (const gap of value.entries) layers.origins.set(`gaps/${gap.key}`, entrySpan(gap));
    } else if (key === 'modules') {
      const modules = validateMap(v, shape.modules, value, problems, { around: keyAt })?.value;
      for (const [list, globs] of [
        ['include', modules?.include ?? []],
        ['exclude', modules?.exclude ?? []],
      ] as const) {
        for (const glob of globs) {
          if (!layers[list].has(glob)) layers.origins.set(`modules.${list}/${glob}`, value.at);
          layers[list].add(glob);
        }
      }
    } else if (key === 'workspace') {
      if (isLocked(laying, key, keyAt)) continue;
      layers.origins.set(key, keyAt);
      layers.workspace = validate(v, shape.workspace, value, problems)?.value ?? layers.workspace;
    } else if (key === 'max-fact-age') {
      if (isLocked(laying, key, keyAt)) continue;
      layers.origins.set(key, keyAt);
      layers.maxFactAge = validate(v, shape['max-fact-age'], value, problems)?.value ?? layers.maxFactAge;
    } else if (key === 'tests') validate(v, shape.tests, value, problems);
    else if (key === '$schema') validate(v, shape.$schema, value, problems);
  }
}

function layWaivers({ v, layers, problems, rules }: Laying, node: PolicyNode): void {
  const shape = policyEntries(v, [...rules.keys()]).waivers;
  for (const item of validateItems(v, shape, node, problems)) {
    const at = policyPlace(item.node.at);
    const key = JSON.stringify(at.place);
    if (layers.waivers.size >= MAX_WAIVERS && !layers.waivers.has(key)) {
      problems.add(item.node.at, `more than ${MAX_WAIVERS} waivers`, BEYOND);
      return;
    }
    const { vuln } = item.value;
    layers.waivers.set(key, {
      ...defined(item.value),
      ...(vuln !== undefined && { vuln: [vuln].flat() }),
      at,
    } as Waiver);
  }
}

const BEYOND = 'this one and all that follow have no effect: remove unused ones';

function layOverrides(laying: Laying, node: PolicyNode): void {
  const { v, layers, problems, rules } = laying;
  const shape = policyEntries(v, [...rules.keys()]).overrides;
  let globs = [...layers.overrides.values()].reduce((sum, { files }) => sum + files.length, 0);
  for (const item of validateItems(v, shape, node, problems)) {
    const own = entryOf(item.node as MapNode, 'rules')!;
    const at = policyPlace(item.node.at);
    const key = JSON.stringify(at.place);
    if (!layers.overrides.has(key)) {
      globs += item.value.files.length;
      const fault =
        layers.overrides.size >= MAX_OVERRIDES
          ? `more than ${MAX_OVERRIDES} overrides`
          : globs > MAX_OVERRIDE_GLOBS
            ? `more than ${MAX_OVERRIDE_GLOBS} file patterns in all overrides`
            : undefined;
      if (fault !== undefined) {
        problems.add(item.node.at, fault, BEYOND);
        return;
      }
    }
    layers.overrides.set(key, {
      files: item.value.files,
      rules: new Map([...readRules(own.value, rules, problems)].filter(([id, said]) => !isLocked(laying, id, said.at))),
      at,
    });
  }
}

/** Without the keys that are undefined. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

export function emptyLayers(gaps: Policy['gaps']): Layers {
  return {
    rules: new Map(),
    private: new Set(),
    overrides: new Map(),
    waivers: new Map(),
    gaps: { ...gaps },
    include: new Set(),
    exclude: new Set(),
    workspace: undefined,
    maxFactAge: undefined,
    extends: [],
    locks: new Map(),
    origins: new Map(),
    files: new Map(),
  };
}
