/** One version that fixes all that is known of a module. */
import { fixedVersion } from './affects.ts';
import type { Vulnerability } from './match.ts';
import type { AffectedModule, VulnEntry } from './types.ts';

/**
 * The smallest version above this one that no entry of the module affects, but for those that hold and have no fix; where there is none,
 * the smallest that fixes what holds and can be fixed; '' where nothing can. `found`: what holds for the module version.
 */
export function commonFix(entries: readonly VulnEntry[], found: readonly Vulnerability[]): string {
  const fixable = found.filter(({ fixed }) => fixed !== '');
  const [first] = fixable;
  if (first === undefined) return '';
  const { path, version } = first.module;
  const open = new Set(found.filter(({ fixed }) => fixed === '').map(({ entry }) => entry.id));
  const ownParts = (list: readonly VulnEntry[]): AffectedModule[] =>
    list.flatMap(({ affected }) => affected.filter(({ module }) => module === path));
  const best = fixedVersion(ownParts(entries.filter(({ id }) => !open.has(id))), version);
  return best || fixedVersion(ownParts(fixable.map(({ entry }) => entry)), version);
}
