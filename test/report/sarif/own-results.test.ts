import fc from 'fast-check';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { renderSarif } from '../../../src/report/sarif/sarif.ts';
import { reports } from '../arbitrary.ts';
import { checkUpload } from '../code-scanning.ts';
import { clean, report } from '../fixture.ts';

const runOf = (sarif: string) => (JSON.parse(sarif) as Log).runs[0]!;

test('gaps are results on demand, one for each file, with the worst level', () => {
  const sarif = renderSarif(report, { gaps: true });
  expect(checkUpload(sarif)).toEqual([]);
  const results = runOf(sarif).results!.filter(({ ruleId }) => ruleId === 'modwarden/not-checked');
  expect(
    results.map(({ level, locations }) => [level, locations![0]!.physicalLocation!.artifactLocation!.uri]),
  ).toEqual([['error', 'services/payments/go.mod']]);
  expect(results[0]!.message.text).toContain('git.corp.example/pay@v1.0.0 (private: must not be asked');
  expect(renderSarif(report)).not.toContain('modwarden/not-checked');
  expect(runOf(renderSarif(clean, { gaps: true })).results).toEqual([]);
});

test('a report that is cut says so in a result, and keeps the most severe', () => {
  const [finding] = report.findings.filter((f) => f.rule === 'graph/banned');
  const findings = Array.from({ length: 5_001 }, (_, i): Finding => {
    const place = { ...finding!.place, start: { line: i + 1, column: 1 }, end: { line: i + 1, column: 2 } };
    return {
      ...finding!,
      level: i === 5_000 ? 'error' : 'note',
      place,
      id: `mw1:${i.toString(16).padStart(16, '0').padEnd(32, '0')}`,
    };
  });
  const sarif = renderSarif({ ...report, findings }, { gaps: true });
  expect(checkUpload(sarif)).toEqual([]);
  const { results = [] } = runOf(sarif);
  expect(results).toHaveLength(5_000);
  expect(results[0]!.level).toBe('error');
  expect(results.at(-1)).toMatchObject({
    ruleId: 'modwarden/left-out',
    message: { text: '3 results with 3 findings are left out, the least severe: code scanning takes no more.' },
  });
});

test('code scanning takes random reports with their gaps', () => {
  fc.assert(
    fc.property(reports, (random) => {
      expect(checkUpload(renderSarif(random, { gaps: true }))).toEqual([]);
    }),
  );
});
