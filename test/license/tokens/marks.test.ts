import { describe, expect, it } from 'vitest';
import {
  copyrightFollows,
  listMarkerEnd,
  parenMarkerEnd,
  skipEntity,
  skipTag,
  yearFollows,
} from '../../../src/license/tokens/marks.ts';

/** Each text with the length of what is a mark at its beginning; 0 where it is none. */
describe('a marker of a list', () => {
  it.each([
    ['1. x', 2],
    ['1) x', 2],
    ['12. x', 3],
    ['123. x', 0],
    ['1.2.3) x', 6],
    ['1.2.3.4.5. x', 10],
    ['1.2.3.4.5.6. x', 12],
    ['1.2.3.4.5.67 x', 0],
    ['1: x', 0],
    ['1 x', 0],
    ['1.x', 0],
    ['1.', 2],
    ['1.\tx', 2],
    ['1.\u00a0x', 2],
    ['1.\u00a1x', 0],
    ['9/ x', 0],
    ['0. x', 2],
    ['a. x', 2],
    ['z) x', 2],
    ['ab. x', 0],
    ['i. x', 2],
    ['iv. x', 3],
    ['VIII. x', 5],
    ['xviii. x', 0],
    ['x) y', 2],
    ['ix: y', 0],
    ['v', 0],
    ['v1. x', 0],
  ])('%j: %d', (text, end) => {
    expect(listMarkerEnd(text, 0)).toBe(end);
    expect(listMarkerEnd(`xx${text}`, 2)).toBe(end === 0 ? 0 : end + 2);
  });
});

describe('a marker in parentheses', () => {
  it.each([
    ['(a) x', 3],
    ['(Z)', 3],
    ['(c)', 3],
    ['(1)', 3],
    ['(12)', 4],
    ['(123)', 0],
    ['(i)', 3],
    ['(viii)', 6],
    ['(xviii)', 7],
    ['(xxviii)', 0],
    ['(ab)', 0],
    ['(1a)', 0],
    ['( a)', 0],
    ['(-)', 0],
    ['()', 0],
    ['(é)', 0],
    ['(a', 0],
    ['(', 0],
  ])('%j: %d', (text, end) => {
    expect(parenMarkerEnd(text, 0)).toBe(end);
    expect(parenMarkerEnd(`xx${text}`, 2)).toBe(end === 0 ? 0 : end + 2);
  });
});

it.each([
  ['2020', true],
  [' 2020 x', true],
  ['\t\r\u00a0, : 2020', true],
  ['        2020', true],
  ['         2020', false],
  ['98', true],
  ['198', false],
  ['20201', false],
  ['1', false],
  ['', false],
  [' <year>', true],
  [' [yyyy]', true],
  [' {year}', true],
  [' (2020)', false],
  ['-2020', false],
  ['x', false],
])('a year follows in %j: %s', (text, isYear) => {
  expect(yearFollows(text, 0)).toBe(isYear);
  expect(yearFollows(`xyz${text}`, 3)).toBe(isYear);
});

describe('a copyright line', () => {
  it.each<[rest: string, anywhere: boolean, first: boolean]>([
    [' (c) Foo', true, true],
    [' (C) Foo', true, true],
    [' (x) Foo', false, false],
    [' (c Foo', false, false],
    [' © Foo', true, true],
    ['©', true, true],
    [' &copy; Foo', true, true],
    [' &Copy', false, false],
    [' 2020 Foo', true, true],
    [': 2020', true, true],
    [' - "2020', true, true],
    [' <year>', true, true],
    [' [yyyy]', true, true],
    [' {year}', true, true],
    ['                2020', true, true],
    ['                    Foo', false, false],
    // Only a name at the start of a line.
    [' Foo', false, true],
    [' foo', false, false],
    [' Éva', false, true],
    [' by foo', false, true],
    [' YEAR', false, true],
    [' Holders', false, false],
    [' notice', false, false],
    [' HOLDERS', false, false],
    [' ', false, false],
    ['', false, false],
    ['.', false, false],
  ])('"copyright%s": %s, first on its line: %s', (rest, anywhere, first) => {
    for (const word of ['copyright', 'Copyright']) {
      expect(copyrightFollows(word + rest, 0, 9, false)).toBe(anywhere);
      expect(copyrightFollows(word + rest, 0, 9, true)).toBe(first);
      expect(copyrightFollows(`xx ${word}${rest}`, 3, 12, true)).toBe(first);
    }
  });

  it('in capitals is prose where all is', () => {
    expect(copyrightFollows('COPYRIGHT ACME', 0, 9, true)).toBe(false);
    expect(copyrightFollows('COPYRIGHT Acme', 0, 9, true)).toBe(true);
    expect(copyrightFollows('Copyright ACME', 0, 9, true)).toBe(true);
    expect(copyrightFollows('COPYRIGHT YEAR', 0, 9, true)).toBe(true);
  });
});

it.each([
  ['&amp; x', 5],
  ['&#39; x', 5],
  ['&#x27; x', 6],
  ['&amp x', 1],
  ['&; x', 1],
  ['&#; x', 1],
  ['& x', 1],
  ['&abcdefghi; x', 11],
  ['&abcdefghij; x', 1],
  ['&é; x', 1],
  ['&', 1],
])('the entity %j ends at %d', (text, end) => {
  expect(skipEntity(text, 0)).toBe(end);
  expect(skipEntity(`xx${text}`, 2)).toBe(end + 2);
});

it.each([
  ['<p> x', 3],
  ['</P> x', 4],
  ['<a href="x">y', 12],
  ['<blockquote>', 12],
  ['<h1>', 4],
  ['<year>', 1],
  ['<>', 1],
  ['</>', 1],
  ['<p', 1],
  ['<p <b>', 1],
  ['<pé>', 4],
  [`<p ${'x'.repeat(596)}>`, 600],
  [`<p ${'x'.repeat(597)}>`, 1],
  ['<', 1],
])('the tag %j ends at %d', (text, end) => {
  expect(skipTag(text, 0)).toBe(end);
  expect(skipTag(`xx${text}`, 2)).toBe(end + 2);
});
