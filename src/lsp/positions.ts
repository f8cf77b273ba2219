/**
 * Places of a report as ranges of the protocol, and back. Both count UTF-16 code units; the protocol counts from 0, ends a line at a
 * lone carriage return too, and knows no byte order mark.
 */
import type { Position, Range } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { offsetAt, type Place, type Point, pointAt, type Source, source } from '../text/source.ts';

/** A file's text with both ways to count its places. */
export interface PlacedText {
  readonly source: Source;
  rangeOf(place: Pick<Place, 'start' | 'end'>): Range;
  positionOf(point: Point): Position;
  pointOf(position: Position): Point;
}

const BOM = '\ufeff';

/** `text`: the file's, with its byte order mark if it has one. An editor shows the text without it. */
export function placedText(path: string, text: string): PlacedText {
  const file = source(path, text);
  const skipped = text.startsWith(BOM) ? 1 : 0;
  const document = TextDocument.create('', '', 0, text.slice(skipped));
  const positionOf = (point: Point): Position => {
    const offset = offsetAt(file, point) ?? text.length;
    return document.positionAt(Math.max(offset - skipped, 0));
  };
  return {
    source: file,
    rangeOf: ({ start, end }) => ({ start: positionOf(start), end: positionOf(end) }),
    positionOf,
    pointOf: (position) => pointAt(file, document.offsetAt(position) + skipped),
  };
}

/** Whether a range has something of a position's line. */
export function onLine({ line }: Position, { start, end }: Range): boolean {
  return start.line <= line && line <= end.line;
}

/** Whether two ranges have a position in common. */
export function overlap(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
