import { describe, expect, test } from 'vitest';
import { findingsSection, MAX_CARDS } from '../../../src/report/html/findings-section.ts';
import { clean, report } from '../fixture.ts';

describe('the findings', () => {
  const { markup } = findingsSection(report);

  test('have an anchor each', () => {
    for (const { id } of report.findings) expect(markup).toContain(`id="finding-${id.replace(':', '-')}"`);
  });

  test('tell path, deciding line, waiver and what to do', () => {
    expect(markup).toMatch(/<li><code>example\.com\/ledger<\/code> v1\.4\.0<\/li><li><code>example\.com\/gpl-tools/);
    expect(markup).toContain('Decided by <code>.modwarden.yaml:9</code>');
    expect(markup).toContain('Waived until 2027-03-31 by platform: until the SDK is public');
    expect(markup).toContain('<strong>What to do:</strong> use errors and fmt.Errorf with %w');
    expect(markup).toMatch(
      /Waiver to copy<\/summary><pre><code>waivers:\n {2}- rule: graph\/banned\n {4}module: github\.com\/pkg\/errors/,
    );
  });

  test('are told to be none, or too many', () => {
    expect(findingsSection(clean).markup).toContain('Nothing was found.');
    const many = Array.from({ length: MAX_CARDS + 2 }, (_, i) => ({ ...report.findings[0]!, subject: `s${i}` }));
    const { markup } = findingsSection({ ...report, findings: many });
    expect(markup).toContain('2 more cards left out here.');
    expect(markup.match(/<article/g)).toHaveLength(MAX_CARDS);
  });
});
