import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstLine,
  lineText,
  offsetAt,
  placeOf,
  pointAt,
  type Source,
  type Span,
  source,
  span,
  trimmedLine,
} from '../../src/text/source.ts';

const textOf = ({ file, start, end }: Span) => file.text.slice(start, end);

describe('a point', () => {
  it('counts lines at LF, and columns in UTF-16', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u{1f600}'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.nat(60), (t, n) => {
        const at = Math.min(n, t.length);
        const lines = t.slice(0, at).split('\n');
        expect(pointAt(source('f', t), at)).toEqual({ line: lines.length, column: lines.at(-1)!.length + 1 });
      }),
    );
  });

  it('is the same in whatever order it is asked for, and of files in turn', () => {
    const files = ['a\nbc\n\nd', '', 'x\n'].map((t) => source('f', t));
    const asked = fc.array(fc.tuple(fc.constantFrom(...files), fc.integer({ min: -1, max: 9 })), { maxLength: 20 });
    const alone = (file: Source, at: number) => pointAt(source('f', file.text), at);
    fc.assert(
      fc.property(asked, (places) => {
        const together = places.map(([file, at]) => pointAt(file, at));
        expect(together).toEqual(places.map(([file, at]) => alone(file, at)));
      }),
    );
  });

  it('of a span stands at both ends', () => {
    expect(placeOf(span(source('f', 'ab\ncd\n'), 1, 5))).toEqual({
      path: 'f',
      start: { line: 1, column: 2 },
      end: { line: 2, column: 3 },
    });
  });
});

describe('the text of a line', () => {
  const file = source('f', 'one\r\ntwo\n\nlast');
  it.each([
    [1, 'one'],
    [2, 'two'],
    [3, ''],
    [4, 'last'],
    [5, undefined],
    [0, undefined],
  ])('%d is %j', (line, text) => expect(lineText(file, line)).toBe(text));

  it('is no longer than asked for', () => {
    expect(lineText(file, 4, 2)).toBe('la');
    expect(lineText(file, 1, 4)).toBe('one');
    expect(lineText(file, 2, 0)).toBe('');
    expect(lineText(source('f', 'a\r\r\n'), 1)).toBe('a\r');
    expect(lineText(source('f', 'a\r'), 1)).toBe('a');
    expect(lineText(source('f', '\n\r\n'), 1)).toBe('');
    expect(lineText(file, 1, 3)).toBe('one');
    expect(lineText(source('f', '\r\n'), 1)).toBe('');
    expect(lineText(source('f', 'a\n'), 2)).toBe('');
  });
});

describe('the trimmed line', () => {
  const text = '  first \n\tsecond\t\n\n   \nlast';
  it.each([
    [0, 'first'],
    [8, 'first'],
    [9, 'second'],
    [12, 'second'],
    [18, ''],
    [20, ''],
    [text.length, 'last'],
  ])('at %d is %j', (offset, line) => expect(textOf(trimmedLine(source('f', text), offset))).toBe(line));

  it('begins behind its indentation, also where nothing follows', () => {
    expect(trimmedLine(source('f', 'a\n   \n'), 3)).toMatchObject({ start: 5, end: 5 });
  });

  it('is made once for the first line', () => {
    const file = source('f', ' x ');
    expect(textOf(firstLine(file))).toBe('x');
    expect(firstLine(file)).toBe(firstLine(file));
  });
});

it('finds the offset of a point, the reverse of the point of an offset', () => {
  const file = source('f', 'ab\n\ncd');
  for (let offset = 0; offset <= file.text.length; offset++) expect(offsetAt(file, pointAt(file, offset))).toBe(offset);
  expect(offsetAt(file, { line: 4, column: 1 })).toBeUndefined();
  expect(offsetAt(file, { line: 0, column: 1 })).toBeUndefined();
  expect(offsetAt(file, { line: 3, column: 3 })).toBe(6);
  expect(offsetAt(file, { line: 3, column: 4 })).toBeUndefined();
});
