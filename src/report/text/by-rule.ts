/** How many findings each rule has, for reports too long to be counted by eye. */
import type { Finding } from '../../model/report.ts';
import { type Printable, printable, safe } from '../../text/printable.ts';
import { RANK } from '../verdict.ts';
import type { Paint } from './paint.ts';

/** Up to so many findings are counted at a glance. */
const FEW = 10;

interface Row {
  readonly first: Finding;
  readonly count: number;
  readonly hidden: number;
}

/** A line a rule and level, the most severe first, then by count. `hidden`: findings of which no block is shown. Empty for few findings. */
export function byRule(findings: readonly Finding[], hidden: ReadonlySet<Finding>, paint: Paint): Printable[] {
  if (findings.length <= FEW) return [];
  const rows = new Map<string, Row>();
  for (const finding of findings) {
    const key = `${finding.level} ${finding.rule}`;
    const { first, count, hidden: unseen } = rows.get(key) ?? { first: finding, count: 0, hidden: 0 };
    rows.set(key, { first, count: count + 1, hidden: unseen + (hidden.has(finding) ? 1 : 0) });
  }
  const sorted = [...rows.values()].sort(
    (a, b) => RANK[a.first.level] - RANK[b.first.level] || b.count - a.count || (a.first.rule < b.first.rule ? -1 : 1),
  );
  const width = Math.max(...sorted.map(({ count }) => String(count).length));
  return [
    paint('strong', safe`By rule:`),
    ...sorted.map(({ first: { level, rule }, count, hidden: unseen }) => {
      const number = printable(String(count).padStart(width));
      const rest = unseen === 0 ? safe`` : safe` (${unseen} not shown)`;
      return safe`  ${number}  ${paint(level, safe`${level}[${printable(rule)}]`)}${rest}`;
    }),
  ];
}
