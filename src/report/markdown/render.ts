/** Markdown for a terminal: headings at the margin, what belongs to them indented, tables aligned, words wrapped. */
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { textColumns } from '../text/columns.ts';
import type { Paint } from '../text/paint.ts';
import { wrap } from '../text/wrap.ts';
import { type MarkdownBlock, plainText } from './blocks.ts';

export interface MarkdownOptions {
  readonly width: number;
  readonly paint: Paint;
  /** What to write above a block of code, by its info string; undefined: nothing. */
  readonly labelOf?: (info: string) => string | undefined;
  /** Whether the lines of a block of code are prose, to be wrapped. */
  readonly isProse?: (info: string) => boolean;
}

const MARGIN = 2;
const CODE_MARGIN = 6;
const GAP = 2;
/** A column of a table narrower than this cannot be read: its cells stand below the row. */
const MIN_COLUMN = 24;

/** Ends with a line end. */
export function renderMarkdown(blocks: readonly MarkdownBlock[], options: MarkdownOptions): Printable {
  const lines: Printable[] = [];
  for (const [i, block] of blocks.entries()) {
    const tight = i === 0 || (block.kind === 'item' && blocks[i - 1]!.kind === 'item');
    if (!tight) lines.push(safe``);
    lines.push(...blockLines(block, options));
  }
  return safe`${joined(lines, '\n')}\n`;
}

function blockLines(block: MarkdownBlock, options: MarkdownOptions): Printable[] {
  const { width, paint } = options;
  switch (block.kind) {
    case 'heading':
      return wrap(shown(block.text), width).map((line) => paint('strong', line));
    case 'paragraph':
      return hanging(shown(block.text), MARGIN, width);
    case 'item':
      return itemLines(block, width);
    case 'table':
      return tableLines(block.rows, options);
    case 'code':
      return codeLines(block, options);
  }
}

function itemLines({ indent, marker, text }: MarkdownBlock & { kind: 'item' }, width: number): Printable[] {
  const own = safe`${blanks(MARGIN + indent)}${printable(marker)} `;
  const [first = safe``, ...rest] = wrap(shown(text), width - own.length);
  return [safe`${own}${first}`, ...rest.map((line) => safe`${blanks(own.length)}${line}`)];
}

function codeLines({ info, lines }: MarkdownBlock & { kind: 'code' }, options: MarkdownOptions): Printable[] {
  const { width, paint, labelOf, isProse } = options;
  const label = labelOf?.(info);
  const head = label === undefined ? [] : [safe`${blanks(MARGIN)}${paint('frame', safe`${printable(label)}:`)}`];
  const body = lines.flatMap((line) => {
    const text = line.replaceAll('\t', '    ');
    const indent = text.length - text.trimStart().length;
    if (!isProse?.(info)) return [safe`${blanks(CODE_MARGIN)}${printable(text)}`];
    return hanging(printable(text.trimStart()), CODE_MARGIN + indent, width, 4);
  });
  return [...head, ...body.map((line) => (line.trim() === '' ? safe`` : line))];
}

/** `more`: how much further in the lines after the first stand. */
function hanging(text: Printable, indent: number, width: number, more = 0): Printable[] {
  return wrap(text, width - indent - more, width - indent).map(
    (line, i) => safe`${blanks(i === 0 ? indent : indent + more)}${line}`,
  );
}

/** The last column takes what is left of the width; columns without text are left out. */
function tableLines(rows: readonly (readonly string[])[], { width, paint }: MarkdownOptions): Printable[] {
  const all = rows.map((row) => row.map(shown));
  const used = (all[0] ?? []).map((_, i) => all.slice(1).some((row) => (row[i] ?? '') !== ''));
  const kept = all.map((row) => row.filter((_, i) => used[i]));
  const widths = (kept[0] ?? []).map((_, i) => Math.max(...kept.map((row) => textColumns(row[i] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, w) => sum + w + GAP, MARGIN);
  const isStacked = width - before < MIN_COLUMN;
  return kept.flatMap((row, i) => {
    const style = (line: Printable) => (i === 0 ? paint('strong', line) : line);
    const lead = row.slice(0, -1).map((cell, c) => safe`${cell}${blanks(widths[c]! - textColumns(cell) + GAP)}`);
    const start = safe`${blanks(MARGIN)}${joined(lead)}`;
    const indent = isStacked ? MARGIN + 4 : before;
    const [first = safe``, ...rest] = wrap(row.at(-1) ?? safe``, width - indent);
    const below = rest.map((line) => style(safe`${blanks(indent)}${line}`));
    if (!isStacked) return [style(printable(safe`${start}${first}`.trimEnd())), ...below];
    return [style(printable(start.trimEnd())), style(safe`${blanks(indent)}${first}`), ...below];
  });
}

function shown(markdown: string): Printable {
  return printable(plainText(markdown));
}

function blanks(count: number): Printable {
  return printable(' '.repeat(Math.max(0, count)));
}
