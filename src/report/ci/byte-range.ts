/** Ranges in bytes of UTF-8, for formats that count so. */
import { encode } from '../../text/bytes.ts';
import type { Alert } from '../alerts.ts';
import { regionOf } from '../sarif/place.ts';

export interface BytePosition {
  readonly line: number;
  /** From 1; left out where the line is not known as far as that. */
  readonly column?: number;
}

/** On one line; `end` is exclusive. */
export function byteRange({ place, line }: Alert): { readonly start: BytePosition; readonly end: BytePosition } {
  const { startLine, startColumn, endColumn } = regionOf(place, line);
  const start = byteColumn(line, startColumn!);
  const end = byteColumn(line, endColumn!);
  if (start === undefined || end === undefined) return { start: { line: startLine! }, end: { line: startLine! } };
  return { start: { line: startLine!, column: start }, end: { line: startLine!, column: end } };
}

/** One column behind the last character is the line end; undefined where the line is not known as far as that. */
export function byteColumn(line: string | undefined, column: number): number | undefined {
  if (line === undefined || column > line.length + 2) return undefined;
  const behind = Math.max(column - 1 - line.length, 0);
  return encode(line.slice(0, column - 1)).length + behind + 1;
}
