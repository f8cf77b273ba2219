/** GOVCS: which version control programs may be run for which paths (cmd/go/internal/vcs). */
import { matchPrefixPatterns } from '../path/pattern.ts';
import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import { trimSpace } from '../std/unicode.ts';

/** One rule of GOVCS. */
export interface VcsRule {
  /** `public`, `private` or a glob. */
  readonly pattern: string;
  /** Program names as Go runs them, or `all`. */
  readonly allowed: readonly string[];
}

/** What holds after the rules of GOVCS, whatever they are. */
export const DEFAULT_GOVCS: readonly VcsRule[] = [
  { pattern: 'private', allowed: ['all'] },
  { pattern: 'public', allowed: ['git', 'hg'] },
];

/** The rules of a value, without the default ones; the error is Go's, and nothing is fetched with it. */
export function parseGovcs(value: string): Result<VcsRule[]> {
  const text = trimSpace(value);
  const rules: VcsRule[] = [];
  const seen = new Map<string, string>();
  for (const item of text === '' ? [] : text.split(',').map(trimSpace)) {
    if (item === '') return { error: 'empty entry in GOVCS' };
    const colon = item.indexOf(':');
    if (colon < 0) return { error: `malformed entry in GOVCS (missing colon): ${quote(item)}` };
    const pattern = trimSpace(item.slice(0, colon));
    const list = trimSpace(item.slice(colon + 1));
    if (pattern === '') return { error: `empty pattern in GOVCS: ${quote(item)}` };
    if (list === '') return { error: `empty VCS list in GOVCS: ${quote(item)}` };
    if (/^\.\.?(?:\/|$)/.test(pattern)) return { error: `relative pattern not allowed in GOVCS: ${quote(pattern)}` };
    const earlier = seen.get(pattern);
    if (earlier) return { error: `unreachable pattern in GOVCS: ${quote(item)} after ${quote(earlier)}` };
    seen.set(pattern, item);
    const allowed = list.split('|').map(trimSpace);
    if (allowed.includes('')) return { error: `empty VCS name in GOVCS: ${quote(item)}` };
    rules.push({ pattern, allowed });
  }
  return { value: rules };
}

/** Whether `vcs` may be run for a repository root: the first rule that matches decides, and Go appends its defaults. */
export function allowsVcs(rules: readonly VcsRule[], root: string, isPrivate: boolean, vcs: string): boolean {
  const rule = [...rules, ...DEFAULT_GOVCS].find(({ pattern }) => {
    if (pattern === 'private') return isPrivate;
    if (pattern === 'public') return !isPrivate;
    return matchPrefixPatterns(pattern, root);
  });
  return rule!.allowed.some((name) => name === vcs || name === 'all');
}
