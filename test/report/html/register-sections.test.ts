import { expect, test } from 'vitest';
import { daysBetween, gapsSection, healthSection, waiversSection } from '../../../src/report/html/register-sections.ts';
import { clean, report } from '../fixture.ts';
import { INVENTORY } from './inventory-fixture.ts';

test('a waiver tells its days left and what it covers', () => {
  const { markup } = waiversSection({ ...report, today: '2027-03-01' }, INVENTORY);
  expect(markup).toContain('<td>2027-03-31</td><td class="number">30</td><td class="number">1</td><td>used</td>');
  expect(waiversSection(report, { ...INVENTORY, waivers: [] }).markup).toContain('Nothing is waived.');
});

test('days are whole, or not known', () => {
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
  expect(daysBetween('2026-03-01', '')).toBeUndefined();
});

test('gaps tell what, why, for which rules, and whether they fail the run', () => {
  const { markup } = gapsSection(report);
  for (const { subject, rule } of report.gaps) {
    expect(markup).toContain(`<code>${subject}</code>`);
    expect(markup).toContain(`<code>${rule}</code>`);
  }
  expect(markup.includes('fails the run')).toBe(report.gaps.some(({ fails }) => fails));
  expect(gapsSection(clean).markup).toContain('Everything that the rules need was there.');
});

test('health has a row for every figure', () => {
  const samples = (report.metrics ?? []).flatMap((metric) => metric.samples);
  expect(healthSection(report).markup.match(/<tr/g)).toHaveLength(samples.length + 1);
  expect(healthSection(clean).markup).toBe('');
});
