/**
 * The report for people: policy errors, findings with their source line, what could not be checked, and one line that sums up.
 * In the hook's hot chunk: imports nothing heavy.
 */
import type { PolicyUsed, Report } from '../../model/report.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { outsideProse } from '../outside-text.ts';
import { renderBlock } from './block.ts';
import { findingBlock, problemBlock } from './finding.ts';
import { gapParagraphs } from './gaps.ts';
import { type Paint, paint as painter } from './paint.ts';
import { type Summary, summaryOf } from './summary.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Terminal columns for source lines; 120 where it is not known. */
  readonly width?: number;
  /** Shows waived and baselined findings, every related place and every gap. */
  readonly verbose?: boolean;
}

/** Findings that the text report shows. Nobody reads more, and a hook must not take seconds to print them. */
export const MAX_SHOWN_FINDINGS = 1_000;

/** Ends with a line end. */
export function renderText(report: Report, { color, width = 120, verbose = false }: TextOptions): Printable {
  const paint = painter(color);
  const findings = verbose ? report.findings : report.findings.filter((f) => f.state === 'new');
  const paragraphs = [
    ...report.problems.map((p) => renderBlock(problemBlock(p), width, paint)),
    ...findings.slice(0, MAX_SHOWN_FINDINGS).map((f) => renderBlock(findingBlock(f, report, verbose), width, paint)),
    ...moreLine(findings.length - MAX_SHOWN_FINDINGS, paint),
    ...gapParagraphs(report.gaps, verbose, paint),
  ];
  const last = joined([...explainLine(report, paint), summaryLine(report, summaryOf(report), paint)], '\n');
  return safe`${joined([...paragraphs, last], '\n\n')}\n`;
}

function moreLine(more: number, paint: Paint): Printable[] {
  return more <= 0
    ? []
    : [paint('strong', safe`${count(more, 'more finding')} not shown: use --format json to see all`)];
}

function explainLine({ findings }: Report, paint: Paint): Printable[] {
  const first = findings.find((f) => f.state === 'new');
  return first === undefined
    ? []
    : [paint('faint', safe`Learn more about a rule: modwarden explain ${printable(first.rule)}`)];
}

function summaryLine(report: Report, sum: Summary, paint: Paint): Printable {
  const counts = [
    sum.errors > 0 && paint('error', count(sum.errors, 'error')),
    sum.warnings > 0 && paint('warning', count(sum.warnings, 'warning')),
    sum.notes > 0 && paint('note', count(sum.notes, 'note')),
  ].filter((part) => part !== false);
  const clean = counts.length === 0;
  const parts = [
    sum.problems > 0 && paint('error', count(sum.problems, 'policy error')),
    safe`${clean ? paint(sum.problems > 0 ? 'strong' : 'good', safe`no findings`) : joined(counts, ', ')} in ${count(sum.modules, 'module')}`,
    sum.waived > 0 && safe`${sum.waived} waived`,
    sum.baseline > 0 && safe`${sum.baseline} in the baseline`,
    sum.gaps > 0 && paint(sum.failingGaps > 0 ? 'error' : 'warning', safe`${sum.gaps} could not be checked`),
  ].filter((part) => part !== false);
  const partial = report.partial === undefined ? safe`` : safe`; partial check: ${outsideProse(report.partial)}`;
  return safe`${joined(parts, '; ')} (${judgedBy(report.policies)}${partial})`;
}

const MAX_POLICIES = 3;

/** `policy .modwarden.yaml`, or `no policy file: preset recommended`. */
function judgedBy(policies: readonly PolicyUsed[]): Printable {
  const paths = policies.flatMap((p) => (p.path === undefined ? [] : [printable(p.path)]));
  const presets = [...new Set(policies.flatMap((p) => (p.path === undefined ? p.extends : [])))].map(printable);
  const parts: Printable[] = [];
  if (paths.length > MAX_POLICIES) parts.push(safe`${paths.length} policy files`);
  else if (paths.length > 0) parts.push(safe`${paths.length === 1 ? 'policy' : 'policies'} ${joined(paths, ', ')}`);
  if (presets.length > 0) {
    const where = parts.length > 0 ? 'elsewhere ' : 'no policy file: ';
    parts.push(safe`${where}${presets.length === 1 ? 'preset' : 'presets'} ${joined(presets, ', ')}`);
  }
  return parts.length === 0 ? safe`no policy` : joined(parts, '; ');
}

function count(n: number, noun: 'error' | 'warning' | 'note' | 'more finding' | 'policy error' | 'module'): Printable {
  return safe`${n} ${noun}${n === 1 ? '' : 's'}`;
}
