import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Finding, Gap } from '../../../src/model/report.ts';
import { gapResults, leftOutResult, MAX_GAP_RESULTS, OWN_RULES } from '../../../src/report/sarif/own-results.ts';
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

describe('the results about the run itself', () => {
  const gap = (more: Partial<Gap>): Gap => ({ ...report.gaps[0]!, ...more });
  const place = (uri: string) => [
    {
      physicalLocation: {
        artifactLocation: { uri },
        region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
      },
    },
  ];

  test('refer to rules behind those of the report', () => {
    expect(OWN_RULES.map(({ why: _, ...rule }) => rule)).toEqual([
      {
        id: 'modwarden/not-checked',
        title: 'Not checked',
        level: 'note',
        precision: 'very-high',
        since: '0.1.0',
        ran: true,
      },
      {
        id: 'modwarden/left-out',
        title: 'Findings left out',
        level: 'warning',
        precision: 'very-high',
        since: '0.1.0',
        ran: true,
      },
    ]);
  });

  test('have five reasons for a file, and count the others', () => {
    const said = (count: number) => {
      const gaps = Array.from({ length: count }, (_, i) => gap({ subject: `s${i}`, detail: `d${i}` }));
      return gapResults({ ...clean, gaps });
    };
    expect(said(2)).toEqual([
      {
        ruleId: 'modwarden/not-checked',
        ruleIndex: 7,
        level: 'note',
        message: {
          text: 'not checked by freshness/stale: s0 (offline: d0). not checked by freshness/stale: s1 (offline: d1).',
        },
        locations: place('services/payments/go.mod'),
        // Alerts are known by it: it stays the same from release to release.
        partialFingerprints: { primaryLocationLineHash: '82a6394f14f1d655:1', 'modwarden/v1': '82a6394f14f1d655:1' },
      },
    ]);
    expect(said(5)[0]!.message.text).toMatch(/ s4 \(offline: d4\)\.$/);
    expect(said(6)[0]!.message.text).toMatch(/ s4 \(offline: d4\)\. 1 more reasons\.$/);
  });

  test('have the worst level of a file, and a result for each of a thousand files', () => {
    const levels = (...fails: boolean[]) =>
      gapResults({ ...clean, gaps: fails.map((one, i) => gap({ fails: one, detail: `d${i}` })) }).map((r) => r.level);
    expect(levels(false, false)).toEqual(['note']);
    expect(levels(false, true)).toEqual(['error']);
    expect(levels(true, false)).toEqual(['error']);
    const modules = Array.from({ length: 1001 }, (_, i) => ({
      ...clean.modules[0]!,
      dir: `m${i}`,
      file: `m${i}/go.mod`,
    }));
    const of = (count: number) =>
      gapResults({
        ...clean,
        modules,
        gaps: modules.slice(0, count).map(({ dir }) => gap({ module: dir, detail: dir })),
      });
    expect([of(1000).length, of(1001).length]).toEqual([1000, 1000]);
    expect(MAX_GAP_RESULTS).toBe(1000);
  });

  test('say what was left out at the first module', () => {
    expect(leftOutResult(clean, 3, 4)).toEqual({
      ruleId: 'modwarden/left-out',
      ruleIndex: 8,
      level: 'warning',
      message: {
        text: '3 results with 4 findings are left out, the least severe: code scanning takes no more.',
      },
      locations: place('go.mod'),
      partialFingerprints: { primaryLocationLineHash: 'a4bebf6340621dbc:1', 'modwarden/v1': 'a4bebf6340621dbc:1' },
    });
    const [, second] = clean.modules;
    expect(leftOutResult({ ...clean, modules: [second!] }, 1, 1).locations).toEqual(place('services/payments/go.mod'));
    expect(leftOutResult({ ...clean, modules: [] }, 1, 1).locations).toEqual(place('go.mod'));
  });
});
