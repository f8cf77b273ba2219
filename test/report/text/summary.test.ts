import { expect, it } from 'vitest';
import type { Finding, Gap, Report } from '../../../src/model/report.ts';
import { summaryOf } from '../../../src/report/text/summary.ts';
import { report } from '../fixture.ts';

it('counts what is new by level, and what is covered apart', () => {
  const findings = (
    [
      ['new', 'error'],
      ['new', 'error'],
      ['new', 'warning'],
      ['new', 'note'],
      ['waived', 'error'],
      ['waived', 'note'],
      ['waived', 'note'],
      ['baseline', 'error'],
    ] as const
  ).map(([state, level]) => ({ ...report.findings[0]!, state, level }) as Finding);
  const gaps = [true, false, false].map((fails) => ({ ...report.gaps[0]!, fails }) as Gap);
  const of: Report = { ...report, findings, gaps, problems: [{ place: undefined, message: 'm' }], modules: [] };
  expect(summaryOf(of)).toEqual({
    errors: 2,
    warnings: 1,
    notes: 1,
    waived: 3,
    baseline: 1,
    gaps: 3,
    failingGaps: 1,
    problems: 1,
    modules: 0,
  });
});
