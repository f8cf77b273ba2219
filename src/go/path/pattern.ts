/**
 * Go's lists of path patterns (GOPRIVATE and the like; also this tool's module patterns): globs separated by commas, each compared with as
 * many leading elements of a path as it has itself. Nothing is trimmed but one final slash, so `a, b` never matches b.
 */
import { bytesOf } from '../std/byte-string.ts';
import { type Glob, matchGlobBytes, parseGlob } from './glob.ts';
import { coveringPaths, pathSet } from './prefixes.ts';

/** module.MatchPrefixPatterns. Empty and malformed patterns are skipped. For many targets use `prefixMatcher`. */
export function matchPrefixPatterns(globs: string, target: string): boolean {
  return prefixMatcher(globs)(target);
}

/** The same, with the list read once. */
export function prefixMatcher(globs: string): (target: string) => boolean {
  const paths = new Set<string>();
  const wildcards = new Set<string>();
  for (const entry of globs.split(',')) {
    const glob = entry.endsWith('/') ? entry.slice(0, -1) : entry;
    if (glob !== '') (hasWildcard(glob) ? wildcards : paths).add(glob);
  }
  const isCovered = paths.size > 0 ? pathSet(paths) : none;
  const matchesOne = wildcards.size > 0 ? wildcardTest(wildcards) : none;
  return (target) => isCovered(target) || matchesOne(target);
}

/**
 * Many lists of patterns at once: gives the indices of the lists that match, in ascending order. What it costs grows with the patterns
 * that have wildcards, not with the plain paths.
 */
export function patternTable(lists: readonly (readonly string[])[]): (target: string) => number[] {
  const paths: [string, number][] = [];
  const wildcards: { readonly index: number; readonly matches: (target: string) => boolean }[] = [];
  for (const [index, patterns] of lists.entries()) {
    const entries = patterns.join(',').split(',');
    for (const entry of entries) {
      const path = entry.endsWith('/') ? entry.slice(0, -1) : entry;
      if (path !== '' && !hasWildcard(path)) paths.push([path, index]);
    }
    const others = entries.filter(hasWildcard);
    if (others.length > 0) wildcards.push({ index, matches: prefixMatcher(others.join(',')) });
  }
  const covering = coveringPaths(paths);
  return (target) => {
    const found = new Set(covering(target));
    for (const { index, matches } of wildcards) if (!found.has(index) && matches(target)) found.add(index);
    return [...found].sort((a, b) => a - b);
  };
}

/** Whether the pattern is more than a plain path. */
export function hasWildcard(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

const none = () => false;

/** By number of elements, so that a target is cut and read once for all patterns of one length. */
function wildcardTest(patterns: Iterable<string>): (target: string) => boolean {
  const byLength = new Map<number, Glob[]>();
  for (const pattern of patterns) {
    const glob = parseGlob(pattern);
    if (glob === undefined) continue;
    const elements = pattern.split('/').length;
    const known = byLength.get(elements);
    if (known) known.push(glob);
    else byLength.set(elements, [glob]);
  }
  const groups = [...byLength].sort(([a], [b]) => a - b);
  return (target) => {
    let end = -1;
    let at = 0;
    for (const [elements, globs] of groups) {
      for (; at < elements; at++) {
        if (end >= target.length) return false;
        const slash = target.indexOf('/', end + 1);
        end = slash < 0 ? target.length : slash;
      }
      const bytes = bytesOf(target.slice(0, end));
      if (globs.some((glob) => matchGlobBytes(glob, bytes))) return true;
    }
    return false;
  };
}
