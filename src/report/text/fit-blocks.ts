/** The findings as blocks, folded as far as needed to fit the lines there are. */
import type { Finding, Report } from '../../model/report.ts';
import type { Printable } from '../../text/printable.ts';
import { RANK } from '../verdict.ts';
import { renderBlock } from './block.ts';
import { foldBlock } from './finding.ts';
import { type Fold, type FoldOptions, findingsIn, foldFindings, unfolded } from './fold.ts';
import type { Paint } from './paint.ts';

export interface FitOptions {
  readonly width: number;
  readonly paint: Paint;
  /** Nothing is folded, and the lines are not counted. */
  readonly verbose: boolean;
  /** Lines that the blocks may have, with a blank one behind each. */
  readonly lines: number;
  /** Blocks at most. */
  readonly most: number;
}

export interface Fitted {
  readonly blocks: readonly Printable[];
  /** Findings that no block stands for. */
  readonly hidden: ReadonlySet<Finding>;
}

/** Tried one after the other until all fits. */
const STEPS: readonly FoldOptions[] = [
  { family: 6, acrossFiles: false },
  { family: 6, acrossFiles: true },
  { family: 2, acrossFiles: true },
];

/** A report of one finding shows it, whatever the lines. */
const MIN_LINES = 40;

export function fitBlocks(findings: readonly Finding[], report: Report, options: FitOptions): Fitted {
  const render = ({ width, paint, verbose }: FitOptions) => {
    return (fold: Fold) => renderBlock(foldBlock(fold, report, verbose), width, paint);
  };
  if (options.verbose) {
    const shown = findings.slice(0, options.most);
    return { blocks: unfolded(shown).map(render(options)), hidden: new Set(findings.slice(options.most)) };
  }
  const lines = Math.max(options.lines, MIN_LINES);
  let last: readonly Fold[] = [];
  for (const step of STEPS) {
    last = foldFindings(findings, step);
    const { blocks, left } = fill(last, lines, render(options));
    if (left.length === 0) return { blocks, hidden: new Set() };
  }
  // The most severe are shown, in the report's order.
  const bySeverity = last.toSorted((a, b) => RANK[a.lead.lead.level] - RANK[b.lead.lead.level]);
  const { left } = fill(bySeverity, lines, render(options));
  const out = new Set(left);
  return {
    blocks: last.filter((fold) => !out.has(fold)).map(render(options)),
    hidden: new Set(left.flatMap(findingsIn)),
  };
}

/** Blocks for as many folds as fit, and the rest. Nothing is rendered beyond the first that does not fit. */
function fill(folds: readonly Fold[], lines: number, render: (fold: Fold) => Printable) {
  const blocks: Printable[] = [];
  let room = lines;
  for (const fold of folds) {
    const block = render(fold);
    room -= block.split('\n').length + 1;
    if (room < 0 && blocks.length > 0) break;
    blocks.push(block);
  }
  return { blocks, left: folds.slice(blocks.length) };
}
