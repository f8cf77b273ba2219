import { expect, it } from 'vitest';
import { limitsPage, shownValue } from '../../../../../src/commands/dev/derive/limits/page.ts';

it.each([
  [64 << 20, 'bytes', '64 MiB'],
  [2 ** 30, 'bytes', '1 GiB'],
  [8 * 2 ** 30, 'bytes', '8 GiB'],
  [1536 << 10, 'bytes', '1.5 MiB'],
  [4096, 'bytes', '4 KiB'],
  [1500, 'ms', '1.5 s'],
  [1_000_000, 'number', '1,000,000'],
] as const)('%d %s is %s', (value, unit, shown) => {
  expect(shownValue(value, unit)).toBe(shown);
});

it('has a table for each section, and a link to each test', () => {
  const row = { what: 'a|b', value: 3, unit: 'number', past: 'gap', test: ['test/x.test.ts', 'y'] } as const;
  expect(limitsPage([{ title: 'One', rows: [row] }])).toBe(
    '## One\n\n| what | limit | past it | held by |\n|---|---|---|---|\n| a\\|b | 3 | gap | [test](../test/x.test.ts) |',
  );
});
