/** The line that sums a report up: pass, fail or incomplete, and what was counted. */
import type { PolicyUsed, Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { outsideProse } from '../outside-text.ts';
import { verdict } from '../verdict.ts';
import { textColumns } from './columns.ts';
import { type Paint, paint as painter } from './paint.ts';
import { summaryOf } from './summary.ts';

/** By the exit code that the report asks for. */
const WORDS = { 0: ['good', 'pass'], 1: ['error', 'fail'], 2: ['error', 'fail'], 3: ['error', 'incomplete'] } as const;

/** `fail: 7 errors, 11 warnings in 2 modules; 2 waived; 3 not checked (policy .modwarden.yaml)`. */
export function lastLine(report: Report, failOn: Level, width: number, paint: Paint): Printable {
  const plain = parts(report, failOn, painter(false));
  const painted = parts(report, failOn, paint);
  let used = 0;
  const pieces = plain.map((part, i) => {
    const size = textColumns(part);
    const breaks = used > 0 && used + 1 + size > width;
    const lead = i === 0 ? safe`` : breaks ? safe`\n    ` : safe` `;
    used = breaks ? size + 4 : used + lead.length + size;
    return safe`${lead}${painted[i]!}`;
  });
  return joined(pieces);
}

/** The line is broken between these only, where it is too long. */
function parts(report: Report, failOn: Level, paint: Paint): Printable[] {
  const sum = summaryOf(report);
  const counts = [
    sum.errors > 0 && paint('error', count(sum.errors, 'error')),
    sum.warnings > 0 && paint('warning', count(sum.warnings, 'warning')),
    sum.notes > 0 && paint('note', count(sum.notes, 'note')),
  ].filter((part) => part !== false);
  const found = counts.length === 0 ? safe`no findings` : joined(counts, ', ');
  const before = report.findings.filter((f) => f.state === 'baseline' && f.baseline?.rev !== undefined).length;
  const [style, word] = WORDS[verdict(report, failOn)];
  const counted = [
    sum.problems > 0 && paint('error', count(sum.problems, 'policy error')),
    safe`${found} in ${count(sum.modules, 'module')}`,
    sum.waived > 0 && safe`${sum.waived} waived`,
    sum.baseline > before && safe`${sum.baseline - before} in the baseline`,
    before > 0 && safe`${before} not from this change`,
    sum.gaps > 0 && paint(sum.failingGaps > 0 ? 'error' : 'warning', safe`${sum.gaps} not checked`),
  ].filter((part) => part !== false);
  const partial = report.partial === undefined ? safe`` : safe`; partial check: ${outsideProse(report.partial)}`;
  return [
    paint(style, safe`${word}:`),
    ...counted.map((part, i) => (i < counted.length - 1 ? safe`${part};` : part)),
    safe`(${policiesOf(report.policies)}${partial})`,
  ];
}

const MAX_POLICIES = 3;

/** `policy .modwarden.yaml`, or `no policy file: preset recommended`. */
function policiesOf(policies: readonly PolicyUsed[]): Printable {
  const paths = policies.flatMap((p) => (p.path === undefined ? [] : [printable(p.path)]));
  const presets = [...new Set(policies.flatMap((p) => (p.path === undefined ? p.extends : [])))].map(printable);
  const said: Printable[] = [];
  if (paths.length > MAX_POLICIES) said.push(safe`${paths.length} policy files`);
  else if (paths.length > 0) said.push(safe`${paths.length === 1 ? 'policy' : 'policies'} ${joined(paths, ', ')}`);
  if (presets.length > 0) {
    const where = said.length > 0 ? 'elsewhere ' : 'no policy file: ';
    said.push(safe`${where}${presets.length === 1 ? 'preset' : 'presets'} ${joined(presets, ', ')}`);
  }
  return said.length === 0 ? safe`no policy` : joined(said, '; ');
}

function count(n: number, noun: 'error' | 'warning' | 'note' | 'policy error' | 'module'): Printable {
  return safe`${n} ${noun}${n === 1 ? '' : 's'}`;
}
