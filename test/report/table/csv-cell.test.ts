import { expect, test } from 'vitest';
import { csvCell, csvLine } from '../../../src/report/table/csv-cell.ts';

test.each([
  ['=1+2', "'=1+2"],
  [' @SUM(A1)', "' @SUM(A1)"],
  ['＝1', "'＝1"],
  ['-3.5', '-3.5'],
  ['-3,5', '"\'-3,5"'],
  ['a "b"', '"a ""b"""'],
  ['a\r\nb', 'a\\u{d}\\u{a}b'],
])('%j becomes %s', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test('ends a line as RFC 4180 has it', () => {
  expect(csvLine([csvCell('a'), csvCell('b,c')])).toBe('a,"b,c"\r\n');
});
