/** Reviewdog's diagnostic format: one object, or one diagnostic a line. Columns count bytes of UTF-8. */
import type { Fix, Report } from '../../model/report.ts';
import { jsonText, printableJson } from '../../text/json-text.ts';
import { joined, type Printable } from '../../text/printable.ts';
import type { Point } from '../../text/source.ts';
import { type Alert, alertsOf } from '../alerts.ts';
import { HOME } from '../rule-page.ts';
import { byteColumn, byteRange } from './byte-range.ts';

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
  const { rule, page, level, message, hint, place } = alert;
  const suggestions = suggestionsOf(alert);
  return {
    message: [message, ...(hint === undefined ? [] : [`help: ${hint}`])].join('\n').toWellFormed(),
    location: { path: place.path.toWellFormed(), range: byteRange(alert) },
    severity: SEVERITIES[level],
    ...(suggestions.length > 0 && { suggestions }),
    code: { value: rule, ...(page !== undefined && { url: page }) },
  };
}

/** All edits of a fix or none. Reviewdog has one file for a diagnostic, and columns in bytes are known in the alert's own line only. */
function suggestionsOf({ fix, place, line }: Alert): readonly object[] {
  const isFit = ({ place: { path }, text }: Fix['edits'][number]) => path === place.path && text.isWellFormed();
  if (!fix?.edits.every(isFit)) return [];
  const positionOf = (point: Point) => {
    const known = point.line === place.start.line ? line : undefined;
    const column = point.column === 1 ? 1 : byteColumn(known, point.column);
    return column === undefined ? undefined : { line: point.line, column };
  };
  const suggestions = fix.edits.map((edit) => ({
    range: { start: positionOf(edit.place.start), end: positionOf(edit.place.end) },
    text: edit.text,
  }));
  const known = suggestions.every(({ range }) => range.start !== undefined && range.end !== undefined);
  return known ? suggestions : [];
}
