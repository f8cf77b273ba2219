/** Whether rules can be used at all, before a policy is applied to them. */
import { ModwardenError } from '../model/error.ts';
import { NO_CHECKS, OWN, type Rule, type Valibot } from '../model/rule.ts';
import { groupOf, type PolicyRule, PRESETS, presetOptions, presetRules } from '../policy/presets/presets.ts';
import { quoted } from '../text/quoted.ts';
import { definitionProblem } from './own/definition-problem.ts';

/** `group/name`, both in lower case. */
const ID = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;

/** `all`: every rule of a run; `added`: those of them that are not built in. Throws ModwardenError (invalid-rule). */
export async function checkRules(all: readonly PolicyRule[], added: readonly PolicyRule[]): Promise<void> {
  if (added.length === 0) return;
  const ours = new Set(all.filter((rule) => !added.includes(rule)).map(({ id }) => groupOf(id)));
  const invalid = (rule: PolicyRule, problem: string) => {
    const { plugin } = rule as Partial<Rule>;
    return new ModwardenError(
      'invalid-rule',
      plugin === undefined || plugin === OWN ? problem : `the plug-in ${plugin}: ${problem}`,
    );
  };
  for (const rule of added) {
    const problem = (await ruleProblem(rule)) ?? definitionProblem(rule);
    if (problem !== undefined) throw invalid(rule, problem);
    const { id } = rule;
    const same = all.filter((other) => other.id === id);
    if (same.length > 1) throw invalid(rule, `two rules have the ID ${quoted(id)}${broughtBy(same)}`);
    // A later version may have a rule of that name.
    if (ours.has(groupOf(id)) || groupOf(id) === 'modwarden')
      throw invalid(
        rule,
        `the rule ${quoted(id)} needs a group of its own: ${quoted(groupOf(id))} is one of modwarden's`,
      );
  }
}

function broughtBy(rules: readonly Partial<Rule>[]): string {
  return ` (from ${rules.map(({ plugin }) => plugin ?? 'modwarden').join(' and ')})`;
}

/** What is wrong with a rule's definition, in one sentence. A preset must give a rule every option that it requires. */
export async function ruleProblem(rule: PolicyRule): Promise<string | undefined> {
  const { id, level, options, strict, presets } = rule as Partial<PolicyRule>;
  if (typeof id !== 'string' || !ID.test(id))
    return `expected a rule ID such as "group/name", got ${quoted(String(id))}`;
  const name = quoted(id);
  if (level !== 'error' && level !== 'warning' && level !== 'note')
    return `the rule ${name} needs a level: error, warning or note`;
  if (!Array.isArray(presets) || presets.some((preset) => preset !== 'recommended' && preset !== 'strict'))
    return `the rule ${name} needs a list of presets: recommended, strict or none`;
  if (options === undefined)
    return strict === undefined
      ? undefined
      : `the rule ${name} sets options for the preset "strict", but has no options`;
  const v: Valibot = await import('valibot');
  const schema = schemaOf(options, v);
  if (schema === undefined) return `the rule ${name}: expected options to return a valibot schema`;
  for (const preset of PRESETS) {
    if (presetRules(preset, [rule]).length === 0) continue;
    const parsed = v.safeParse(schema, presetOptions(preset, rule));
    if (parsed.success) continue;
    const [issue] = parsed.issues;
    return `the preset "${preset}" gives the rule ${name} invalid options (${v.getDotPath(issue) ?? 'options'}: ${issue.message})`;
  }
  return undefined;
}

/** undefined where it throws, or gives something else. */
function schemaOf(options: NonNullable<PolicyRule['options']>, v: Valibot): ReturnType<typeof options> | undefined {
  try {
    const schema = options(v, NO_CHECKS);
    return schema?.kind === 'schema' ? schema : undefined;
  } catch {
    return undefined;
  }
}
