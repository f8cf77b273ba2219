import { describe, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol';
import { onLine, overlap, placedText } from '../../src/lsp/positions.ts';

const range = (a: number, b: number, c: number, d: number) => ({
  start: { line: a, character: b },
  end: { line: c, character: d },
});

describe('positions', () => {
  it.each([
    ['line feeds', 'a\nbcd\n', { line: 2, column: 2 }, { line: 1, character: 1 }],
    ['carriage returns and line feeds', 'a\r\nbcd\r\n', { line: 2, column: 2 }, { line: 1, character: 1 }],
    ['two code units before', '\u{1f600}x', { line: 1, column: 3 }, { line: 0, character: 2 }],
    ['tabs', '\t\tx', { line: 1, column: 3 }, { line: 0, character: 2 }],
    ['a byte order mark', '\ufeffabc', { line: 1, column: 3 }, { line: 0, character: 1 }],
    [
      'a lone carriage return, which ends a line of the protocol',
      'a\rbc',
      { line: 1, column: 4 },
      { line: 1, character: 1 },
    ],
  ])('hold with %s', (_, text, point, position) => {
    const placed = placedText('go.mod', text);
    expect(placed.positionOf(point)).toEqual(position);
    expect(placed.pointOf(position)).toEqual(point);
  });

  it('past the end are the end', () => {
    expect(placedText('go.mod', 'ab\n').positionOf({ line: 9, column: 1 })).toEqual({ line: 1, character: 0 });
  });
});

it('gives the range of a place, beside its source', () => {
  const placed = placedText('go.mod', 'ab\ncd\n');
  expect(placed.rangeOf({ start: { line: 1, column: 2 }, end: { line: 2, column: 3 } })).toEqual(range(0, 1, 1, 2));
  expect([placed.source.path, placed.source.text]).toEqual(['go.mod', 'ab\ncd\n']);
});

it('knows no place before the text that an editor shows', () => {
  expect(placedText('go.mod', '\ufeffabc').positionOf({ line: 1, column: 1 })).toEqual({ line: 0, character: 0 });
});

it('tells ranges with a position in common, and their lines', () => {
  const overlaps = (a: Range, b: Range) => [overlap(a, b), overlap(b, a)];
  expect(overlaps(range(1, 0, 1, 4), range(1, 4, 2, 0))).toEqual([true, true]);
  expect(overlaps(range(1, 0, 1, 4), range(1, 5, 2, 0))).toEqual([false, false]);
  expect(overlaps(range(1, 0, 3, 0), range(2, 7, 2, 8))).toEqual([true, true]);
  expect(overlaps(range(1, 9, 1, 9), range(2, 0, 2, 8))).toEqual([false, false]);
  const lines = [0, 1, 2, 3].map((line) => onLine({ line, character: 99 }, range(1, 5, 2, 0)));
  expect(lines).toEqual([false, true, true, false]);
});
