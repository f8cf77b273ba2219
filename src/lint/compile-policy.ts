/** From a policy to a judge: overrides compiled, private patterns ready. */
import { prefixMatcher } from '../go/path/pattern.ts';
import { compileOverrides } from '../policy/settings.ts';
import type { Policy } from '../policy/types.ts';
import type { CompiledPolicy } from './settings.ts';

export async function compilePolicy(policy: Policy): Promise<CompiledPolicy> {
  return { policy, settings: await compileOverrides(policy), isPrivate: prefixMatcher(policy.private.join(',')) };
}
