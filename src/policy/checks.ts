/** Checks of option values that need the licence list: loaded with a policy, never with a policy from the cache. */
import type { OptionChecks } from '../model/rule.ts';
import { faultMessage } from './options.ts';

export async function optionChecks(): Promise<OptionChecks> {
  const { loadJudge } = await import('../license/judge.ts');
  const { checkPolicyId } = await loadJudge();
  return {
    license: (entry) => {
      const check = checkPolicyId(entry);
      if (check.ok) return undefined;
      const message = `${JSON.stringify(entry)} ${check.problem}`;
      return check.suggestion === undefined
        ? message
        : faultMessage({ message, hint: `did you mean ${check.suggestion}?` });
    },
  };
}
