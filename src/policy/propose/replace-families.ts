/** The replacements of a repository as entries of replace/target: a team's fork of a family of modules is one entry. */
import { isDirectoryPath } from '../../go/modfile/quote.ts';
import type { Replace } from '../../go/modfile/types.ts';
import { FORGES } from '../private/private-guess.ts';

export interface ReplaceFamily {
  /** Go patterns of what is replaced, sorted; empty for more families than anybody would read. */
  readonly old: readonly string[];
  /** A Go pattern: who provides the replacement. */
  readonly new: string;
  readonly count: number;
}

const MAX_OLD = 5;
const MAX_FAMILIES = 10;

/** The largest families first. Folders are left to replace/local-path, and other versions of the same module are no fork. */
export function replaceFamilies(lines: readonly Replace[]): ReplaceFamily[] {
  const groups = new Map<string, { old: Set<string>; count: number }>();
  for (const { old, new: target } of lines) {
    if (isDirectoryPath(target.path) || target.path === old.path || !isPlain(target.path) || !isPlain(old.path))
      continue;
    const family = familyOf(target.path);
    const group = groups.get(family) ?? { old: new Set(), count: 0 };
    group.old.add(familyOf(old.path));
    group.count++;
    groups.set(family, group);
  }
  return [...groups]
    .map(([family, { old, count }]) => ({ new: family, old: old.size > MAX_OLD ? [] : [...old].sort(), count }))
    .sort((a, b) => b.count - a.count || (a.new < b.new ? -1 : 1))
    .slice(0, MAX_FAMILIES);
}

/** Fit for a pattern, and for YAML without quotes. */
function isPlain(path: string): boolean {
  return /^[A-Za-z0-9][\w./~-]*$/.test(path);
}

/** `github.com/acme/*` for what lies at a forge, else `k8s.io/*`; the path itself where nothing is below its host or owner. */
function familyOf(path: string): string {
  const elements = path.split('/');
  const kept = elements.slice(0, FORGES.has(elements[0]!) ? 2 : 1);
  return elements.length > kept.length ? `${kept.join('/')}/*` : path;
}
