import { expect, test } from 'vitest';
import { alertsOf } from '../../../src/report/alerts.ts';
import { byteColumn, byteRange } from '../../../src/report/ci/byte-range.ts';
import { clean, report } from '../fixture.ts';

const finding = report.findings.find((f) => f.rule === 'graph/banned')!;

function rangeOf(snippet: string, start: number, end: number, more: object = {}) {
  const place = { path: 'go.mod', start: { line: 4, column: start }, end: { line: 4, column: end } };
  return byteRange(alertsOf({ ...clean, findings: [{ ...finding, snippet, place, ...more }] })[0]!);
}

test('counts bytes of UTF-8', () => {
  expect(rangeOf('支付 v1 // 😀 x', 4, 6)).toEqual({ start: { line: 4, column: 8 }, end: { line: 4, column: 10 } });
  expect(rangeOf('支付 v1 // 😀 x', 13, 14)).toEqual({ start: { line: 4, column: 19 }, end: { line: 4, column: 20 } });
});

test('a place behind the last character covers the line end', () => {
  expect(rangeOf('abc', 4, 4)).toEqual({ start: { line: 4, column: 4 }, end: { line: 4, column: 5 } });
});

test('has no columns where the line is not known as far as that', () => {
  expect(rangeOf('abc', 9, 12)).toEqual({ start: { line: 4 }, end: { line: 4 } });
  expect(rangeOf('abc', 2, 3, { snippetColumn: 400 })).toEqual({ start: { line: 4 }, end: { line: 4 } });
});

test('knows columns up to the line end', () => {
  const line = 'ab\u{1f600}';
  expect([1, 2, 3, 5, 6, 7].map((column) => byteColumn(line, column))).toEqual([1, 2, 3, 7, 8, undefined]);
  expect([0, 1, 2, 3].map((column) => byteColumn('', column))).toEqual([1, 1, 2, undefined]);
  expect(byteColumn(undefined, 1)).toBeUndefined();
  // The end is behind what is known, though the start is not.
  expect(rangeOf('abc', 2, 6)).toEqual({ start: { line: 4 }, end: { line: 4 } });
  expect(rangeOf('abc', 2, 5)).toEqual({ start: { line: 4, column: 2 }, end: { line: 4, column: 5 } });
});
