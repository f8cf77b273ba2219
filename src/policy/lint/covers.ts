/** Whether one pattern, range or condition takes all that another takes. Where that is hard to tell, the answer is no. */
import { hasWildcard, prefixMatcher } from '../../go/path/pattern.ts';

/** Go prefix patterns over module paths. */
export function coversPattern(wide: string, narrow: string): boolean {
  const a = elements(wide);
  const b = elements(narrow);
  if (a.length > b.length) return false;
  return a.every((element, i) => {
    const other = b[i]!;
    if (element === other || element === '*') return true;
    return !hasWildcard(other) && prefixMatcher(element)(other);
  });
}

function elements(pattern: string): string[] {
  return pattern.replace(/\/$/, '').split('/');
}

/** Lists of patterns, any of which may match; undefined takes everything. */
export function coversPatterns(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  if (wide === undefined) return true;
  return narrow?.every((one) => wide.some((other) => coversPattern(other, one))) === true;
}

/** File patterns (minimatch) over repository paths. */
export function coversGlob(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '**' || wide === '**/*') return true;
  const folder = /^([\w.-]+(?:\/[\w.-]+)*)\/\*\*$/.exec(wide)?.[1];
  return folder !== undefined && narrow.startsWith(`${folder}/`);
}

export function coversGlobs(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  if (wide === undefined) return true;
  return narrow?.every((one) => wide.some((other) => coversGlob(other, one))) === true;
}

/** npm ranges; undefined takes every version. */
export type RangeCovers = (wide: string | undefined, narrow: string | undefined) => boolean;

export async function rangeCovers(): Promise<{ readonly covers: RangeCovers; readonly meet: RangeMeet }> {
  const [{ default: subset }, { default: intersects }] = await Promise.all([
    import('semver/ranges/subset.js'),
    import('semver/ranges/intersects.js'),
  ]);
  const options = { includePrerelease: true };
  return {
    covers: (wide, narrow) => wide === undefined || (narrow !== undefined && subset(narrow, wide, options)),
    meet: (a, b) => a === undefined || b === undefined || intersects(a, b, options),
  };
}

/** Whether some version is in both. */
export type RangeMeet = (a: string | undefined, b: string | undefined) => boolean;

/** Whether all of `narrow` is in `wide`, compared as text. */
export function includesAll(wide: readonly string[], narrow: readonly string[]): boolean {
  return narrow.every((one) => wide.includes(one));
}
