/** Whether rules can be used at all, before a policy is applied to them. */
import { ModwardenError } from '../model/error.ts';
import { NO_CHECKS, type Valibot } from '../model/rule.ts';
import { type PolicyRule, PRESETS, presetOptions, presetRules } from '../policy/presets/presets.ts';
import { quoted } from '../text/quoted.ts';

/** `group/name`, both in lower case. */
const ID = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;

/** `all`: every rule of a run; `added`: those of them that are not built in. Throws ModwardenError (invalid-rule). */
export async function checkRules(all: readonly PolicyRule[], added: readonly PolicyRule[]): Promise<void> {
  if (added.length === 0) return;
  for (const rule of added) {
    const problem = await ruleProblem(rule);
    if (problem !== undefined) throw new ModwardenError('invalid-rule', problem);
    if (all.filter(({ id }) => id === rule.id).length > 1)
      throw new ModwardenError('invalid-rule', `two rules have the ID ${quoted(rule.id)}`);
  }
}

/** What is wrong with a rule's definition, in one sentence. A preset must give a rule every option that it requires. */
export async function ruleProblem(rule: PolicyRule): Promise<string | undefined> {
  const { id, level, options, strict, presets } = rule as Partial<PolicyRule>;
  if (typeof id !== 'string' || !ID.test(id))
    return `expected a rule ID such as "group/name", got ${quoted(String(id))}`;
  const name = quoted(id);
  if (level !== 'error' && level !== 'warning' && level !== 'note')
    return `the rule ${name} needs a level: error, warning or note`;
  if (!Array.isArray(presets)) return `the rule ${name} needs a list of presets, which can be empty`;
  if (options === undefined)
    return strict === undefined
      ? undefined
      : `the rule ${name} sets options for the preset "strict", but has no options`;
  const v: Valibot = await import('valibot');
  for (const preset of PRESETS) {
    if (presetRules(preset, [rule]).length === 0) continue;
    const parsed = v.safeParse(options(v, NO_CHECKS), presetOptions(preset, rule));
    if (parsed.success) continue;
    const [issue] = parsed.issues;
    return `the preset "${preset}" gives the rule ${name} invalid options (${v.getDotPath(issue) ?? 'options'}: ${issue.message})`;
  }
  return undefined;
}
