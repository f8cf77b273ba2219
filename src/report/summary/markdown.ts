/**
 * The report as Markdown for a job summary or a comment of a pull request: verdict, what is new, what could not be checked. It begins
 * with a marker that stays, by which a comment is found again, and is shorter than GitHub's limit of 65,536 characters.
 */
import type { Finding, Provenance, Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { type Alert, alertsOf } from '../alerts.ts';
import { cut, oneLine } from '../outside-text.ts';
import { lastLine } from '../text/last-line.ts';
import { paint } from '../text/paint.ts';
import { markdownCode, markdownText } from './markdown-text.ts';

export const MARKER = '<!-- modwarden:report -->';

/** Characters of the tables; the rest of the page has room in what GitHub allows beyond. */
const BUDGET = 56_000;
const MAX_CELL = 1_000;
const MAX_HEAD = 1_000;

export function renderMarkdownReport(report: Report, { failOn = 'error' }: { readonly failOn?: Level }): Printable {
  const alerts = alertsOf(report);
  const verdictLine = cut(lastLine(report, failOn, Infinity, paint(false)), MAX_HEAD);
  const of = (kind: Alert['kind'], level?: Level) =>
    alerts.filter((alert) => alert.kind === kind && (level === undefined || alert.level === level));
  const waived = report.findings.filter((f) => f.state === 'waived');
  // What makes the rest of the report incomplete is not crowded out by it.
  const first = { left: BUDGET / 2 };
  const problems = alertTable(of('problem'), first);
  const gaps = alertTable(of('gap'), first);
  const room = { left: BUDGET / 2 + first.left };
  const sections = [
    section('Policy errors', problems, true),
    section('Errors', alertTable(of('finding', 'error'), room), true),
    section('Not checked', gaps, of('gap', 'error').length > 0),
    section('Warnings', alertTable(of('finding', 'warning'), room), false),
    section('Notes', alertTable(of('finding', 'note'), room), false),
    section('Waived', waivedTable(waived, room), false),
  ];
  const parts = [
    safe`${MARKER}\n## modwarden`,
    safe`**${markdownText(verdictLine)}**`,
    ...sections.filter((text) => text !== undefined),
    ...(report.provenance === undefined ? [] : [provenanceText(report.provenance)]),
    safe`<sub>as of ${printable(report.today)}, checked by modwarden ${printable(report.tool.version)}</sub>`,
  ];
  return safe`${joined(parts, '\n\n')}\n`;
}

/** What the report is based on, folded away. */
function provenanceText({ input, policies, facts, command }: Provenance): Printable {
  const { kind, name, sha256, commit, changed = [], hash } = input;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [`Input (${kind})`, name],
    ['SHA-256 of the file', sha256],
    ['Files read', hash],
    ['Commit', commit],
    ['Changed since the commit', changed.length === 0 ? undefined : changed.join(' ')],
    ...policies.map(({ path, sha256: sum }) => [`Policy ${path}`, sum] as const),
    ['Facts', facts && `${facts.sha256}, of ${facts.asOf}`],
    ['Run again with', command],
  ];
  const lines = rows.flatMap(([title, value]) =>
    value === undefined
      ? []
      : [safe`| ${markdownText(cut(title, MAX_CELL))} | ${markdownCode(cut(oneLine(value), MAX_CELL))} |\n`],
  );
  return safe`<details>\n<summary><b>What this report is based on</b></summary>\n\n| | |\n|---|---|\n${joined(lines)}\n</details>`;
}

interface Table {
  readonly rows: readonly Printable[];
  readonly all: number;
}

function section(title: string, { rows, all }: Table, open: boolean): Printable | undefined {
  if (all === 0) return undefined;
  const rest = all - rows.length;
  const more = rest > 0 ? safe`\n${rest} more, which do not fit here: the JSON report has them.\n` : safe``;
  const table = rows.length > 0 ? safe`| | where | what |\n|---|---|---|\n${joined(rows)}` : safe``;
  return safe`<details${open ? ' open' : ''}>\n<summary><b>${printable(title)}</b>: ${all}</summary>\n\n${table}${more}\n</details>`;
}

function alertTable(alerts: readonly Alert[], room: { left: number }): Table {
  const row = ({ kind, rule, page, level, place, message, hint }: Alert) => {
    const at = markdownCode(cut(`${place.path}:${place.start.line}`, MAX_CELL));
    const name = page === undefined ? markdownText(rule) : safe`[${markdownText(rule)}](${printable(page)})`;
    const link = kind === 'finding' ? safe`<br>${name}` : safe``;
    const help = hint === undefined ? safe`` : safe`<br><b>help:</b> ${markdownText(cut(hint, MAX_CELL))}`;
    return safe`| ${level} | ${at}${link} | ${markdownText(cut(message, MAX_CELL))}${help} |\n`;
  };
  return fitting(alerts.map(row), room);
}

function waivedTable(findings: readonly Finding[], room: { left: number }): Table {
  const row = ({ rule, place, message, waiver }: Finding) => {
    const at = markdownCode(cut(`${place.path}:${place.start.line}`, MAX_CELL));
    const why = markdownText(cut(oneLine(waiver?.reason ?? ''), MAX_CELL));
    return safe`| until ${printable(waiver?.until ?? '')} | ${at}<br>${markdownText(rule)} | ${markdownText(cut(oneLine(message), MAX_CELL))}<br><b>reason:</b> ${why} |\n`;
  };
  return fitting(findings.map(row), room);
}

/** The first rows, as many as there is room for. */
function fitting(rows: readonly Printable[], room: { left: number }): Table {
  const shown: Printable[] = [];
  for (const row of rows) {
    if (row.length > room.left) break;
    room.left -= row.length;
    shown.push(row);
  }
  return { rows: shown, all: rows.length };
}
