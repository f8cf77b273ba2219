/** From a policy to one that is ready for use: overrides compiled, private patterns ready. */
import { prefixMatcher } from '../go/path/pattern.ts';
import { compileOverrides } from './settings.ts';
import type { Policy, RuleSetting } from './types.ts';

/** A policy ready for use: its settings for a repository path, overrides applied. Paths that no override touches share one object. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly settings: (path: string) => Readonly<Record<string, RuleSetting>>;
  readonly isPrivate: (modulePath: string) => boolean;
}

/** The nearest policy upwards from a folder. */
export type PolicyFor = (folder: string) => CompiledPolicy;

export async function compilePolicy(policy: Policy): Promise<CompiledPolicy> {
  return { policy, settings: await compileOverrides(policy), isPrivate: prefixMatcher(policy.private.join(',')) };
}
