/** The baseline against a report: what it hides, and which of its entries are fixed. */
import { isUnder } from '../model/discover.ts';
import type { Finding, Report } from '../model/report.ts';
import type { Baseline, RecordedFinding } from '../policy/baseline/types.ts';

/** What of the repository a run checked. */
export interface CheckedPart {
  /** The folder, '' for all. */
  readonly under: string;
  /** Only some modules of it. */
  readonly narrowed?: boolean;
}

/** The report with the findings of the baseline marked, and counted. What a waiver covers stays waived. */
export function hideRecorded(report: Report, baseline: Baseline, { under, narrowed = false }: CheckedPart): Report {
  const byId = new Map(baseline.findings.map((one) => [one.id, one]));
  const findings = report.findings.map((finding): Finding => {
    const recorded = recordedAs(finding, byId);
    return recorded === undefined || finding.state !== 'new'
      ? finding
      : { ...finding, state: 'baseline', baseline: { since: recorded.since } };
  });
  const { path, findings: all } = baseline;
  const isWhole = report.partial === undefined && !narrowed;
  const fixed = isWhole ? { fixed: fixedOf(baseline, report, under).length } : {};
  return { ...report, findings, baseline: { path, recorded: all.length, ...fixed } };
}

function recordedAs(
  { id, rule, subject }: Pick<Finding, 'id' | 'rule' | 'subject'>,
  byId: ReadonlyMap<string, RecordedFinding>,
): RecordedFinding | undefined {
  const recorded = byId.get(id);
  return recorded?.rule === rule && recorded.subject === subject ? recorded : undefined;
}

/**
 * Entries that a whole run found no more. Those of rules that did not run or could not check everything, and of files outside the folder
 * that was checked, may be there still.
 */
export function fixedOf({ findings }: Baseline, report: Report, under: string): readonly RecordedFinding[] {
  const found = new Map(findings.map((one) => [one.id, one]));
  for (const finding of report.findings) if (recordedAs(finding, found)) found.delete(finding.id);
  const rules = new Map(report.rules.map((rule) => [rule.id, rule.ran]));
  const unchecked = new Set(report.gaps.map((gap) => gap.rule));
  // A rule that no longer exists finds nothing any more.
  const ran = (rule: string) => rules.get(rule) !== false && !unchecked.has(rule);
  return [...found.values()].filter(({ rule, path }) => ran(rule) && isUnder(path, under));
}

/** What the baseline becomes: all that is found today and no waiver covers, beside what was recorded before. */
export function recordFindings(baseline: Baseline | undefined, report: Report): readonly RecordedFinding[] {
  const byId = new Map((baseline?.findings ?? []).map((one) => [one.id, one]));
  for (const { id, rule, subject, place, state } of report.findings) {
    if (state === 'waived') continue;
    const since = recordedAs({ id, rule, subject }, byId)?.since ?? report.today;
    byId.set(id, { id, since, rule, subject, path: place.path });
  }
  return [...byId.values()];
}
