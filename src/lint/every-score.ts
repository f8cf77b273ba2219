/** Policies by which the rule health/score reports every dependency, however good it is. */
import { NO_CHECKS, type Rule } from '../model/rule.ts';
import type { PolicyFor } from '../policy/compile.ts';

/** Above the highest score, so that every dependency is below it and its losses are told. No policy can ask for so much. */
const ALL = 101;

/** The same policies, but for this rule alone, with a threshold that nobody reaches. `rule`: health/score. */
export async function everyScore(rule: Rule, policyFor: PolicyFor): Promise<PolicyFor> {
  const v = await import('valibot');
  const schema = rule.options!(v, NO_CHECKS);
  return (folder) => {
    const policy = policyFor(folder);
    const settings = (path: string) => {
      const own = policy.settings(path)[rule.id]?.options as Record<string, unknown> | undefined;
      return {
        [rule.id]: { level: 'warning' as const, options: { ...(v.parse(schema, own ?? {}) as object), min: ALL } },
      };
    };
    const one = settings('');
    return {
      ...policy,
      settings: (path) => (policy.settings(path)[rule.id] === policy.settings('')[rule.id] ? one : settings(path)),
    };
  };
}
