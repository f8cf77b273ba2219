/**
 * SonarQube's generic issues (10.3 and later): rules with their impact, and issues at lines. SonarQube refuses the whole file for one
 * column behind a line's end, so columns are written only where the line is known as far as that; they count from 0.
 */
import type { Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { jsonText } from '../../text/json-text.ts';
import type { Printable } from '../../text/printable.ts';
import { type Alert, alertsOf } from '../alerts.ts';
import { RANK } from '../verdict.ts';

const IMPACTS = { error: 'HIGH', warning: 'MEDIUM', note: 'LOW' } as const;
const SEVERITIES = { error: 'CRITICAL', warning: 'MAJOR', note: 'MINOR' } as const;

export function renderSonarQube(report: Report): Printable {
  const alerts = alertsOf(report);
  const rules = new Map<string, { alert: Alert; level: Level }>();
  for (const alert of alerts) {
    const known = rules.get(alert.rule);
    if (known === undefined) rules.set(alert.rule, { alert, level: alert.level });
    else if (RANK[alert.level] < RANK[known.level]) known.level = alert.level;
  }
  return jsonText({
    rules: [...rules.values()].map(({ alert, level }) => ruleOf(alert, level)),
    issues: alerts.map(issueOf),
  });
}

/** SonarQube has one severity for a rule: the worst among its findings. */
function ruleOf({ rule, title, page, security }: Alert, level: Level): object {
  const isSecurity = security !== undefined;
  return {
    id: rule,
    name: title,
    description: page === undefined ? title : `${title}: see ${page}`,
    engineId: 'modwarden',
    cleanCodeAttribute: isSecurity ? 'TRUSTWORTHY' : 'CONVENTIONAL',
    type: isSecurity ? 'VULNERABILITY' : 'CODE_SMELL',
    severity: SEVERITIES[level],
    impacts: [{ softwareQuality: isSecurity ? 'SECURITY' : 'MAINTAINABILITY', severity: IMPACTS[level] }],
  };
}

function issueOf({ rule, place, line, message, hint }: Alert): object {
  return {
    ruleId: rule,
    primaryLocation: {
      message: [message, ...(hint === undefined ? [] : [`Help: ${hint}`])].join('. ').toWellFormed(),
      filePath: place.path.toWellFormed(),
      textRange: rangeOf(place, line),
    },
  };
}

function rangeOf({ start, end }: Alert['place'], line: string | undefined): object {
  const last = end.line === start.line ? end.column : (line ?? '').length + 1;
  if (line === undefined || last <= start.column || last > line.length + 1) return { startLine: start.line };
  return { startLine: start.line, endLine: start.line, startColumn: start.column - 1, endColumn: last - 1 };
}
