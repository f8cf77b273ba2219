/**
 * Annotations for a step of GitHub Actions. GitHub shows ten errors, ten warnings and ten notices of a step: the most severe of each
 * kind become annotations, the tenth counts those that are left, and these follow as plain lines of the log.
 */
import type { Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { type Printable, printable, safe } from '../../text/printable.ts';
import { type WorkflowCommand, workflowLog } from '../../text/workflow-command.ts';
import { type Alert, alertsOf } from '../alerts.ts';
import { regionOf } from '../sarif/place.ts';
import { lastLine } from '../text/last-line.ts';
import { paint } from '../text/paint.ts';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;
const PER_KIND = 10;

export function renderGitHub(report: Report, { failOn = 'error' }: { readonly failOn?: Level }): Printable {
  const alerts = alertsOf(report);
  const lines: (WorkflowCommand | Printable)[] = [];
  const plain: Alert[] = [];
  for (const level of ['error', 'warning', 'note'] as const) {
    const all = alerts.filter((alert) => alert.level === level);
    const shown = all.length > PER_KIND ? PER_KIND - 1 : all.length;
    lines.push(...all.slice(0, shown).map(annotation));
    const rest = all.slice(shown);
    plain.push(...rest);
    if (rest.length > 0) lines.push(more(level, rest.length));
  }
  return workflowLog([...lines, ...plain.map(plainLine), lastLine(report, failOn, Infinity, paint(false))]);
}

function annotation({ level, rule, place, line, message, hint }: Alert): WorkflowCommand {
  const { startLine, startColumn, endLine, endColumn } = regionOf(place, line);
  return {
    name: COMMANDS[level],
    properties: {
      title: rule,
      file: place.path,
      line: startLine!,
      endLine: endLine!,
      ...(line !== undefined && { col: startColumn!, endColumn: endColumn! }),
    },
    message: [message, ...(hint === undefined ? [] : [`help: ${hint}`])],
  };
}

function more(level: Level, count: number): WorkflowCommand {
  const name = COMMANDS[level];
  return {
    name,
    properties: { title: 'modwarden' },
    message: [`${count} more ${name}${count === 1 ? '' : 's'}: the log of this step has them`],
  };
}

function plainLine({ level, rule, place, message }: Alert): Printable {
  return safe`${printable(place.path)}:${place.start.line}:${place.start.column}: ${level}[${printable(rule)}]: ${printable(message)}`;
}
