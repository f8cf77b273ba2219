/** The report of GitLab's Code Quality: a JSON array, empty where nothing was found. Fingerprints are the findings' identities. */
import type { Report } from '../../model/report.ts';
import { jsonText } from '../../text/json-text.ts';
import type { Printable } from '../../text/printable.ts';
import { type Alert, alertsOf } from '../alerts.ts';

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

export function renderGitLab(report: Report): Printable {
  return jsonText(alertsOf(report).map(issue));
}

function issue(alert: Alert): object {
  const { rule, message, hint, id, place } = alert;
  return {
    description: [message, ...(hint === undefined ? [] : [`Help: ${hint}`])].join('. ').toWellFormed(),
    check_name: rule,
    fingerprint: id,
    severity: severityOf(alert),
    location: { path: place.path.toWellFormed(), lines: { begin: place.start.line } },
  };
}

function severityOf({ level, security = 0 }: Alert): Severity {
  if (level === 'note') return 'info';
  if (level === 'warning') return 'minor';
  if (security >= 9) return 'blocker';
  return security >= 7 ? 'critical' : 'major';
}
