/** Where many replacements lead to one owner, one entry of the policy accepts them all: a team's fork of a family of modules. */
import type { Replace } from '../../../src/rule.ts';

/** So many findings are read one by one. */
const MAX_SINGLE = 20;
/** An entry with more families than these on its left side names none: nobody would read it. */
const MAX_FAMILIES = 5;

/** By the first line of each large group, a hint with the entry that accepts the whole group. */
export function proposalsFor(lines: readonly Replace[]): ReadonlyMap<Replace, string> {
  const groups = new Map<string, Replace[]>();
  for (const line of lines) {
    const owner = familyOf(line.new.path);
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [line]);
    else group.push(line);
  }
  const hints = new Map<Replace, string>();
  for (const [owner, group] of groups) {
    if (group.length <= MAX_SINGLE) continue;
    const families = [...new Set(group.map(({ old }) => familyOf(old.path)))].sort();
    const old = families.length > MAX_FAMILIES ? undefined : listed(families);
    const entry = `{ ${old === undefined ? '' : `old: ${old}, `}new: ${quoted(owner)} }`;
    hints.set(
      group[0]!,
      `one entry in the policy accepts all ${group.length} to ${owner}: replace/target: { allow: [${entry}] }`,
    );
  }
  return hints;
}

/** Hosts where the first element of a path is an owner. */
const FORGES = new Set(['bitbucket.org', 'codeberg.org', 'gitee.com', 'github.com', 'gitlab.com']);

/** `github.com/acme/*` for what lies at a forge, else `k8s.io/*`. A path with nothing below its host or owner is named itself. */
function familyOf(path: string): string {
  const elements = path.split('/');
  const kept = elements.slice(0, FORGES.has(elements[0]!) ? 2 : 1);
  return elements.length > kept.length ? `${kept.join('/')}/*` : path;
}

function listed(patterns: readonly string[]): string {
  return patterns.length === 1 ? quoted(patterns[0]!) : `[${patterns.map(quoted).join(', ')}]`;
}

/** As YAML in a flow, where a path may hold what a plain scalar may not. */
function quoted(pattern: string): string {
  return /^[\w./*~-]+$/.test(pattern) ? pattern : JSON.stringify(pattern);
}
