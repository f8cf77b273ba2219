/**
 * Go's lists of path patterns (GOPRIVATE and the like; also this tool's module patterns): globs separated by commas, each compared with as
 * many leading elements of a path as it has itself. Nothing is trimmed but one final slash, so `a, b` never matches b.
 */
import { type Glob, matchGlob, parseGlob } from './glob.ts';

/** module.MatchPrefixPatterns. Empty and malformed patterns are passed over. */
export function matchPrefixPatterns(globs: string, target: string): boolean {
  return prefixMatcher(globs)(target);
}

/** The same, with the list read once. */
export function prefixMatcher(globs: string): (target: string) => boolean {
  const matchers = globs.split(',').flatMap((glob) => matcherOf(glob) ?? []);
  return (target) => matchers.some((matches) => matches(target));
}

function matcherOf(entry: string): ((target: string) => boolean) | undefined {
  const glob = entry.endsWith('/') ? entry.slice(0, -1) : entry;
  if (glob === '') return undefined;
  if (!/[*?[\\]/.test(glob)) {
    return (target) => target.startsWith(glob) && (target.length === glob.length || target[glob.length] === '/');
  }
  const parsed = parseGlob(glob);
  return parsed && wildcard(parsed, count(glob, '/') + 1);
}

function wildcard(glob: Glob, elements: number): (target: string) => boolean {
  return (target) => {
    const prefix = leading(target, elements);
    return prefix !== undefined && matchGlob(glob, prefix);
  };
}

/** The first `n` elements of a path; undefined where it has fewer. */
function leading(path: string, n: number): string | undefined {
  let slash = -1;
  for (let i = 0; i < n; i++) {
    slash = path.indexOf('/', slash + 1);
    if (slash < 0) return i === n - 1 ? path : undefined;
  }
  return path.slice(0, slash);
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
