/** The page of all limits, from their table. */

import { cell } from '../markers.ts';
import type { LimitRow, LimitSection } from './row.ts';

export function limitsPage(sections: readonly LimitSection[]): string {
  return sections.map(({ title, rows }) => `## ${title}\n\n${table(rows)}`).join('\n\n');
}

function table(rows: readonly LimitRow[]): string {
  const lines = rows.map(({ what, value, unit, past, test: [file] }) => {
    return `| ${cell(what)} | ${shownValue(value, unit)} | ${cell(past)} | [test](../${file}) |`;
  });
  return ['| what | limit | past it | held by |', '|---|---|---|---|', ...lines].join('\n');
}

/** `16 MiB`, `64 KiB`, `30 s`, `10,000`. */
export function shownValue(value: number, unit: LimitRow['unit']): string {
  if (unit === 'ms') return `${value / 1000} s`;
  if (unit === 'number') return value.toLocaleString('en-US');
  const [size, name] = value >= 1 << 30 ? [1 << 30, 'GiB'] : value >= 1 << 20 ? [1 << 20, 'MiB'] : [1 << 10, 'KiB'];
  return `${(value / size).toLocaleString('en-US', { maximumFractionDigits: 1 })} ${name}`;
}
