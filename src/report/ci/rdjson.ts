/** Reviewdog's diagnostic format: one object, or one diagnostic a line. Columns count bytes of UTF-8. */
import type { Report } from '../../model/report.ts';
import { jsonText, printableJson } from '../../text/json-text.ts';
import { joined, type Printable } from '../../text/printable.ts';
import { type Alert, alertsOf } from '../alerts.ts';
import { HOME, rulePage } from '../rule-page.ts';
import { byteRange } from './byte-range.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const;
const SOURCE = { name: 'modwarden', url: HOME };

export function renderRdjson(report: Report): Printable {
  return jsonText({ source: SOURCE, diagnostics: alertsOf(report).map(diagnostic) });
}

export function renderRdjsonl(report: Report): Printable {
  const lines = alertsOf(report).map((alert) => ({ ...diagnostic(alert), source: SOURCE }));
  return joined(lines.map((line) => printableJson(`${JSON.stringify(line)}\n`)));
}

function diagnostic(alert: Alert): object {
  const { kind, rule, level, message, hint, place } = alert;
  return {
    message: [message, ...(hint === undefined ? [] : [`help: ${hint}`])].join('\n').toWellFormed(),
    location: { path: place.path.toWellFormed(), range: byteRange(alert) },
    severity: SEVERITIES[level],
    code: { value: rule, ...(kind === 'finding' && { url: rulePage(rule) }) },
  };
}
