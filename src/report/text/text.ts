/**
 * The report for people: policy errors, findings with their source line, what could not be checked, and one line that sums up.
 * In the hook's hot chunk: imports nothing heavy.
 */
import type { Finding, Report, Traffic } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { renderBlock } from './block.ts';
import { byRule } from './by-rule.ts';
import { problemBlock } from './finding.ts';
import { fitBlocks } from './fit-blocks.ts';
import { type GapOptions, gapParagraphs } from './gaps.ts';
import { lastLine } from './last-line.ts';
import { type Paint, paint as painter } from './paint.ts';
import { waiveHint } from './waive-hint.ts';
import { MIN_WIDTH, wrap } from './wrap.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Terminal columns; 120 where it is not known. */
  readonly width?: number;
  /** Shows every finding on its own, waived and baselined ones too, every related place, every gap, and what was asked of the network. */
  readonly verbose?: boolean;
  /** The level from which on a finding fails the run. */
  readonly failOn?: Level;
}

/** Lines that a report has at most unless it is verbose: what nobody scrolls through nobody reads. */
export const MAX_LINES = 150;

/** Policy errors and findings that a verbose report shows. A hook must not take seconds to print them. */
export const MAX_SHOWN_FINDINGS = 1_000;
const MAX_PROBLEMS = 5;
const MAX_GAP_LINES = 40;

/** Ends with a line end. What is not shown is counted. */
export function renderText(
  report: Report,
  { color, width: columns = 120, verbose = false, failOn = 'error' }: TextOptions,
): Printable {
  const paint = painter(color);
  const width = Math.max(columns, MIN_WIDTH);
  const open = report.findings.filter((f) => f.state === 'new');
  const problems = problemParagraphs(report, width, verbose, paint);
  const gaps = fitGaps(report, { verbose, width, paint });
  const network = verbose && report.network ? [paint('faint', networkLine(report.network))] : [];
  const others = otherModfilesLine(report.otherModfiles ?? [], verbose).flatMap((line) => wrap(line, width));
  const end = [
    ...network,
    ...others,
    ...fixedLine(report, paint),
    ...baseLine(report, paint),
    ...hints(report, open, width, paint),
    lastLine(report, failOn, width, paint),
  ];
  const fixed = [...problems, ...gaps, joined(end, '\n')];
  const longest = linesOf([joined(byRule(open, new Set(open), width, paint), '\n')]);
  // Two lines may tell what is cut short and what is left out.
  const lines = MAX_LINES - linesOf(fixed) - longest - 4;
  const findings = verbose ? report.findings : open;
  const { blocks, short, hidden } = fitBlocks(findings, report, {
    width,
    paint,
    verbose,
    lines,
    most: MAX_SHOWN_FINDINGS,
  });
  const table = byRule(open, hidden, width, paint);
  const paragraphs = [
    ...problems,
    ...blocks,
    ...moreLine(hidden.size, verbose, paint),
    ...shortLine(short, paint),
    ...gaps,
    ...(table.length > 0 ? [joined(table, '\n')] : []),
    joined(end, '\n'),
  ];
  return safe`${joined(paragraphs, '\n\n')}\n`;
}

function problemParagraphs({ problems }: Report, width: number, verbose: boolean, paint: Paint): Printable[] {
  const shown = problems.slice(0, verbose ? MAX_SHOWN_FINDINGS : MAX_PROBLEMS);
  const more = problems.length - shown.length;
  return [
    ...shown.map((problem) => renderBlock(problemBlock(problem), width, paint)),
    ...(more > 0
      ? [paint('strong', safe`${more} more policy error${more === 1 ? '' : 's'} not shown${way(verbose)}`)]
      : []),
  ];
}

/** Shorter where they would take the room of the findings. */
function fitGaps({ gaps }: Report, options: GapOptions): Printable[] {
  const full = gapParagraphs(gaps, options);
  return options.verbose || linesOf(full) <= MAX_GAP_LINES ? full : gapParagraphs(gaps, { ...options, brief: true });
}

function moreLine(more: number, verbose: boolean, paint: Paint): Printable[] {
  if (more <= 0) return [];
  return [paint('strong', safe`${more} more finding${more === 1 ? '' : 's'} not shown${way(verbose)}`)];
}

function shortLine(short: number, paint: Paint): Printable[] {
  if (short <= 0) return [];
  return [paint('strong', safe`${short} of these without source lines and help: --verbose shows them in full`)];
}

/** Files that are named; more are counted. */
const MAX_OTHER_MODFILES = 3;

function otherModfilesLine(files: readonly string[], verbose: boolean): Printable[] {
  if (files.length === 0) return [];
  const named = verbose ? files : files.slice(0, MAX_OTHER_MODFILES);
  const more = files.length - named.length;
  const rest = more > 0 ? safe` and ${more} more` : safe``;
  const noun = files.length === 1 ? safe`1 other modfile` : safe`${files.length} other modfiles`;
  const them = files.length === 1 ? 'it' : 'them';
  return [
    safe`${noun} not checked: ${joined(named.map(printable), ', ')}${rest}; include ${them} with modules.include in the policy`,
  ];
}

function networkLine({ requests, cached, bytes }: Traffic): Printable {
  const counted = (n: number, noun: 'request' | 'answer' | 'byte') => safe`${n} ${noun}${n === 1 ? '' : 's'}`;
  return safe`network: ${counted(requests, 'request')}, ${counted(cached, 'answer')} from the fact cache, ${counted(bytes, 'byte')} received`;
}

/** Of the baseline, what nobody needs any more. */
function fixedLine({ baseline }: Report, paint: Paint): Printable[] {
  const fixed = baseline?.fixed ?? 0;
  if (fixed === 0) return [];
  const what = fixed === 1 ? safe`1 finding of the baseline is` : safe`${fixed} findings of the baseline are`;
  return [paint('faint', safe`${what} fixed: remove with modwarden baseline --prune`)];
}

/** Why findings may be shown that the base has too. */
function baseLine({ base }: Report, paint: Paint): Printable[] {
  if (base === undefined || base.unchecked === 0) return [];
  const what = base.unchecked === 1 ? safe`1 thing` : safe`${base.unchecked} things`;
  const text = safe`${what} could not be checked at ${printable(base.rev)}: findings of it may count as new here`;
  return [paint('warning', text)];
}

function way(verbose: boolean) {
  return verbose ? ': --format json has them all' : ': --verbose shows more, --format json has them all';
}

function hints(report: Report, open: readonly Finding[], width: number, paint: Paint): Printable[] {
  const first = open[0];
  if (first === undefined) return [];
  return [
    ...waiveHint(report)
      .flatMap((line, i) => (i === 0 ? wrap(line, width) : [line]))
      .map((line) => paint('faint', line)),
    paint('faint', safe`More about a rule: modwarden explain ${printable(first.rule)}`),
  ];
}

function linesOf(paragraphs: readonly Printable[]): number {
  return paragraphs.reduce((sum, text) => sum + text.split('\n').length + 1, 0);
}
