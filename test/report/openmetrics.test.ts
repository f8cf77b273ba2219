import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderOpenMetrics } from '../../src/report/openmetrics.ts';
import { parsed, python } from '../support/prometheus-parser.ts';
import { reports } from './arbitrary.ts';
import { clean, report } from './fixture.ts';

test('the fixture as OpenMetrics', async () => {
  await expect(renderOpenMetrics(report)).toMatchFileSnapshot('golden/report.openmetrics.golden');
});

test('a rule that ran and found nothing says so, one that did not run is silent', () => {
  const text = renderOpenMetrics(clean);
  expect(text).toContain('modwarden_findings{rule="graph/banned",level="error"} 0\n');
  expect(text).not.toContain('sum/conflict');
  expect(text).toMatch(/\n# EOF\n$/);
});

test('labels are escaped, numbers are as OpenMetrics writes them', () => {
  const samples = [
    { labels: { module: 'a"b\\c\nd\u001b\udc80' }, value: Number.NaN },
    { labels: { module: '##[error]' }, value: Number.NEGATIVE_INFINITY },
  ];
  const text = renderOpenMetrics({
    ...clean,
    metrics: [{ name: 'modwarden_score', help: 'one\ntwo', type: 'gauge', samples }],
  });
  expect(text).toContain(
    '# HELP modwarden_score one\\\\u{a}two\nmodwarden_score{module="a\\"b\\\\c\\\\u{a}d\\\\u{1b}\ufffd"} NaN\n',
  );
  expect(text).toContain('modwarden_score{module="#\\\\u{23}[error]"} -Inf\n');
});

test('the order of findings does not matter', () => {
  fc.assert(
    fc.property(reports, (random) => {
      expect(renderOpenMetrics({ ...random, findings: random.findings.toReversed() })).toBe(renderOpenMetrics(random));
    }),
  );
});

describe.skipIf(python === undefined)("Prometheus's own parser (skipped unless python3 has prometheus_client)", () => {
  test('reads the fixture', () => {
    const [samples] = parsed([renderOpenMetrics(report)]);
    expect(samples).toContainEqual(['modwarden_findings', { rule: 'license/policy', level: 'warning' }, 1]);
    expect(samples).toContainEqual(['modwarden_library_years', { module: 'services/payments' }, 17.25]);
    expect(samples).toContainEqual(['modwarden_build_info', { version: '0.1.0' }, 1]);
    expect(samples).toContainEqual(['modwarden_judged_day_timestamp_seconds', {}, 1795219200]);
  });

  test('reads random reports, and finds every finding and gap', () => {
    const random = fc.sample(reports, { numRuns: 100, seed: 11 });
    for (const [i, samples] of parsed(random.map(renderOpenMetrics)).entries()) {
      const total = (name: string) => samples.filter((s) => s[0] === name).reduce((sum, s) => sum + s[2], 0);
      expect(total('modwarden_findings') + total('modwarden_suppressed_findings')).toBe(random[i]!.findings.length);
      expect(total('modwarden_gaps')).toBe(random[i]!.gaps.length);
    }
  });

  test('refuses what is none', () => {
    expect(() => parsed([renderOpenMetrics(report).replace('# EOF\n', '')])).toThrow();
  });
});

test('vulnerabilities are counted by what is known of them, where a rule of their group ran', () => {
  const family = (of: typeof report) =>
    renderOpenMetrics(of)
      .split('\n')
      .filter((line) => line.startsWith('modwarden_vulnerabilities'));
  const rules = report.rules.map((rule, i) => (i === 0 ? { ...rule, id: 'vuln/known', ran: true } : rule));
  const ran = { ...clean, rules };
  expect(family(clean)).toEqual([]);
  expect(family({ ...ran, rules: rules.map((rule) => ({ ...rule, ran: rule.id !== 'vuln/known' })) })).toEqual([]);
  expect(family(ran)).toEqual(['modwarden_vulnerabilities{state="new",reviewed="true",fixable="true"} 0']);
  const found = (reviewed: boolean, fixed: string, state: 'new' | 'waived') => ({
    ...report.findings[2]!,
    state,
    vulnerability: { ids: ['GO-1'], summary: '', module: 'm', version: 'v1.0.0', fixed, reviewed },
  });
  const findings = [
    found(true, 'v1.0.1', 'waived'),
    found(true, '', 'new'),
    found(false, 'v1.0.1', 'new'),
    found(true, '', 'new'),
    report.findings[2]!,
  ];
  expect(family({ ...ran, findings })).toEqual([
    'modwarden_vulnerabilities{state="new",reviewed="false",fixable="true"} 1',
    'modwarden_vulnerabilities{state="new",reviewed="true",fixable="false"} 2',
    'modwarden_vulnerabilities{state="waived",reviewed="true",fixable="true"} 1',
  ]);
});

test('a figure beyond all numbers has a sign', () => {
  const samples = [Number.POSITIVE_INFINITY, 0, -1.5].map((value) => ({ labels: {}, value }));
  const text = renderOpenMetrics({ ...clean, metrics: [{ name: 'modwarden_x', help: 'x', type: 'gauge', samples }] });
  expect(text).toContain('modwarden_x +Inf\nmodwarden_x 0\nmodwarden_x -1.5\n');
});
