/** Checkstyle's XML, which most build servers read: alerts by file. */
import type { Report } from '../../model/report.ts';
import type { Printable } from '../../text/printable.ts';
import { type Alert, alertsOf } from '../alerts.ts';
import { type Element, xmlDocument } from './xml.ts';

const SEVERITIES = { error: 'error', warning: 'warning', note: 'info' } as const;

export function renderCheckstyle(report: Report): Printable {
  const files = new Map<string, Alert[]>();
  for (const alert of alertsOf(report)) add(files, alert);
  return xmlDocument({
    name: 'checkstyle',
    attributes: { version: '8.0' },
    children: [...files].map(([name, alerts]) => ({
      name: 'file',
      attributes: { name },
      children: alerts.map(errorOf),
    })),
  });
}

function errorOf({ rule, level, place, line, message, hint }: Alert): Element {
  return {
    name: 'error',
    attributes: {
      line: place.start.line,
      ...(line !== undefined && { column: place.start.column }),
      severity: SEVERITIES[level],
      message: [message, ...(hint === undefined ? [] : [`Help: ${hint}`])].join('. '),
      source: `modwarden.${rule}`,
    },
  };
}

function add(files: Map<string, Alert[]>, alert: Alert): void {
  const known = files.get(alert.place.path);
  if (known === undefined) files.set(alert.place.path, [alert]);
  else known.push(alert);
}
