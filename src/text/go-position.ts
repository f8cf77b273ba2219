/** Positions as Go's parsers count them: columns in runes, offsets in bytes of UTF-8. */
import { byteLength } from './bytes.ts';
import { pointAt, type Source, tablesOf } from './source.ts';

export interface GoPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in runes; a byte that is not UTF-8 is one. */
  readonly column: number;
  /** From 0, in bytes of the file. */
  readonly byte: number;
}

/** The Go position of an offset in UTF-16 units. */
export function goPosition(file: Source, offset: number): GoPosition {
  const { line, column } = pointAt(file, offset);
  if (isAscii(file)) return { line, column, byte: offset };
  const lineStart = offset - (column - 1);
  let runes = 1;
  let byte = bytesBefore(file, line - 1);
  for (let i = lineStart; i < offset; i++) {
    const rune = file.text.codePointAt(i)!;
    byte += byteLength(rune);
    runes++;
    if (rune > 0xffff) i++;
  }
  return { line, column: runes, byte };
}

/** Nearly all are: then a unit is a rune and a byte. */
function isAscii(file: Source): boolean {
  const tables = tablesOf(file);
  tables.isAscii ??= !BEYOND_ASCII.test(file.text);
  return tables.isAscii;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Byte offset of a line's start; the line counts from 0. */
function bytesBefore(file: Source, line: number): number {
  const tables = tablesOf(file);
  tables.byteStarts ??= byteStarts(file.text);
  return tables.byteStarts[line]!;
}

function byteStarts(text: string): Float64Array {
  const starts = [0];
  let byte = 0;
  for (let i = 0; i < text.length; i++) {
    const rune = text.codePointAt(i)!;
    byte += byteLength(rune);
    if (rune === 0x0a) starts.push(byte);
    else if (rune > 0xffff) i++;
  }
  return Float64Array.from(starts);
}
