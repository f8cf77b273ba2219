/** Rows for people and for programs: aligned text, CSV, Markdown, JSON. Text from outside is made fit for each. */
import { csvCell, csvLine } from '../../report/table/csv-cell.ts';
import { printableJson } from '../../text/json-text.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { masked } from '../../text/secrets.ts';

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell | readonly string[]>>;

export const TABLE_FORMATS = ['text', 'json', 'csv', 'markdown'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** `columns` of the text, CSV and Markdown forms, in order; JSON has every key. */
export function renderTable(rows: readonly Row[], columns: readonly string[], format: TableFormat): Printable {
  const cells = (show: (text: string) => Printable) => rows.map((row) => columns.map((c) => show(text(row[c]))));
  switch (format) {
    case 'json':
      return printableJson(
        `${JSON.stringify(rows, (_, v) => (typeof v === 'string' ? masked(v.toWellFormed()) : v), 2)}\n`,
      );
    case 'csv':
      return joined([columns.map(csvCell), ...cells(csvCell)].map(csvLine));
    case 'markdown':
      return joined([
        safe`| ${joined(columns.map(printable), ' | ')} |\n|${joined(
          columns.map(() => safe`---`),
          '|',
        )}|\n`,
        ...cells(markdown).map((r) => safe`| ${joined(r, ' | ')} |\n`),
      ]);
    case 'text':
      return aligned(cells(printable), isNumeric(rows, columns));
  }
}

function text(value: Row[string] | undefined): string {
  if (value === undefined || value === null) return '';
  return masked(Array.isArray(value) ? value.join('; ') : String(value));
}

function isNumeric(rows: readonly Row[], columns: readonly string[]): boolean[] {
  return columns.map((c) => rows.every((row) => typeof row[c] === 'number'));
}

/** Characters to which a column is padded: one long cell would make all rows as long. */
export const MAX_WIDTH = 200;

/** `right`: the columns that end at one line. */
export function aligned(rows: readonly (readonly Printable[])[], right: readonly boolean[] = []): Printable {
  const widths = (rows[0] ?? []).map((_, i) =>
    rows.reduce((most, r) => Math.min(Math.max(most, r[i]!.length), MAX_WIDTH), 0),
  );
  const padded = (cell: string, i: number, last: boolean) =>
    right[i] ? cell.padStart(widths[i]!) : last ? cell : cell.padEnd(widths[i]!);
  const line = (r: readonly Printable[]) => r.map((cell, i) => padded(cell, i, i === r.length - 1)).join('  ');
  return joined(rows.map((r) => safe`${printable(line(r).trimEnd())}\n`));
}

function markdown(text: string): Printable {
  return printable(printable(text).replaceAll(/[\\`*_{}[\]<>|#!~]/g, '\\$&'));
}
