/** Where a module is in the build lists: how likely it is built into a program. */
import type { ComponentUse } from './inventory.ts';

export type Standing = 'direct' | 'required' | 'only in the graph' | 'not built';

/** The strongest statement that is true in some main module. */
export function standingOf(uses: readonly ComponentUse[]): Standing {
  if (uses.some(({ direct }) => direct)) return 'direct';
  if (uses.some(({ required }) => required)) return 'required';
  return uses.every(({ unbuilt }) => unbuilt) ? 'not built' : 'only in the graph';
}
