import { expect, test } from 'vitest';
import { excerpt } from '../../../src/report/text/excerpt.ts';

/** Two lines as they stand below each other. */
function shown(line: string, start: number, end: number | undefined, width = 40): string[] {
  const e = excerpt(line, start, end, width);
  return [e.line, e.marks];
}

test.each<[string, string, number, number | undefined, string[]]>([
  ['plain', 'require example.com/a v1.0.0', 9, 22, ['require example.com/a v1.0.0', '        ^^^^^^^^^^^^^']],
  ['a tab before is four blanks', '\texample.com/a v1.0.0', 2, 15, ['    example.com/a v1.0.0', '    ^^^^^^^^^^^^^']],
  ['a tab inside', 'a\tb c', 2, 4, ['a    b c', ' ^^^^^']],
  ['to the end of the line', 'use ./a', 5, undefined, ['use ./a', '    ^^^']],
  ['an end past the line', 'use ./a', 5, 99, ['use ./a', '    ^^^']],
  ['nothing marked still gets a caret', 'go', 3, 3, ['go', '  ^']],
  ['an empty line', '', 1, 1, ['', '^']],
  ['East Asian letters are two columns wide', '// 支付 x', 7, 8, ['// 支付 x', '        ^']],
  ['marks under wide letters', '支付 x', 1, 3, ['支付 x', '^^^^']],
  ['combining marks have no width', 'e\u0301e\u0301 x', 6, 7, ['e\u0301e\u0301 x', '   ^']],
  ['astral characters are two code units', '😀 x', 4, 5, ['😀 x', '   ^']],
  ['control characters are spelled out', 'a\u001bb x', 5, 6, ['a\\u{1b}b x', '         ^']],
  ['a byte that is not UTF-8', 'a\udcffb', 3, 4, ['a\\u{dcff}b', '         ^']],
  ['a log command is broken, marks stay right', 'a ##[error] x', 13, 14, ['a #\\u{23}[error] x', '                 ^']],
  ['one at the start of a line too', '\t::error::x y', 13, 14, ['    \\u{3a}:error::x y', '                    ^']],
  ['and one that begins with a letter', 'travis_fold:x y', 15, 16, ['\\u{74}ravis_fold:x y', '                   ^']],
])('%s', (_name, line, start, end, wanted) => {
  expect(shown(line, start, end)).toEqual(wanted);
});

test('a long line is shown around the marks', () => {
  const line = `${'a'.repeat(50)} here ${'b'.repeat(50)}`;
  expect(shown(line, 52, 56)).toEqual([`…${'a'.repeat(16)} here ${'b'.repeat(16)}…`, `${' '.repeat(18)}^^^^`]);
  expect(shown(line, 1, 3)).toEqual([`${'a'.repeat(38)}…`, '^^']);
});

test('marks longer than the room begin at their place', () => {
  const [text, marks] = shown(`x ${'y'.repeat(200)}`, 3, 203);
  expect(text).toMatch(/^….*y{30,}…$/);
  expect(marks).toMatch(/^ +\^{30,}$/);
});

test('a place behind what we have of the line has no marks', () => {
  expect(shown('cut', 1200, 1204)).toEqual(['cut', '']);
});

test('a line of many megabytes costs no more than what is shown', () => {
  const line = `${'\t'.repeat(20_000_000)}here${'('.repeat(20_000_000)}`;
  const before = performance.now();
  const e = excerpt(line, 20_000_001, 20_000_005, 60);
  expect(e.line).toContain('here');
  expect(e.line.slice(e.marks.indexOf('^')).startsWith('here')).toBe(true);
  expect(performance.now() - before).toBeLessThan(1000);
});

test.each<[string, [line: string, start: number, end: number], string[]]>([
  ['a wide letter that nothing is marked of', ['支x', 1, 1], ['支x', '^^']],
  ['one letter where nothing is marked', ['abc', 2, 2], ['abc', ' ^']],
  ['a single sign before a bracket', ['a #[x] b', 8, 9], ['a #[x] b', '       ^']],
  ['a sign before a word and a bracket', ['a #b[x] c', 9, 10], ['a #b[x] c', '        ^']],
  ['two signs without a bracket', ['a ##b c', 7, 8], ['a ##b c', '      ^']],
  ['a bracket that follows something else', ['# a[b] c', 8, 9], ['# a[b] c', '       ^']],
  ['a line as wide as the room', ['a'.repeat(40), 1, 2], ['a'.repeat(40), '^']],
  ['a line that is wider', ['a'.repeat(41), 1, 2], [`${'a'.repeat(38)}…`, '^']],
  ['a place near the start', [`abcdefgh${'i'.repeat(60)}`, 5, 7], [`abcdefgh${'i'.repeat(30)}…`, '    ^^']],
  ['a place near the end', [`${'a'.repeat(60)}bcdefgh`, 64, 66], [`…${'a'.repeat(31)}bcdefgh`, `${' '.repeat(35)}^^`]],
  ['a place at the end', [`${'a'.repeat(60)}bc`, 62, 63], [`…${'a'.repeat(36)}bc`, `${' '.repeat(38)}^`]],
  [
    'a line that lacks one letter at its start',
    [`x${'a'.repeat(19)}b${'c'.repeat(30)}`, 21, 22],
    [`…${'a'.repeat(19)}b${'c'.repeat(18)}…`, `${' '.repeat(20)}^`],
  ],
])('shows %s', (_, args, wanted) => {
  expect(shown(...args)).toEqual(wanted);
});

test('a line that begins with more than it has shows that', () => {
  expect(excerpt('abc', 2, 3, 40, true)).toEqual({ line: '…abc', marks: '  ^' });
  expect(excerpt('abc', 2, 3, 40)).toEqual({ line: 'abc', marks: ' ^' });
});

test('a line of marks without width is not cut inside a character', () => {
  const mark = '\u{1d165}';
  expect(shown(`${mark.repeat(200)}ax`, 402, 403)).toEqual([`…${mark.repeat(80)}ax`, '  ^']);
  expect(shown(`ax${mark.repeat(200)}`, 1, 2)).toEqual([`ax${mark.repeat(79)}…`, '^']);
});
