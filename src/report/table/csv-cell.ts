/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */
import { joined, type Printable, printable, safe } from '../../text/printable.ts';

/** A cell that begins like a formula is one to a spreadsheet: it is quoted with a leading apostrophe. */
export function csvCell(cell: string): Printable {
  const isFormula = /^[\s\0]*[=+\-@＝＋－＠]/.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell);
  const shown = safe`${isFormula ? "'" : ''}${printable(cell)}`;
  return /[",]/.test(shown) ? safe`"${printable(shown.replaceAll('"', '""'))}"` : shown;
}

export function csvLine(cells: readonly Printable[]): Printable {
  return safe`${joined(cells, ',')}\r\n`;
}
