/** The findings as blocks, folded as far as needed to fit the lines there are. */
import type { Finding, Report } from '../../model/report.ts';
import type { Printable } from '../../text/printable.ts';
import { RANK } from '../verdict.ts';
import { type Block, renderBlock, shortBlock } from './block.ts';
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
  /** Blocks without their source line and most of their notes. */
  readonly short: number;
  /** Findings that no block stands for. */
  readonly hidden: ReadonlySet<Finding>;
}

interface Step extends FoldOptions {
  /** Whether blocks may be short. */
  readonly short: boolean;
}

/** Tried one after the other until all fits. */
const STEPS: readonly Step[] = [
  { family: 6, acrossFiles: false, short: false },
  { family: 6, acrossFiles: true, short: false },
  { family: 6, acrossFiles: true, short: true },
  { family: 2, acrossFiles: true, short: false },
  { family: 2, acrossFiles: true, short: true },
];

/** What there is room for, whatever else the report has to say. */
const MIN_LINES = 40;

export function fitBlocks(findings: readonly Finding[], report: Report, options: FitOptions): Fitted {
  const { width, paint, verbose, most } = options;
  const blockOf = (fold: Fold) => foldBlock(fold, report, verbose);
  const render = (block: Block) => renderBlock(block, width, paint);
  if (verbose) {
    const blocks = unfolded(findings.slice(0, most)).map((fold) => render(blockOf(fold)));
    return { blocks, short: 0, hidden: new Set(findings.slice(most)) };
  }
  let last: Filled = { blocks: new Map(), short: 0, left: [] };
  for (const { short, ...step } of STEPS) {
    last = fill(foldFindings(findings, step), Math.max(options.lines, MIN_LINES), (fold) => {
      const block = blockOf(fold);
      return { full: () => render(block), ...(short && { brief: () => render(shortBlock(block)) }) };
    });
    if (last.left.length === 0) break;
  }
  return { blocks: [...last.blocks.values()], short: last.short, hidden: new Set(last.left.flatMap(findingsIn)) };
}

interface Forms {
  readonly full: () => Printable;
  readonly brief?: () => Printable;
}

interface Filled {
  /** In the report's order. */
  readonly blocks: ReadonlyMap<Fold, Printable>;
  readonly short: number;
  readonly left: readonly Fold[];
}

/** A short block's headline in two lines, its place, and a blank line. */
const SHORT_LINES = 4;

/** The most severe first, in full as long as there is room for the others in short. Nothing is rendered beyond what fits. */
function fill(folds: readonly Fold[], lines: number, formsOf: (fold: Fold) => Forms): Filled {
  const blocks = new Map<Fold, Printable>();
  const left: Fold[] = [];
  let room = lines;
  let short = 0;
  const put = (fold: Fold, block: Printable, reserved: number): boolean => {
    const needed = block.split('\n').length + 1;
    if (needed + reserved > room) return false;
    room -= needed;
    blocks.set(fold, block);
    return true;
  };
  const bySeverity = folds.toSorted((a, b) => RANK[a.lead.lead.level] - RANK[b.lead.lead.level]);
  for (const [i, fold] of bySeverity.entries()) {
    if (room <= 0) {
      left.push(...bySeverity.slice(i));
      break;
    }
    const { full, brief } = formsOf(fold);
    const others = bySeverity.length - i - 1;
    const isFirst = blocks.size === 0;
    if (put(fold, full(), brief === undefined || isFirst ? 0 : others * SHORT_LINES)) continue;
    if (brief !== undefined && put(fold, brief(), 0)) short++;
    else left.push(fold);
  }
  return {
    blocks: new Map(folds.flatMap((fold) => (blocks.has(fold) ? [[fold, blocks.get(fold)!]] : []))),
    short,
    left,
  };
}
