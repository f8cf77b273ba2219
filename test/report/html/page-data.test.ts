import { expect, test } from 'vitest';
import { downloads, MAX_EMBEDDED, pageData } from '../../../src/report/html/page-data.ts';
import { report } from '../fixture.ts';
import { INVENTORY } from './inventory-fixture.ts';

const jsonOf = (markup: string) => JSON.parse(/<script[^>]*>(.*)<\/script>/s.exec(markup)![1]!);

test('modules have requirements and findings, and cannot end the script', () => {
  const finding = { ...report.findings[0]!, subject: 'example.com/a', message: '</script>' };
  const { markup } = pageData({ ...report, findings: Array(30).fill(finding) }, INVENTORY);
  expect(markup.match(/<\/script>/g)).toHaveLength(1);
  const { mains, modules, map } = jsonOf(markup);
  expect(mains).toEqual([
    ['example.com/shop', [0, 1]],
    ['tools', [1]],
  ]);
  expect(modules[0].slice(0, 6)).toEqual(['example.com/a', 'v1.0.0', 'MIT', 'direct', ['example.com/a@v1.0.0'], [1]]);
  expect(modules[0][6]).toHaveLength(20);
  expect(map.nodes).toHaveLength(6);
});

test('a report is embedded where it is small enough', () => {
  expect(jsonOf(downloads(report).markup).findings).toHaveLength(report.findings.length);
  const large = { ...report, findings: [{ ...report.findings[0]!, message: 'x'.repeat(MAX_EMBEDDED) }] };
  expect(downloads(large).markup).toContain('too large for this page');
  expect(downloads(large).markup.length).toBeLessThan(2000);
});
