/** From a policy to a judge: overrides compiled, private patterns ready. */
import { prefixMatcher } from '../go/path/pattern.ts';
import { compileOverrides } from '../policy/settings.ts';
import type { Policy } from '../policy/types.ts';
import type { Judge } from './settings.ts';

export async function judgeBy(policy: Policy): Promise<Judge> {
  return { policy, settings: await compileOverrides(policy), isPrivate: prefixMatcher(policy.private.join(',')) };
}
