/** The report as CSV, for spreadsheets: a row for each finding of any state, each gap and each policy error. */
import type { Finding, Gap, PolicyProblem, Report } from '../../model/report.ts';
import { joined, type Printable } from '../../text/printable.ts';
import { oneLine } from '../outside-text.ts';
import { csvCell, csvLine } from './csv-cell.ts';

/** In the order of the file's columns, which is a contract: new ones come last. */
const COLUMNS = [
  'kind',
  'state',
  'rule',
  'level',
  'file',
  'line',
  'column',
  'module',
  'subject',
  'version',
  'message',
  'help',
  'waiver_reason',
  'waiver_until',
  'id',
] as const;

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | undefined>>>;

export function renderCsv({ problems, findings, gaps }: Report): Printable {
  const rows: Row[] = [...problems.map(ofProblem), ...findings.map(ofFinding), ...gaps.map(ofGap)];
  const lines = rows.map((row) => COLUMNS.map((column) => csvCell(oneLine(String(row[column] ?? '')))));
  return joined([COLUMNS.map((column) => csvCell(column)), ...lines].map(csvLine));
}

function ofFinding(finding: Finding): Row {
  const { rule, level, state, place, module, subject, version, message, hint, waiver, id } = finding;
  return {
    kind: 'finding',
    state,
    rule,
    level,
    file: place.path,
    line: place.start.line,
    column: place.start.column,
    module: module === '' ? '.' : module,
    subject,
    version,
    message,
    help: hint,
    waiver_reason: waiver?.reason,
    waiver_until: waiver?.until,
    id,
  };
}

function ofGap({ rule, module, subject, why, detail, fails, hint }: Gap): Row {
  return {
    kind: 'gap',
    state: fails ? 'fails' : 'reported',
    rule,
    module: module === '' ? '.' : module,
    subject,
    message: detail === '' ? why : `${why}: ${detail}`,
    help: hint,
  };
}

function ofProblem({ place, message, hint }: PolicyProblem): Row {
  return {
    kind: 'policy error',
    state: 'fails',
    level: 'error',
    file: place?.path,
    line: place?.start.line,
    column: place?.start.column,
    message,
    help: hint,
  };
}
