/** Waivers, gaps, health: what the verdict rests on beside the findings. */

import type { Metric, Report } from '../../model/report.ts';
import { groupGaps } from '../gap-groups.ts';
import type { Inventory } from '../inventory.ts';
import { anchor, counted, type Html, html, NOTHING } from './markup.ts';
import { table } from './table.ts';

const WAIVER_COLUMNS = [
  { head: 'Rule' },
  { head: 'About' },
  { head: 'Reason' },
  { head: 'Owner' },
  { head: 'Until' },
  { head: 'Days left', isNumber: true },
  { head: 'Covers now', isNumber: true },
  { head: 'State' },
  { head: 'Where' },
] as const;

export function waiversSection({ findings, today }: Report, { waivers }: Inventory): Html {
  const covered = new Map<string, number>();
  for (const { waiver } of findings) {
    if (waiver === undefined) continue;
    const at = `${waiver.place.path}:${waiver.place.start.line}`;
    covered.set(at, (covered.get(at) ?? 0) + 1);
  }
  const rows = waivers.map(({ rule, subject, reason, owner, until, state, at }) => ({
    cells: [
      html`<a href="#${anchor('rule', rule)}"><code>${rule}</code></a>`,
      html`<code>${subject}</code>`,
      html`${reason}`,
      html`${owner}`,
      html`${until}`,
      html`${daysBetween(today, until) ?? ''}`,
      html`${covered.get(at) ?? 0}`,
      html`${state}`,
      html`<code>${at}</code>`,
    ],
  }));
  return html`<section id="waivers" aria-labelledby="h-waivers"><h2 id="h-waivers">Waivers</h2>
${rows.length === 0 ? html`<p>Nothing is waived.</p>` : table('waivers-table', 'Register of waivers', WAIVER_COLUMNS, rows)}</section>
`;
}

export function daysBetween(from: string, until: string): number | undefined {
  const days = (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isInteger(days) ? days : undefined;
}

/** Subjects of one cause that are named. */
const MAX_SUBJECTS = 100;

export function gapsSection({ gaps, partial }: Report): Html {
  const groups = groupGaps(gaps).map(({ rules, detail, why, fails, hint, subjects }) => {
    const names = subjects.slice(0, MAX_SUBJECTS).map(({ subject }) => html`<li><code>${subject}</code></li>`);
    const left = subjects.length - names.length;
    return html`<article class="card gap"><h3><span class="result not-checked"><span aria-hidden="true">◇</span> not checked</span> ${detail}</h3>
<p class="meta">${why}${fails && html` · fails the run`} · ${rules.map((rule, i) => html`${i > 0 && ', '}<a href="#${anchor('rule', rule)}"><code>${rule}</code></a>`)}</p>
${hint !== undefined && html`<p class="help"><strong>What to do:</strong> ${hint}</p>`}<details><summary>${counted(subjects.length, 'subject')}</summary><ul>${names}${left > 0 && html`<li>… and ${left} more</li>`}</ul></details></article>
`;
  });
  return html`<section id="gaps" aria-labelledby="h-gaps"><h2 id="h-gaps">Not checked</h2>
${partial !== undefined && html`<p>${partial}</p>`}${groups.length === 0 ? html`<p>Everything that the rules need was there.</p>` : groups}</section>
`;
}

export function healthSection({ metrics = [] }: Report): Html {
  const rows = metrics.flatMap((metric) => metric.samples.map((sample) => ({ cells: sampleCells(metric, sample) })));
  if (rows.length === 0) return NOTHING;
  const columns = [{ head: 'Figure' }, { head: 'Module' }, { head: 'Dependency' }, { head: 'Value', isNumber: true }];
  return html`<section id="health" aria-labelledby="h-health"><h2 id="h-health">Health</h2>
${table('health-table', 'Figures', columns, rows)}</section>
`;
}

function sampleCells({ help, unit }: Metric, { labels, value }: Metric['samples'][number]): Html[] {
  const shown = Math.round(value * 100) / 100;
  return [
    html`${help}`,
    html`<code>${labels.module ?? ''}</code>`,
    html`<code>${labels.dependency ?? ''}</code>`,
    html`${shown}${unit !== undefined && ` ${unit}`}`,
  ];
}
