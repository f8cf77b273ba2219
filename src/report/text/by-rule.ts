/** How many findings each rule has, for reports too long to be counted by eye. */
import type { Finding } from '../../model/report.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { groupsOf } from './groups-of.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** Up to so many findings are counted at a glance. */
const FEW = 10;

/**
 * `errors: graph/banned 2, sum/conflict 1`, a line a level, the most frequent first. `hidden`: findings of which no block is shown.
 * Empty for few findings.
 */
export function byRule(
  findings: readonly Finding[],
  hidden: ReadonlySet<Finding>,
  width: number,
  paint: Paint,
): Printable[] {
  if (findings.length <= FEW) return [];
  return [
    paint('strong', safe`By rule:`),
    ...(['error', 'warning', 'note'] as const).flatMap((level) => {
      const rows = rowsOf(
        findings.filter((f) => f.level === level),
        hidden,
      );
      if (rows.length === 0) return [];
      const label = safe`${level}s`;
      const [first = safe``, ...rest] = wrap(joined(rows, ', '), width - 4, width - label.length - 4);
      return [safe`  ${paint(level, label)}: ${first}`, ...rest.map((line) => safe`    ${line}`)];
    }),
  ];
}

function rowsOf(findings: readonly Finding[], hidden: ReadonlySet<Finding>): Printable[] {
  const rows = groupsOf(findings, ({ rule }) => rule);
  rows.sort((a, b) => b.length - a.length || (a[0].rule < b[0].rule ? -1 : 1));
  return rows.map((all) => {
    const unseen = all.filter((f) => hidden.has(f)).length;
    return safe`${printable(all[0].rule)} ${all.length}${unseen === 0 ? safe`` : safe` (${unseen} not shown)`}`;
  });
}
