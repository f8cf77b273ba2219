/** Whether an entry holds for a module version, exactly as govulncheck decides it at module level (vulncheck.affectingVulnerabilities). */
import { compare } from '../go/version/semver.ts';
import type { AffectedModule, VersionRange, VulnEntry } from './types.ts';
import { isBefore, vulnVersion } from './version.ts';

/** `version`: as vulnVersion gives it. Left closed, right open. */
export function rangeContains(range: VersionRange, version: string): boolean {
  if (range.length === 0) return true;
  let inside = false;
  for (const { introduced, fixed } of range) {
    if (!inside && introduced !== undefined) inside = introduced === '0' || !isBefore(version, vulnVersion(introduced));
    else if (inside && fixed !== undefined) inside = isBefore(version, vulnVersion(fixed));
  }
  return inside;
}

/** Without ranges every version is affected. */
export function isAffected({ ranges }: Pick<AffectedModule, 'ranges'>, version: string): boolean {
  return ranges.length === 0 || ranges.some((range) => rangeContains(range, version));
}

/** The parts of an entry that hold for the version of a module; `name`: the path that the entry must name. */
export function holding(entry: VulnEntry, name: string, version: string): AffectedModule[] {
  const at = vulnVersion(version);
  return entry.affected.filter((affected) => affected.module === name && isAffected(affected, at));
}

/** Entries that were withdrawn by the end of this day do not hold. `today`: YYYY-MM-DD. */
export function isWithdrawn({ withdrawn }: Pick<VulnEntry, 'withdrawn'>, today: string): boolean {
  return withdrawn !== undefined && Date.parse(withdrawn) < Date.parse(`${today}T00:00:00Z`) + 86_400_000;
}

/**
 * The smallest fixed version above this one that lies in none of these ranges, with `v`; '' where there is none. Of several entries of
 * one module it is the version that fixes all of them.
 */
export function fixedVersion(affected: readonly Pick<AffectedModule, 'ranges'>[], version: string): string {
  const at = vulnVersion(version);
  const ranges = affected.flatMap((one) => one.ranges);
  const fixes = ranges
    .flatMap((range) => range.flatMap(({ fixed }) => (fixed === undefined ? [] : [fixed])))
    .filter((fixed) => isBefore(at, vulnVersion(fixed)))
    .sort((a, b) => compare(vulnVersion(a), vulnVersion(b)));
  const fix = fixes.find((candidate) => !ranges.some((range) => rangeContains(range, vulnVersion(candidate))));
  return fix === undefined ? '' : fix.startsWith('v') ? fix : `v${fix}`;
}
