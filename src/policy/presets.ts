/** Named starting points. What a preset holds is derived from the rules' own definitions. */
import type { Rule } from '../model/rule.ts';

/** Of a rule, what loading a policy needs. */
export type PolicyRule = Pick<Rule, 'id' | 'level' | 'presets' | 'options' | 'strict'>;

export type PresetName = 'recommended' | 'strict';

export const PRESETS: readonly PresetName[] = ['recommended', 'strict'];

/** Names that are spoken for. */
export const LATER_PRESETS: readonly string[] = ['production', 'library', 'audit'];

/** What a policy without `extends` stands on, and what judges where there is no policy. */
export const DEFAULT_PRESET: PresetName = 'recommended';

/** What happens to what could not be checked, by rule group; a group that is not here reports. */
export const DEFAULT_GAPS: Readonly<Record<string, 'fail' | 'report'>> = {
  sum: 'fail',
  vendor: 'fail',
  license: 'fail',
  freshness: 'report',
};

export function isPreset(name: string): name is PresetName {
  return (PRESETS as readonly string[]).includes(name);
}

/** The rules of a preset: `strict` has those of `recommended` too, at the same levels. */
export function presetRules(name: PresetName, rules: readonly PolicyRule[]): PolicyRule[] {
  return rules.filter(
    ({ presets }) => presets.includes(name) || (name === 'strict' && presets.includes('recommended')),
  );
}

/** The options that a preset sets beyond a rule's defaults. */
export function presetOptions(name: PresetName, { strict }: PolicyRule): Readonly<Record<string, unknown>> {
  return name === 'strict' ? (strict ?? {}) : {};
}

export function groupOf(ruleId: string): string {
  return ruleId.slice(0, Math.max(ruleId.indexOf('/'), 0));
}
