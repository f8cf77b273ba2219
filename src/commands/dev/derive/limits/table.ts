/** Every limit on what comes from outside: its constant, what it counts, what happens past it, and the test that reaches it. */
import { POLICY_LIMITS } from './of-policies.ts';
import { REPOSITORY_LIMITS } from './of-repositories.ts';
import { SERVER_LIMITS } from './of-servers.ts';
import type { LimitSection } from './row.ts';

export const LIMIT_SECTIONS: readonly LimitSection[] = [...REPOSITORY_LIMITS, ...SERVER_LIMITS, ...POLICY_LIMITS];
