/** One line of a file as a terminal can show it, with a run of carets under a stretch of it. */
import { isLineCommand, type Printable, printable, safe, spelledOut } from '../../text/printable.ts';
import { columns } from './columns.ts';

export interface Excerpt {
  readonly line: Printable;
  /** Blanks, then carets; empty where the stretch is not in the line we have. */
  readonly marks: Printable;
}

/** One code point as shown. */
interface Cell {
  readonly text: Printable;
  /** Terminal columns. */
  readonly width: number;
  /** Offset in the line, UTF-16 code units. */
  readonly at: number;
}

const TAB = safe`    `;

/**
 * `line` with marks under columns `start` (1-based, UTF-16) to `end` (exclusive; undefined: to the end of the line), cut to `width`
 * terminal columns around the marks. `continued`: the line itself has more before what is given. Tabs become four blanks, so that marks stand right whatever the terminal's tab stops.
 */
export function excerpt(
  line: string,
  start: number,
  end: number | undefined,
  width: number,
  continued = false,
): Excerpt {
  const from = start - 1;
  const to = Math.max(end === undefined ? line.length : end - 1, from + 1);
  const { cells, cutLeft, cutRight } = cellsAround(line, from, to, width);
  const first = indexOf(cells, from);
  const last = indexOf(cells, to);
  const { low, high } = widthOf(cells) <= width ? { low: 0, high: cells.length } : window(cells, first, last, width);
  const lead = continued || cutLeft || low > 0 ? '…' : '';
  const tail = cutRight || high < cells.length ? '…' : '';
  const text = cells.slice(low, high).map((c) => c.text);
  const shown = printable(`${lead}${text.join('')}${tail}`.trimEnd());
  // A line that was cut before the stretch begins.
  if (from > line.length) return { line: shown, marks: safe`` };
  const before = lead.length + widthOf(cells.slice(low, first));
  const marked = Math.max(1, widthOf(cells.slice(first, Math.min(last, high))));
  return { line: shown, marks: printable(' '.repeat(before) + '^'.repeat(marked)) };
}

/** Looks at no more of the line than could be shown: a line can be megabytes long. */
function cellsAround(
  line: string,
  from: number,
  to: number,
  width: number,
): { cells: Cell[]; cutLeft: boolean; cutRight: boolean } {
  const reach = width * 4;
  const low = boundary(line, Math.max(0, Math.min(from, line.length) - reach));
  const high = boundary(line, Math.min(line.length, Math.min(to, from + reach) + reach));
  const cells: Cell[] = [];
  // A line that is cut before begins with an ellipsis.
  const begin = low === 0 ? line.slice(0, high).search(/\S/) : -1;
  if (PLAIN.test(line.slice(low, high)) && !(begin >= 0 && isLineCommand(line.slice(begin, begin + 40)))) {
    for (let at = low; at < high; at++) cells.push({ text: printable(line[at]!), width: 1, at });
    return { cells, cutLeft: low > 0, cutRight: high < line.length };
  }
  for (let at = low; at < high; ) {
    const ch = String.fromCodePoint(line.codePointAt(at)!);
    cells.push({ ...look(ch, line, at, begin), at });
    at += ch.length;
  }
  return { cells, cutLeft: low > 0, cutRight: high < line.length };
}

/** Shown as it is, a column each; `#` may begin a command to a log. */
const PLAIN = /^[ !"$-~]*$/;

/** Not inside a surrogate pair. */
function boundary(line: string, at: number): number {
  const inside = at > 0 && at < line.length && (line.codePointAt(at - 1) ?? 0) > 0xffff;
  return inside ? at - 1 : at;
}

/** `begin`: where the line begins, blanks aside. */
function look(ch: string, line: string, at: number, begin: number): { text: Printable; width: number } {
  if (ch === '\t') return { text: TAB, width: TAB.length };
  // The bracket that makes `##[` a command to a log may lie outside this cell.
  const isCommand = ch === '#' && line[at - 1] === '#' && /^\w*\[/.test(line.slice(at + 1, at + 40));
  if (isCommand || (at === begin && isLineCommand(line.slice(at, at + 40)))) {
    const text = spelledOut(ch);
    return { text, width: text.length };
  }
  const text = printable(ch);
  return { text, width: text === ch ? columns(ch) : text.length };
}

/** Index of the first cell at or after an offset. */
function indexOf(cells: readonly Cell[], offset: number): number {
  const index = cells.findIndex((c) => c.at >= offset);
  return index < 0 ? cells.length : index;
}

/** The cells to show: those marked, then half of what room is left before them, the rest behind. */
function window(cells: readonly Cell[], first: number, last: number, width: number): { low: number; high: number } {
  // Two columns are for the ellipses.
  let room = width - 2;
  let low = first;
  let high = first;
  const right = (until: number) => {
    while (high < until && room >= cells[high]!.width) room -= cells[high++]!.width;
  };
  const left = (keep: number) => {
    while (low > 0 && room - cells[low - 1]!.width >= keep) room -= cells[--low]!.width;
  };
  right(last);
  left(Math.floor(room / 2));
  right(cells.length);
  left(0);
  return { low, high };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, c) => sum + c.width, 0);
}
