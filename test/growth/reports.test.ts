/** A report is written in time that grows no faster than its findings, and detection reads each license file once. */
import { describe, expect, it } from 'vitest';
import { detectModule } from '../../src/license/module.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderOpenMetrics } from '../../src/report/openmetrics.ts';
import { renderSarif } from '../../src/report/sarif/sarif.ts';
import { MAX_SHOWN_FINDINGS, renderText } from '../../src/report/text/text.ts';
import { detector, textOf } from '../license/index-fixture.ts';
import { report } from '../report/fixture.ts';
import { growthOf } from '../support/growth.ts';

/** As many findings as modules, each in a file of its own, with a way through other modules. */
function reportOf(n: number): Report {
  const [first] = report.findings as readonly [Finding];
  const numbers = Array.from({ length: n }, (_, i) => i);
  return {
    ...report,
    modules: numbers.map((i) => ({
      dir: `m${i}`,
      file: `m${i}/go.mod`,
      path: `example.com/m${i}`,
      graph: 'loaded',
      modules: 1,
    })),
    findings: numbers.map((i) => ({
      ...first,
      id: `mw1:${String(i).padStart(32, '0')}`,
      module: `m${i}`,
      subject: `example.com/a${i}`,
      state: 'new',
      place: { ...first.place, path: `m${i}/go.mod` },
      trail: [
        { path: `example.com/b${i}`, version: 'v1.0.0' },
        { path: `example.com/a${i}`, version: 'v1.0.0' },
      ],
    })),
    gaps: numbers.map((i) => ({ ...report.gaps[0]!, subject: `example.com/c${i}@v1.0.0`, module: `m${i}` })),
  };
}

describe('10,000 findings', () => {
  it.each<[string, (report: Report) => string]>([
    ['text', (r) => renderText(r, { color: true, verbose: true })],
    ['folded text', (r) => renderText(r, { color: true })],
    ['JSON', renderJson],
    ['SARIF', (r) => renderSarif(r)],
    ['OpenMetrics', renderOpenMetrics],
  ])('as %s', { timeout: 240_000 }, async (_, render) => {
    const { times, isLinear } = await growthOf(reportOf, render, 2_500);
    expect(isLinear, `milliseconds for n, 2n and 4n: ${times.map(Math.round).join(', ')}`).toBe(true);
  });

  it('are not all shown as text, and the text says so', () => {
    const all = { color: false, verbose: true };
    const text = renderText(reportOf(MAX_SHOWN_FINDINGS + 7), all);
    expect(text).toContain('7 more findings not shown: --format json has them all');
    expect(text.match(/^ *--> /gm)).toHaveLength(MAX_SHOWN_FINDINGS + report.problems.filter((p) => p.place).length);
    expect(renderText(reportOf(MAX_SHOWN_FINDINGS), all)).not.toContain('not shown');
  });
});

describe('license files', () => {
  const mit = textOf('MIT');
  it.each<[string, number, (i: number) => string]>([
    ['in as many folders', 300, (i) => `a/b${i}/LICENSE`],
    ['in one folder', 300, (i) => `LICENSE.part${i}`],
  ])('%s', { timeout: 240_000 }, async (_, n, path) => {
    const make = (count: number) =>
      Array.from({ length: count }, (_unused, i) => ({
        path: path(i),
        text: i === 0 ? `terms of number ${i} apply to all` : mit,
      }));
    const { times, isLinear } = await growthOf(make, (all) => detectModule(all, detector()), n);
    expect(isLinear, `milliseconds for n, 2n and 4n: ${times.map(Math.round).join(', ')}`).toBe(true);
  });
});
