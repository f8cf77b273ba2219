/** The report on go.sum lines for people. */
import { joined, type Printable, printable, printableLines, safe } from '../../text/printable.ts';
import { masked } from '../../text/secrets.ts';
import type { LineResult, LineState } from './lines.ts';
import { countsOf, type LinesReport, linesOutcome } from './summary.ts';

/** Lines of one kind that are named; the rest is counted. JSON has all. */
const MAX_NAMED_LINES = 20;

/** Lines with the same reason that are named. */
const MAX_EXAMPLES = 3;

export function linesText(report: LinesReport): Printable {
  return joined([
    ...wrongLines(report),
    ...forkText(report),
    ...groups(report, 'unproven', safe`not verified`),
    ...groups(report, 'skipped', safe`skipped`),
    lastLines(report),
  ]);
}

function shown(text: string): Printable {
  return printable(masked(text.replaceAll(/\s*\n\s*/g, ' ').trim()));
}

function wrongLines({ results, database = '' }: LinesReport): Printable[] {
  const wrong = results.filter(({ state }) => state === 'mismatch' || state === 'absent');
  const blocks = wrong.slice(0, MAX_NAMED_LINES).map((result) => {
    const { file, line, path, version, hash, logged, state } = result;
    const what = state === 'absent' ? safe`is not in the checksum database` : safe`differs from the checksum database`;
    const name = file.slice(file.lastIndexOf('/') + 1);
    const width = Math.max(name.length, database.length) + 1;
    const row = (label: string, value: string) => safe`    ${printable(`${label}:`.padEnd(width))} ${shown(value)}\n`;
    const rows = [row(name, hash), ...(logged === undefined ? [] : [row(database, logged)])];
    return safe`${shown(file)}:${line}: ${shown(path)} ${shown(version)} ${what}\n${joined(rows)}`;
  });
  const more = wrong.length - blocks.length;
  return more > 0 ? [...blocks, safe`… and ${more} more lines that are wrong\n`] : blocks;
}

function forkText({ forks }: LinesReport): Printable[] {
  return forks.map(
    ({ database, older, newer, file }) =>
      safe`SECURITY ERROR: the checksum database ${printable(database)} signed two histories that contradict each other\n  one head:\n${indented(older)}  another head:\n${indented(newer)}${file === undefined ? safe`` : safe`  both are saved in ${printable(file)}\n`}`,
  );
}

function indented(note: string): Printable {
  return printableLines(note.replace(/^(?=.)/gm, '    '));
}

/** Lines with the same reason together. */
function groups({ results }: LinesReport, wanted: LineState, label: Printable): Printable[] {
  const byReason = new Map<string, LineResult[]>();
  for (const result of results) {
    if (result.state !== wanted) continue;
    // A message that begins with its module is the same for others but for that.
    const detail = (result.detail ?? '').replace(`${result.path}@${result.version}: `, '');
    const same = byReason.get(detail);
    if (same) same.push(result);
    else byReason.set(detail, [result]);
  }
  const reasons = [...byReason];
  const lines = reasons.slice(0, MAX_NAMED_LINES).map(([detail, same]) => {
    const named = same
      .slice(0, MAX_EXAMPLES)
      .map(({ file, line, path }) => safe`${shown(file)}:${line} ${shown(path)}`);
    const more = same.length > named.length ? safe`, …` : safe``;
    const count = same.length === 1 ? safe`1 line` : safe`${same.length} lines`;
    return safe`${label}: ${count}: ${shown(detail)} (${joined(named, ', ')}${more})\n`;
  });
  const more = reasons.length - lines.length;
  return more > 0 ? [...lines, safe`${label}: lines for ${more} more reasons\n`] : lines;
}

function lastLines(report: LinesReport): Printable {
  const { database, treeSize, results, requests, bytes } = report;
  const counts = countsOf(results);
  const parts = [safe`${counts.verified} of ${results.length} lines verified`];
  if (counts.mismatch > 0) parts.push(safe`${counts.mismatch} differ`);
  if (counts.absent > 0) parts.push(safe`${counts.absent} not logged`);
  if (counts.fork > 0) parts.push(safe`${counts.fork} refused because of a fork`);
  if (counts.unproven > 0) parts.push(safe`${counts.unproven} not verified`);
  if (counts.skipped > 0) parts.push(safe`${counts.skipped} skipped`);
  const by = database === undefined ? safe`no checksum database` : safe`${printable(database)}`;
  const head = treeSize === undefined ? safe`` : safe`, tree head of ${shown(treeSize)} records`;
  const cost = safe`${requests} requests, ${printable((bytes / 1e6).toFixed(2))} MB`;
  return safe`${linesOutcome(report)}: ${joined(parts, ', ')} (${by}${head}; ${cost})\n`;
}
