/** What a report adds up to. Findings that a waiver or the baseline covers are counted apart. */
import type { Report } from '../../model/report.ts';

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly waived: number;
  readonly baseline: number;
  readonly gaps: number;
  /** Gaps of which the policy says that they fail the run. */
  readonly failingGaps: number;
  readonly problems: number;
  readonly modules: number;
}

export function summaryOf(report: Report): Summary {
  const fresh = { error: 0, warning: 0, note: 0 };
  const covered = { waived: 0, baseline: 0 };
  for (const { state, level } of report.findings) {
    if (state === 'new') fresh[level]++;
    else covered[state]++;
  }
  return {
    errors: fresh.error,
    warnings: fresh.warning,
    notes: fresh.note,
    waived: covered.waived,
    baseline: covered.baseline,
    gaps: report.gaps.length,
    failingGaps: report.gaps.filter((g) => g.fails).length,
    problems: report.problems.length,
    modules: report.modules.length,
  };
}
