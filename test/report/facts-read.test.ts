/** Findings that rest on what changes say as of when, wherever they are read. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/report.ts';
import { jsonReport } from '../../src/report/json.ts';
import { renderSarif } from '../../src/report/sarif/sarif.ts';
import { renderText } from '../../src/report/text/text.ts';
import { clean, report } from './fixture.ts';

const finding = (asOf: string): Finding => ({ ...report.findings[0]!, rule: 'freshness/stale', asOf });
const of = (asOf: string) => ({ ...clean, findings: [finding(asOf)] });
const OLD = '2026-11-03T06:00:00Z';

test('text', () => {
  expect(clean.today).toBe('2026-11-21');
  const said = '= note: uses version lists from 2026-11-03';
  expect(renderText(of(OLD), { color: false })).toContain(said);
  expect(renderText(of('2026-11-21T06:00:00Z'), { color: false })).not.toContain('version lists');
});

test('JSON', () => {
  expect(jsonReport(of(OLD)).findings[0]!.asOf).toBe(OLD);
});

test('SARIF', () => {
  expect(renderSarif(of(OLD))).toContain('"read": "uses version lists from 2026-11-03"');
  expect(renderSarif(of('2026-11-21T06:00:00Z'))).not.toContain('version lists');
});
