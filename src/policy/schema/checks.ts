/** Checks of option values that need the license list: loaded with a policy, never with a policy from the cache. */

import type { PolicyIdCheck } from '../../license/spdx/policy-id.ts';
import type { OptionChecks } from '../../model/rule.ts';
import { faultMessage } from '../options/options.ts';

export async function optionChecks(): Promise<OptionChecks> {
  const [{ loadJudge }, { leaves, parseExpression }, { isSetName }] = await Promise.all([
    import('../../license/spdx/judge.ts'),
    import('../../license/spdx/expression.ts'),
    import('../../license/match/sets.ts'),
  ]);
  const { checkPolicyId } = await loadJudge();
  return {
    license: (entry) => faultOf(entry, checkPolicyId(entry)),
    expression: (text) => {
      const parsed = parseExpression(text);
      if (!parsed.ok) return `${JSON.stringify(text)} is not a valid license expression: ${parsed.problem}`;
      for (const { text: leaf } of leaves(parsed.expression)) {
        if (isSetName(leaf)) return `${JSON.stringify(leaf)} is a set of licenses: use a single license`;
        const fault = faultOf(leaf, checkPolicyId(leaf));
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
  };
}

function faultOf(entry: string, check: PolicyIdCheck): string | undefined {
  if (check.ok) return undefined;
  const message = `${JSON.stringify(entry)} ${check.problem}`;
  return check.suggestion === undefined
    ? message
    : faultMessage({ message, hint: `did you mean ${check.suggestion}?` });
}
