/**
 * What presets and files say about rules, one upon the other. A level replaces the level below, an option the option below it as a
 * whole; what is not named stays.
 */
import type { Level } from '../../model/rule.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/source.ts';
import { entrySpan, kindOf, type MapEntry, type PolicyNode } from '../parse/node.ts';
import type { Problems } from '../parse/problems.ts';
import { isKindPreset, levelIn } from '../presets/preset-levels.ts';
import { dormantRules, type PolicyRule, type PresetName, presetOptions, presetRules } from '../presets/presets.ts';
import { nearestRule } from '../rule-names.ts';
import { LEVELS } from '../schema/policy-schema.ts';

export type RuleLevel = Level | 'off';

/** An option as a file writes it, or as a preset sets it. */
export type OptionSource = MapEntry | { readonly key: string; readonly preset: unknown; readonly from: PresetName };

export interface RuleLayer {
  /** undefined: nobody named one. */
  readonly level: RuleLevel | undefined;
  /** Who named the level. */
  readonly levelFrom: Span | PresetName | undefined;
  readonly options: ReadonlyMap<string, OptionSource>;
  /** The entry of the policy that spoke last; undefined for a preset. */
  readonly at: Span | undefined;
  /** A preset sets options of a rule that nobody has switched on. */
  readonly dormant?: true;
}

export type RuleLayers = Map<string, RuleLayer>;

/** What one entry under `rules` says by itself. */
export interface RuleEntry {
  readonly level: RuleLevel | undefined;
  readonly options: readonly MapEntry[];
  readonly at: Span;
}

const NOTHING: RuleLayer = { level: undefined, levelFrom: undefined, options: new Map(), at: undefined };

/**
 * Sets the levels of the preset's rules, and what options it has; with `missing` only for rules that nobody has spoken of. A preset for a
 * kind of repository leaves rules that it only has of `recommended` as they are.
 */
export function layPreset(layers: RuleLayers, name: PresetName, rules: readonly PolicyRule[], missing = false): void {
  for (const rule of presetRules(name, rules)) {
    const special = levelIn(name, rule.id);
    if ((missing || (isKindPreset(name) && special === undefined)) && layers.has(rule.id)) continue;
    const options = new Map(layers.get(rule.id)?.options);
    for (const [key, preset] of Object.entries(presetOptions(name, rule)))
      options.set(key, { key, preset, from: name });
    layers.set(rule.id, { level: special ?? rule.level, levelFrom: name, options, at: undefined });
  }
  for (const rule of dormantRules(name, rules)) {
    const known = layers.get(rule.id);
    if (missing && known) continue;
    const options = new Map(known?.options);
    for (const [key, preset] of Object.entries(presetOptions(name, rule)))
      options.set(key, { key, preset, from: name });
    layers.set(rule.id, known && !known.dormant ? { ...known, options } : { ...NOTHING, options, dormant: true });
  }
}

export function layEntry(layers: RuleLayers, id: string, entry: RuleEntry): void {
  layers.set(id, onto(layers.get(id), entry));
}

/** The entry upon what is below it. */
export function onto(below: RuleLayer = NOTHING, { level, options, at }: RuleEntry): RuleLayer {
  const merged = new Map(below.options);
  for (const option of options) merged.set(option.key, option);
  const levelFrom = level === undefined ? below.levelFrom : at;
  return { level: level ?? below.level, levelFrom, options: merged, at };
}

/** The entries of a `rules` map that say something sensible about a known rule. */
export function readRules(
  node: PolicyNode,
  rules: ReadonlyMap<string, PolicyRule>,
  problems: Problems,
): ReadonlyMap<string, RuleEntry> {
  const read = new Map<string, RuleEntry>();
  if (node.kind !== 'map') {
    problems.add(
      node.at,
      `expected a map of rules, got ${kindOf(node)}`,
      'add a line for each rule, such as graph/banned: error',
    );
    return read;
  }
  for (const entry of node.entries) {
    if (!rules.has(entry.key)) {
      const near = nearestRule(entry.key, rules.keys());
      const hint = near === undefined ? unknownHint(entry.key) : `did you mean ${near}?`;
      problems.add(entry.keyAt, `unknown rule ${JSON.stringify(entry.key)}`, hint);
      continue;
    }
    const said = readEntry(entry, problems);
    if (said) read.set(entry.key, said);
  }
  return read;
}

function unknownHint(written: string): string {
  return written.includes('/')
    ? '"modwarden explain" lists all rules; rules of a plug-in need --plugin'
    : 'use GROUP/NAME, such as graph/banned';
}

function readEntry(entry: MapEntry, problems: Problems): RuleEntry | undefined {
  const { key, value } = entry;
  const at = entrySpan(entry);
  if (value.kind === 'scalar') {
    const level = readLevel(value, entry.keyAt, problems);
    return level && { level, options: [], at };
  }
  if (value.kind === 'list') {
    problems.add(
      value.at,
      `expected a level or a map for ${key}, got a list`,
      'use a level, or a map: { level: error, … }',
    );
    return undefined;
  }
  const level = value.entries.find((option) => option.key === 'level');
  return {
    level: level && readLevel(level.value, level.keyAt, problems),
    options: value.entries.filter((option) => option !== level),
    at,
  };
}

function readLevel(node: PolicyNode, keyAt: Span, problems: Problems): RuleLevel | undefined {
  const value = node.kind === 'scalar' ? node.value : undefined;
  const level = LEVELS.find((known) => known === value);
  if (level) return level;
  const at = node.at.end > node.at.start ? node.at : keyAt;
  if (value === null) problems.add(at, 'the level is missing', `use one of ${LEVELS.join(', ')}`);
  else problems.add(at, `${kindOf(node)} is not a level`, levelHint(value));
  return undefined;
}

/** What other linters call these. */
const OTHER_NAMES: ReadonlyMap<unknown, RuleLevel> = new Map<unknown, RuleLevel>([
  ...(['warn', 1, '1'] as const).map((name) => [name, 'warning'] as const),
  ...(['info', 'information', 'notice', 'hint', 'low'] as const).map((name) => [name, 'note'] as const),
  ...([true, 2, '2', 'on', 'yes', 'deny', 'critical', 'fatal', 'high'] as const).map(
    (name) => [name, 'error'] as const,
  ),
  ...([false, 0, '0', 'no', 'none', 'ignore', 'disable', 'disabled', 'allow', 'false'] as const).map(
    (name) => [name, 'off'] as const,
  ),
]);

function levelHint(value: unknown): string {
  const text = typeof value === 'string' ? value.toLowerCase() : value;
  const near = OTHER_NAMES.get(text) ?? (typeof text === 'string' ? nearest(text, LEVELS) : undefined);
  return near === undefined ? `use one of ${LEVELS.join(', ')}` : `did you mean ${near}?`;
}
