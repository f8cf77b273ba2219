/** Where a module is in the build lists: how likely it is built into a program. */
import type { Component, ComponentUse } from './inventory.ts';

export type Standing = 'direct' | 'required' | 'only in the graph' | 'not built';

/** The strongest statement that is true in some main module. */
export function standingOf(uses: readonly ComponentUse[]): Standing {
  if (uses.some(({ direct }) => direct)) return 'direct';
  if (uses.some(({ required }) => required)) return 'required';
  return uses.every(({ unbuilt }) => unbuilt) ? 'not built' : 'only in the graph';
}

/** The same with whether it is built, where that was computed: `required, built`. */
export function whereOf({ uses, built }: Component): string {
  const standing = standingOf(uses);
  if (built === undefined || standing === 'not built') return standing;
  return `${standing}, ${{ yes: 'built', no: 'not built', unknown: 'not known whether built' }[built]}`;
}

/** `example.com/a/sub, imported by example.com/main`; undefined where nothing of it is known to be built. */
export function builtByText({ builtBy }: Component): string | undefined {
  return builtBy && `${builtBy.package}, imported by ${builtBy.importer}`;
}
