/** Rows for people and for programs: aligned text, CSV, Markdown, JSON. Text from outside is made fit for each. */
import { printable } from '../text/printable.ts';

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell | readonly string[]>>;

export const TABLE_FORMATS = ['text', 'json', 'csv', 'markdown'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** `columns` of the text, CSV and Markdown forms, in order; JSON has every key. */
export function renderTable(rows: readonly Row[], columns: readonly string[], format: TableFormat): string {
  const cells = (show: (text: string) => string) => rows.map((row) => columns.map((c) => show(text(row[c]))));
  switch (format) {
    case 'json':
      return `${JSON.stringify(rows, (_, v) => (typeof v === 'string' ? v.toWellFormed() : v), 2)}\n`;
    case 'csv':
      return `${[columns, ...cells((t) => t)].map((r) => r.map(csv).join(',')).join('\r\n')}\r\n`;
    case 'markdown':
      return `| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|\n${cells(markdown)
        .map((r) => `| ${r.join(' | ')} |\n`)
        .join('')}`;
    case 'text':
      return aligned(cells(printable), isNumeric(rows, columns));
  }
}

function text(value: Row[string] | undefined): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join('; ') : String(value);
}

function isNumeric(rows: readonly Row[], columns: readonly string[]): boolean[] {
  return columns.map((c) => rows.every((row) => typeof row[c] === 'number'));
}

/** Characters to which a column is padded: one long cell would make all rows as long. */
export const MAX_WIDTH = 200;

/** `right`: the columns that end at one line. */
export function aligned(rows: readonly (readonly string[])[], right: readonly boolean[] = []): string {
  const widths = (rows[0] ?? []).map((_, i) =>
    rows.reduce((most, r) => Math.min(Math.max(most, r[i]!.length), MAX_WIDTH), 0),
  );
  const padded = (cell: string, i: number, last: boolean) =>
    right[i] ? cell.padStart(widths[i]!) : last ? cell : cell.padEnd(widths[i]!);
  return rows
    .map((r) =>
      r
        .map((cell, i) => padded(cell, i, i === r.length - 1))
        .join('  ')
        .trimEnd(),
    )
    .map((l) => `${l}\n`)
    .join('');
}

/** A cell that begins like a formula is one to a spreadsheet: it is quoted with a leading apostrophe. */
function csv(cell: string): string {
  const isFormula = /^[\s\0]*[=+\-@]/.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell);
  const safe = `${isFormula ? "'" : ''}${printable(cell)}`;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function markdown(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>|#!~]/g, '\\$&');
}
