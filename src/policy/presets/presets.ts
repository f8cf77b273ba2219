/** Named starting points. What a preset holds is derived from the rules' own definitions. */
import { ModwardenError } from '../../model/error.ts';
import type { GivenKind, Rule } from '../../model/rule.ts';
import { nearest } from '../../text/nearest.ts';
import { quoted } from '../../text/quoted.ts';
import { type KindPreset, levelIn } from './preset-levels.ts';

/** Of a rule, what loading a policy needs. */
export type PolicyRule = Pick<Rule, 'id' | 'level' | 'presets' | 'options' | 'strict' | 'audit'>;

export type PresetName = 'recommended' | 'strict' | 'audit' | KindPreset;

export const PRESETS: readonly PresetName[] = ['recommended', 'strict', 'audit', 'production', 'library'];

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

/**
 * The rules of a preset: `strict` has those of `recommended` too, at the same levels, and `audit` those of `strict`; `production` and
 * `library` have those of `recommended`, some at other levels, and more.
 */
export function presetRules(name: PresetName, rules: readonly PolicyRule[]): PolicyRule[] {
  const isWider = name === 'strict' || name === 'audit';
  return rules.filter(
    ({ id, presets }) =>
      presets.includes('recommended') || (isWider && presets.includes('strict')) || levelIn(name, id) !== undefined,
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

/** The options that a preset sets beyond a rule's defaults: of a kind of repository the strict ones, for the rules that it names itself. */
export function presetOptions(name: PresetName, { id, strict, audit }: PolicyRule): Readonly<Record<string, unknown>> {
  if (name === 'audit') return { ...strict, ...audit };
  return (name === 'strict' || levelIn(name, id) !== undefined) && strict ? strict : {};
}

export function groupOf(ruleId: string): string {
  return ruleId.slice(0, Math.max(ruleId.indexOf('/'), 0));
}
