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

interface Group {
  names: Set<string>;
  found: Vulnerability[];
}

/** `found`: what holds for one module version. Groups are sorted by their first ID. */
export function aliasGroups(found: readonly Vulnerability[]): AliasGroup[] {
  const byName = new Map<string, Group>();
  for (const one of found) {
    const names = namesOf(one);
    const same = [...new Set(names.flatMap((name) => byName.get(name) ?? []))];
    // The smaller groups move, so that no name moves often.
    const [group = { names: new Set(), found: [] }, ...others] = same.sort((a, b) => b.names.size - a.names.size);
    group.found.push(one);
    for (const other of others) for (const moved of other.found) group.found.push(moved);
    for (const name of [...names, ...others.flatMap((other) => [...other.names])]) {
      group.names.add(name);
      byName.set(name, group);
    }
  }
  return [...new Set(byName.values())].map(groupOf).sort((a, b) => compareText(a.ids[0]!, b.ids[0]!));
}

function groupOf({ names, found }: Group): AliasGroup {
  const own = new Set(found.map(({ entry }) => entry.id));
  const rank = (id: string) => (own.has(id) ? (id.startsWith('GO-') ? 0 : 1) : 2);
  const byId = (a: string, b: string) => rank(a) - rank(b) || compareText(a, b);
  const sorted = [...found].sort((a, b) => byId(a.entry.id, b.entry.id));
  return { ids: [...names].sort(byId), found: sorted as [Vulnerability, ...Vulnerability[]] };
}

function namesOf({ entry }: Vulnerability): string[] {
  return [entry.id, ...entry.aliases];
}
