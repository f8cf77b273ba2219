import { describe, expect, it } from 'vitest';
import { unreadLines } from '../../../src/go/env/unread-lines.ts';
import { type Span, source } from '../../../src/text/source.ts';

const textOf = ({ file, start, end }: Span) => file.text.slice(start, end);
const unread = (text: string, read: { start: number; end: number }[] = []) =>
  unreadLines(source('go.env', text), read).map(textOf);

describe('a line that sets a variable of Go', () => {
  it.each([
    'GOFLAGS=-v',
    'GOFLAGS = -v',
    ' export GOFLAGS=-v',
    'declare -x GOFLAGS="-v"',
    'set GOFLAGS=-v',
    'setx GOFLAGS -v',
    'setenv GOFLAGS -v',
    'ENV GOFLAGS -v',
    'ENV GOFLAGS=-v',
    '$env:GOFLAGS = "-v"',
    'go env -w GOFLAGS=-v',
    '- GOFLAGS=-v',
    '"GOFLAGS"=-v',
    '{GOFLAGS}=-v',
  ])('is %j', (line) => expect(unread(line)).toEqual([line]));

  it.each([
    'GONOFLAGS=-v',
    'GOFLAGS: -v',
    'GOFLAGS -v',
    'export GOFLAGS -v',
    'set GOFLAGS -v',
    'echo GOFLAGS=-v',
    '# GOFLAGS=-v',
    'GOMOD=x',
    '',
  ])('is not %j', (line) => expect(unread(line)).toEqual([]));
});

describe('lines', () => {
  it('are found first, in the middle and last', () => {
    expect(unread('GOFLAGS = a\n\nx\nGOPROXY = b\nGOVCS = c')).toEqual(['GOFLAGS = a', 'GOPROXY = b', 'GOVCS = c']);
    expect(unread('\nGOFLAGS = a\n')).toEqual(['GOFLAGS = a']);
  });

  it('that were read are left out, whole or in part', () => {
    const text = 'GOFLAGS = a\nGOPROXY = b\nGOVCS = c\nGOAUTH = d\n';
    expect(unread(text, [{ start: 12, end: 20 }])).toEqual(['GOFLAGS = a', 'GOVCS = c', 'GOAUTH = d']);
    // Over more than one line.
    expect(unread(text, [{ start: 22, end: 25 }])).toEqual(['GOFLAGS = a', 'GOAUTH = d']);
    expect(
      unread(text, [
        { start: 3, end: 11 },
        { start: 24, end: 24 },
      ]),
    ).toEqual(['GOPROXY = b', 'GOAUTH = d']);
    expect(
      unread(text, [
        { start: 0, end: 0 },
        { start: 1, end: 2 },
        { start: 34, end: 44 },
      ]),
    ).toEqual(['GOPROXY = b', 'GOVCS = c']);
  });

  it('are looked at only at their beginning', () => {
    const after = (n: number) => `x\n${' '.repeat(n)}GOFLAGS = a\n`;
    expect([0, 100, 191, 192, 300].map((n) => unread(after(n)).length)).toEqual([1, 1, 1, 0, 0]);
  });
});
