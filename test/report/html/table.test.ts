import { expect, test } from 'vitest';
import { html } from '../../../src/report/html/markup.ts';
import { bars, table } from '../../../src/report/html/table.ts';

test('a table says what it is, and which columns are numbers', () => {
  const { markup } = table(
    't',
    'Name "x"',
    [{ head: 'A' }, { head: 'N', isNumber: true }],
    [{ id: 'row', cells: [html`<b>`, html`1`] }],
  );
  expect(markup).toContain('aria-label="Name &#34;x&#34;"');
  expect(markup).toContain('<th scope="col">A</th><th scope="col" class="number">N</th>');
  expect(markup).toContain('<tr id="row"><td><b></td><td class="number">1</td></tr>');
  expect(table('t', 'x', [], []).markup).toBe('');
});

test('the longest bar is the greatest number', () => {
  const widths = [
    ...bars(
      'b',
      'License',
      [
        ['MIT', 10],
        ['ISC', 5],
        ['0BSD', 0],
      ],
      'Modules',
    ).markup.matchAll(/rect width="(\d+)"/g),
  ];
  expect(widths.map(([, width]) => Number(width))).toEqual([200, 100, 1]);
});
