/** Named starting points. What a preset holds is derived from the rules' own definitions. */
import { ModwardenError } from '../model/error.ts';
import type { GivenKind, Rule } from '../model/rule.ts';
import { nearest } from '../text/nearest.ts';
import { quoted } from '../text/quoted.ts';

/** Of a rule, what loading a policy needs. */
export type PolicyRule = Pick<Rule, 'id' | 'level' | 'presets' | 'options' | 'strict' | 'audit'>;

export type PresetName = 'recommended' | 'strict' | 'audit';

export const PRESETS: readonly PresetName[] = ['recommended', 'strict', 'audit'];

/** Names that are spoken for. */
export const LATER_PRESETS: readonly string[] = ['production', 'library'];

/** What a policy without `extends` stands on, and what judges where there is no policy. */
export const DEFAULT_PRESET: PresetName = 'recommended';

/** What happens to what could not be checked, by rule group; a group that is not here reports. */
export const DEFAULT_GAPS: Readonly<Record<string, 'fail' | 'report'>> = {
  sum: 'fail',
  vendor: 'fail',
  license: 'fail',
  freshness: 'report',
};

/** Throws ModwardenError (unknown-preset). */
export function presetNamed(name: string): PresetName {
  if (isPreset(name)) return name;
  const near = nearest(name, PRESETS);
  const hint =
    near === undefined ? `expected ${PRESETS.slice(0, -1).join(', ')} or ${PRESETS.at(-1)}` : `did you mean "${near}"?`;
  throw new ModwardenError('unknown-preset', `unknown preset ${quoted(name)} (${hint})`);
}

export function isPreset(name: string): name is PresetName {
  return (PRESETS as readonly string[]).includes(name);
}

/** The rules of a preset: `strict` has those of `recommended` too, at the same levels, and `audit` those of `strict`. */
export function presetRules(name: PresetName, rules: readonly PolicyRule[]): PolicyRule[] {
  return rules.filter(
    ({ presets }) => presets.includes('recommended') || (name !== 'recommended' && presets.includes('strict')),
  );
}

/** Presets apply a rule that reads what the user gives only where that was given. */
export function withGiven<R extends Pick<Rule, 'given' | 'presets'>>(
  rules: readonly R[],
  given: ReadonlySet<GivenKind>,
): R[] {
  return rules.map((rule) => (rule.given === undefined || given.has(rule.given) ? rule : { ...rule, presets: [] }));
}

/** Rules that a preset leaves off, and whose options it sets for whoever switches them on. */
export function dormantRules(name: PresetName, rules: readonly PolicyRule[]): PolicyRule[] {
  const on = new Set(presetRules(name, rules));
  return name === 'audit' ? rules.filter((rule) => rule.audit !== undefined && !on.has(rule)) : [];
}

/** The options that a preset sets beyond a rule's defaults. */
export function presetOptions(name: PresetName, { strict, audit }: PolicyRule): Readonly<Record<string, unknown>> {
  if (name === 'recommended') return {};
  return name === 'strict' ? (strict ?? {}) : { ...strict, ...audit };
}

export function groupOf(ruleId: string): string {
  return ruleId.slice(0, Math.max(ruleId.indexOf('/'), 0));
}
