/**
 * Finds entries of a policy that have no effect: unreachable, shadowed by others, or contradicted by them. It looks at the policy as it
 * is merged, at files that a repository has, and at nothing else: what matches no module today is policy/unmatched's to report.
 */
import { NO_CHECKS, type Valibot } from '../../model/rule.ts';
import type { Layers } from '../layers/layers.ts';
import { mapNode } from '../parse/node.ts';
import { byPlace } from '../parse/problems.ts';
import { fileTest } from '../patterns/globs.ts';
import type { PolicyRule } from '../presets/presets.ts';
import type { AnySchema } from '../schema/schema-walk.ts';
import type { Policy } from '../types.ts';
import { rangeCovers } from './covers.ts';
import { ENTRY_LISTS, entriesOf, type WrittenOptions, writtenIn } from './entries.ts';
import { contradictions, type EntryTools, lintEntries } from './lint-entries.ts';
import { lintLicenses } from './lint-licenses.ts';
import { lintLists } from './lint-lists.ts';
import { lintOverrides } from './lint-overrides.ts';
import { lintBounds, lintSettings } from './lint-settings.ts';
import { lintWaivers } from './lint-waivers.ts';
import type { LintFinding } from './types.ts';

export interface LintPolicyInput {
  readonly policy: Policy;
  readonly layers: Layers;
  readonly rules: readonly PolicyRule[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The repository's files, where the policy is of one. */
  readonly paths?: readonly string[] | undefined;
}

/** In the order of their places, each once. The policy has no errors. */
export async function lintPolicy({ policy, layers, rules, today, paths }: LintPolicyInput): Promise<LintFinding[]> {
  const v: Valibot = await import('valibot');
  const [ranges, { loadJudge }] = await Promise.all([rangeCovers(), import('../../license/spdx/judge.ts')]);
  const tools: EntryTools = { ...ranges, policy };
  const judge = await loadJudge();
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const places = settingsIn(layers);
  const ofRules = places.flatMap(({ id, options }) => {
    const schema = byId.get(id)?.options?.(v, NO_CHECKS) as unknown as AnySchema | undefined;
    const entries = [...options.values()];
    const lists =
      schema === undefined || entries.length === 0 ? [] : lintLists(schema, mapNode(entries, entries[0]!.keyAt), id);
    const licenses = id === 'license/policy' ? lintLicenses(options, judge) : [];
    return [...lists, ...lintEntries(id, options, tools), ...licenses, ...lintBounds(id, options)];
  });
  const hasFile = paths && (await fileLookup(policy, paths));
  return once([
    ...ofRules,
    ...opposed(places, policy, tools),
    ...lintSettings(policy, layers),
    ...lintOverrides(policy, layers, hasFile),
    ...lintWaivers({ policy, today, ranges: ranges.covers, hasFile }),
  ]);
}

interface Written {
  readonly id: string;
  readonly options: WrittenOptions;
}

/** What files write under `rules`, then what overrides write. */
function settingsIn({ rules, overrides }: Layers): Written[] {
  return [
    ...[...rules].map(([id, { options }]) => ({ id, options: writtenIn(options.values()) })),
    ...[...overrides.values()].flatMap(({ rules: own }) =>
      [...own].map(([id, { options }]) => ({ id, options: writtenIn(options) })),
    ),
  ];
}

/** Entries that a list of another kind takes back. */
function opposed(places: readonly Written[], policy: Policy, tools: EntryTools): LintFinding[] {
  const listsOf = (rule: string, key: string, { options }: Written) =>
    entriesOf(ENTRY_LISTS.find((list) => list.rule === rule && list.key === key)!, options);
  const pairs = places
    .filter(({ id }) => id === 'replace/target')
    .flatMap((place) =>
      contradictions(
        listsOf('replace/target', 'allow', place),
        listsOf('replace/target', 'deny', place),
        tools,
        ({ name }) => ({
          message: `replace/target: ${name} is in "allow", but an entry of "deny" takes precedence`,
          hint: 'remove one of them',
        }),
      ),
    );
  const of = (id: string) => places.find((place) => place.id === id && isOn(policy, id));
  const [allowed, banned] = [of('graph/allowed'), of('graph/banned')];
  if (!allowed || !banned) return pairs;
  const said = contradictions(
    listsOf('graph/allowed', 'modules', allowed),
    listsOf('graph/banned', 'modules', banned),
    tools,
    ({ name }) => ({
      message: `graph/allowed allows ${name}, which graph/banned bans`,
      hint: 'remove one of them',
    }),
  );
  return [...pairs, ...said];
}

function isOn({ rules }: Policy, id: string): boolean {
  return Object.hasOwn(rules, id) && rules[id]!.level !== 'off';
}

async function fileLookup(
  { overrides, waivers }: Policy,
  paths: readonly string[],
): Promise<(glob: string) => boolean> {
  const known = new Map<string, boolean>();
  const globs = [...overrides.flatMap(({ files }) => files), ...waivers.flatMap(({ files = [] }) => files)];
  for (const glob of new Set(globs)) known.set(glob, paths.some(await fileTest([glob])));
  return (glob) => known.get(glob) === true;
}

function once(findings: readonly LintFinding[]): LintFinding[] {
  const byKey = new Map(findings.map((finding) => [JSON.stringify([finding.at.place, finding.message]), finding]));
  return [...byKey.values()].sort((a, b) =>
    byPlace({ place: a.at.place, message: '' }, { place: b.at.place, message: '' }),
  );
}
