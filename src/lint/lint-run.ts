/** The last step of a run: every rule over the repository, to a report. */
import type { Report } from '../model/report.ts';
import type { Tree } from '../model/tree.ts';
import type { Baseline } from '../policy/baseline/types.ts';
import { hideRecorded } from './baseline.ts';
import { buildReport, type ReportInput } from './build-report.ts';
import { type LintInput, lint } from './run.ts';

type Loaders = Pick<LintInput, 'loadGraphs' | 'loadSurveys' | 'loadImports' | 'answer' | 'licenseIndex'>;

/** Of an open run, what the rules and the report need. */
export interface RunToLint
  extends Pick<LintInput, 'repo' | 'rules' | 'policyFor' | 'today'>,
    Pick<ReportInput, 'policies' | 'problems' | 'partial'> {
  readonly tree: Tree;
  readonly under: string;
  readonly baseline: Baseline | undefined;
  readonly loaders: Loaders | undefined;
}

export async function lintRun(run: RunToLint): Promise<Report> {
  const report = buildReport({ ...run, judged: await lint(lintInput(run)) });
  return run.baseline === undefined ? report : hideRecorded(report, run.baseline, run.under);
}

export function lintInput({ tree, repo, under, rules, policyFor, today, partial, loaders }: RunToLint): LintInput {
  const omitted = tree.omitted?.() ?? [];
  return { repo, under, rules, policyFor, today, omitted, ...(partial !== undefined && { partial }), ...loaders };
}
