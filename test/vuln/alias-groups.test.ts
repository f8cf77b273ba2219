import { expect, it } from 'vitest';
import { aliasGroups } from '../../src/vuln/alias-groups.ts';
import type { Vulnerability } from '../../src/vuln/match.ts';

const found = (id: string, ...aliases: string[]) => ({ entry: { id, aliases } }) as unknown as Vulnerability;
const groups = (...list: Vulnerability[]) => aliasGroups(list).map(({ ids }) => ids.join(' '));

it('puts together what shares a name, also by way of a third', () => {
  expect(
    groups(found('GO-3'), found('GO-2', 'CVE-2'), found('GHSA-1', 'CVE-1'), found('GO-1', 'CVE-1', 'CVE-2')),
  ).toEqual(['GO-1 GO-2 GHSA-1 CVE-1 CVE-2', 'GO-3']);
});

it('names first what the Go database calls it, in whatever order entries come', () => {
  const list = [found('GHSA-9', 'CVE-1'), found('GO-1', 'CVE-1', 'GHSA-9')];
  for (const order of [list, list.toReversed()]) {
    const [group] = aliasGroups(order);
    expect(group!.ids).toEqual(['GO-1', 'GHSA-9', 'CVE-1']);
    expect(group!.found.map(({ entry }) => entry.id)).toEqual(['GO-1', 'GHSA-9']);
  }
});
