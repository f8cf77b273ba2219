import { expect, test } from 'vitest';
import { modulesSection } from '../../../src/report/html/modules-section.ts';
import { INVENTORY } from './inventory-fixture.ts';

test('a row has license, least depth, replacement, and links to what it comes in through', () => {
  const { markup } = modulesSection(INVENTORY);
  const row = (i: number) => markup.split('\n').find((line) => line.includes(`id="module-${i}"`))!;
  expect(row(0)).toContain('<td>MIT</td><td>direct</td><td class="number">1</td><td></td>');
  expect(row(1)).toContain('replaced by <code>example.com/fork/b v1.2.1</code>');
  expect(row(1)).toContain('<td class="number">1</td>');
  expect(row(2)).toContain(
    '<td><a href="#module-0">example.com/a</a> <span aria-hidden="true">→</span> <a href="#module-1">example.com/b</a></td>',
  );
  expect(row(2)).toContain('not known');
  expect(row(3)).toContain('<td class="number"></td>');
  expect(markup).toContain('4 module versions in the build lists of 2 main modules.');
  expect(markup).toContain('<li>tools/go.mod: the module graph is not loaded</li>');
});
