/** The exit code a report asks for. */
import type { Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';

/** The most severe first. */
export const RANK: Readonly<Record<Level, number>> = { error: 0, warning: 1, note: 2 };

/**
 * 2: a policy file has errors · 3: something that must be checked could not be · 1: a finding at or above `failOn` that neither a
 * waiver nor the baseline covers · 0: none of these. What a partial run leaves out on purpose is no gap, so it does not count here.
 */
export function verdict(report: Report, failOn: Level = 'error'): 0 | 1 | 2 | 3 {
  if (report.problems.length > 0) return 2;
  if (report.gaps.some((gap) => gap.fails)) return 3;
  return report.findings.some((f) => f.state === 'new' && RANK[f.level] <= RANK[failOn]) ? 1 : 0;
}
