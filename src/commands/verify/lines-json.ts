/** The report on go.sum lines for programs. Keys are stable. */
import { maskDeep } from '../../lint/mask-report.ts';
import { countsOf, type LinesReport, linesOutcome } from './summary.ts';

/** `lines` names every line that is not verified. */
export function linesJson(report: LinesReport): Record<string, unknown> {
  const { database = null, treeSize, results, requests, bytes, forks } = report;
  return {
    outcome: linesOutcome(report),
    database,
    treeSize: treeSize === undefined ? null : Number(treeSize),
    counts: countsOf(results),
    requests,
    bytes,
    lines: maskDeep(results.filter(({ state }) => state !== 'verified')),
    forks,
  };
}
