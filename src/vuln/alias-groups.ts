/** Entries that are about one vulnerability, told by the names that they share. */
import { compareText } from '../go/std/order.ts';
import type { Vulnerability } from './match.ts';

/** One vulnerability of a module version, with all entries about it. */
export interface AliasGroup {
  /** The Go database's ID first, then other IDs of entries, then aliases; each in order. */
  readonly ids: readonly string[];
  /** In the order of their IDs. */
  readonly found: readonly [Vulnerability, ...Vulnerability[]];
}

/** `found`: what holds for one module version. Groups are sorted by their first ID. */
export function aliasGroups(found: readonly Vulnerability[]): AliasGroup[] {
  const groups: { names: Set<string>; found: Vulnerability[] }[] = [];
  for (const one of found) {
    const names = namesOf(one);
    const same = groups.filter((group) => names.some((name) => group.names.has(name)));
    const rest = groups.filter((group) => !same.includes(group));
    const merged = { names: new Set([...same.flatMap((g) => [...g.names]), ...names]), found: [] as Vulnerability[] };
    merged.found.push(...same.flatMap((g) => g.found), one);
    groups.splice(0, groups.length, ...rest, merged);
  }
  return groups.map(groupOf).sort((a, b) => compareText(a.ids[0]!, b.ids[0]!));
}

function groupOf({ names, found }: { names: ReadonlySet<string>; found: readonly Vulnerability[] }): AliasGroup {
  const own = new Set(found.map(({ entry }) => entry.id));
  const rank = (id: string) => (own.has(id) ? (id.startsWith('GO-') ? 0 : 1) : 2);
  const byId = (a: string, b: string) => rank(a) - rank(b) || compareText(a, b);
  const sorted = [...found].sort((a, b) => byId(a.entry.id, b.entry.id));
  return { ids: [...names].sort(byId), found: sorted as [Vulnerability, ...Vulnerability[]] };
}

function namesOf({ entry }: Vulnerability): string[] {
  return [entry.id, ...entry.aliases];
}
