/** From what was said about rules to settings: options validated over their defaults, each with the line that decided. */
import type { GenericSchema } from 'valibot';
import type { OptionChecks, Valibot } from '../../model/rule.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/source.ts';
import { type MapEntry, mapNode, policyPlace, recordOf } from '../parse/node.ts';
import type { Problems } from '../parse/problems.ts';
import type { PolicyRule } from '../presets/presets.ts';
import { validateMap } from '../schema/validate.ts';
import type { RuleSetting } from '../types.ts';
import { type OptionSource, onto, type RuleEntry, type RuleLayer, type RuleLayers } from './rule-layers.ts';

export interface SettingsInput {
  readonly v: Valibot;
  readonly checks: OptionChecks;
  readonly rules: ReadonlyMap<string, PolicyRule>;
  readonly problems: Problems;
  /** Where to point for what has no place: the policy's first line. */
  readonly around: Span;
}

/** The settings of a policy. A rule whose options cannot be mended is left out; the problem says so. */
export function resolveRules(layers: RuleLayers, settling: SettingsInput): Record<string, RuleSetting> {
  const settings = [...layers].flatMap(([id, layer]) => {
    if (layer.dormant) return [];
    const setting = settleRule(settling.rules.get(id)!, layer, settling);
    return setting ? [[id, setting] as const] : [];
  });
  return recordOf(settings.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same for an override: what it leaves open is that of the policy itself. */
export function settleOverride(
  entries: ReadonlyMap<string, RuleEntry>,
  layers: RuleLayers,
  settling: SettingsInput,
): Record<string, RuleSetting> {
  const settings = [...entries].flatMap(([id, entry]) => {
    const setting = settleRule(settling.rules.get(id)!, onto(layers.get(id), entry), settling);
    const names = { level: entry.level !== undefined, options: entry.options.map(({ key }) => key) };
    return setting ? [[id, { ...setting, names }] as const] : [];
  });
  return recordOf(settings);
}

function settleRule(rule: PolicyRule, layer: RuleLayer, settling: SettingsInput): RuleSetting | undefined {
  const { options, at } = layer;
  const level = layer.level ?? rule.level;
  const place = at && { at: policyPlace(at) };
  const schema = rule.options?.(settling.v, settling.checks);
  if (schema === undefined) {
    for (const option of options.values()) reportOption(rule.id, option, settling);
    return { level, options: undefined, ...place };
  }
  const valid = settleOptions(schema, layer, settling);
  // A rule that is off needs no options.
  if (valid === undefined && level !== 'off') return undefined;
  return { level, options: valid?.value, ...place };
}

function settleOptions(
  schema: GenericSchema,
  { level, options, at }: RuleLayer,
  { v, problems, around }: SettingsInput,
) {
  const preset = recordOf<unknown>([]);
  const written: MapEntry[] = [];
  for (const option of options.values()) {
    if ('preset' in option) preset[option.key] = option.preset;
    else written.push(option);
  }
  const node = mapNode(written, at ?? around);
  if (level === 'off' && options.size === 0) {
    const result = v.safeParse(schema, {});
    return result.success ? { value: result.output } : undefined;
  }
  return validateMap(v, schema, node, problems, { around: at ?? around, preset, beside: ['level'] });
}

function reportOption(id: string, option: OptionSource, { problems }: SettingsInput): void {
  if ('preset' in option) return;
  const hint = nearest(option.key, ['level']) ? 'did you mean level?' : `remove it: ${id} has only a level, no options`;
  problems.add(option.keyAt, `unknown key ${JSON.stringify(option.key)}`, hint);
}
