/** Which known vulnerabilities a change brings, and which it ends. */
import { compareText } from '../../go/std/order.ts';
import type { FactStore } from '../../lint/facts/fact-store.ts';
import { type Answer, type Ask, VULNERABILITY_DATABASE } from '../../model/facts/facts.ts';
import { entriesFrom } from '../../model/facts/vulnerabilities.ts';
import { aliasGroups } from '../../vuln/alias-groups.ts';
import { vulnerabilitiesOf } from '../../vuln/match.ts';
import type { Change, Side } from './changes.ts';

/** Each vulnerability by its first ID, with whether it is an entry about malicious code. */
export interface VulnerabilityChange {
  readonly added: readonly string[];
  readonly ended: readonly string[];
}

/** undefined: no database was given or could be read. */
export type VulnerabilitiesOf = (change: Change) => VulnerabilityChange | undefined;

/** `answer`: asks once, and puts what comes into `facts`. */
export async function vulnerabilityChanges(
  changes: readonly Change[],
  facts: FactStore,
  answer: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>,
  today: string,
): Promise<VulnerabilitiesOf> {
  const database: Ask = { kind: 'vulndb', module: VULNERABILITY_DATABASE };
  const put = async (asks: readonly Ask[]) => {
    const answers = await answer(asks);
    for (const [i, ask] of asks.entries()) facts.put(ask, answers[i] ?? NOBODY);
  };
  await put([database]);
  if (!facts.get('vulndb', VULNERABILITY_DATABASE).known) return () => undefined;
  const sides = changes.flatMap(({ before, after }) => [before, after]).filter((side) => side !== undefined);
  const paths = new Set(sides.flatMap(({ use, built }) => [use.path, built.path]));
  await put([...paths].map((path) => ({ kind: 'vulns', module: { path, version: '' } })));
  const entriesOf = entriesFrom(facts);
  const idsOf = (side: Side | undefined) => {
    const groups = side ? aliasGroups(vulnerabilitiesOf(side.use, entriesOf, today)) : [];
    return new Set(groups.map(({ ids }) => ids[0]!));
  };
  return ({ before, after }) => {
    const [was, is] = [idsOf(before), idsOf(after)];
    const without = (ids: ReadonlySet<string>, others: ReadonlySet<string>) =>
      [...ids].filter((id) => !others.has(id)).sort(compareText);
    return { added: without(is, was), ended: without(was, is) };
  };
}

const NOBODY = { known: false, why: 'offline', detail: 'no fact source was given' } as const;
