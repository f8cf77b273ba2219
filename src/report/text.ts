/**
 * The report for people: policy errors, findings with their source line, what could not be checked, and one line that sums up.
 * In the hook's hot chunk: imports nothing heavy.
 */
import type { PolicyUsed, Report, Traffic } from '../model/report.ts';
import { outside, outsideProse } from './outside-text.ts';
import { type Paint, paint as painter } from './paint.ts';
import { type Summary, summaryOf } from './summary.ts';
import { renderBlock } from './text-block.ts';
import { findingBlock, problemBlock } from './text-finding.ts';
import { gapParagraphs } from './text-gaps.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Terminal columns for source lines; 120 where it is not known. */
  readonly width?: number;
  /** Shows waived and baselined findings, every related place, every gap, and what was asked of the network. */
  readonly verbose?: boolean;
}

/** Ends with a line end. */
export function renderText(report: Report, { color, width = 120, verbose = false }: TextOptions): string {
  const paint = painter(color);
  const findings = verbose ? report.findings : report.findings.filter((f) => f.state === 'new');
  const paragraphs = [
    ...report.problems.map((p) => renderBlock(problemBlock(p), width, paint)),
    ...findings.map((f) => renderBlock(findingBlock(f, report, verbose), width, paint)),
    ...gapParagraphs(report.gaps, verbose, paint),
  ];
  const network = verbose && report.network ? [paint('faint', networkLine(report.network))] : [];
  const last = [...network, ...explainLine(report, paint), summaryLine(report, summaryOf(report), paint)].join('\n');
  return `${[...paragraphs, last].join('\n\n')}\n`;
}

function networkLine({ requests, cached, bytes }: Traffic): string {
  return `network: ${count(requests, 'request')}, ${count(cached, 'answer')} from the fact cache, ${count(bytes, 'byte')} received`;
}

function explainLine({ findings }: Report, paint: Paint): string[] {
  const first = findings.find((f) => f.state === 'new');
  return first === undefined ? [] : [paint('faint', `More about a rule: modwarden explain ${first.rule}`)];
}

function summaryLine(report: Report, sum: Summary, paint: Paint): string {
  const counts = [
    sum.errors > 0 && paint('error', count(sum.errors, 'error')),
    sum.warnings > 0 && paint('warning', count(sum.warnings, 'warning')),
    sum.notes > 0 && paint('note', count(sum.notes, 'note')),
  ].filter((part) => part !== false);
  const clean = counts.length === 0;
  const parts = [
    sum.problems > 0 && paint('error', `${count(sum.problems, 'policy error')}`),
    `${clean ? paint(sum.problems > 0 ? 'strong' : 'good', 'no findings') : counts.join(', ')} in ${count(sum.modules, 'module')}`,
    sum.waived > 0 && `${sum.waived} waived`,
    sum.baseline > 0 && `${sum.baseline} in the baseline`,
    sum.gaps > 0 && paint(sum.failingGaps > 0 ? 'error' : 'warning', `${sum.gaps} could not be checked`),
  ].filter((part) => part !== false);
  const partial = report.partial === undefined ? '' : `; looked at a part only: ${outsideProse(report.partial)}`;
  return `${parts.join('; ')} (${judgedBy(report.policies)}${partial})`;
}

const MAX_POLICIES = 3;

/** `policy .modwarden.yaml`, or `no policy file: preset recommended`. */
function judgedBy(policies: readonly PolicyUsed[]): string {
  const paths = policies.flatMap((p) => (p.path === undefined ? [] : [outside(p.path)]));
  const presets = [...new Set(policies.flatMap((p) => (p.path === undefined ? p.extends : [])))].map(outside);
  const parts: string[] = [];
  if (paths.length > MAX_POLICIES) parts.push(`${paths.length} policy files`);
  else if (paths.length > 0) parts.push(`${paths.length === 1 ? 'policy' : 'policies'} ${paths.join(', ')}`);
  if (presets.length > 0) {
    const where = parts.length > 0 ? 'elsewhere ' : 'no policy file: ';
    parts.push(`${where}${presets.length === 1 ? 'preset' : 'presets'} ${presets.join(', ')}`);
  }
  return parts.length === 0 ? 'no policy' : parts.join('; ');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
