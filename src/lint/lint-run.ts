/** The last step of a run: every rule over the repository, to a report. */

import type { SettingFile } from '../model/repo.ts';
import type { Report } from '../model/report.ts';
import { readSettingFiles } from '../model/settings/setting-files.ts';
import type { Tree } from '../model/tree.ts';
import type { Baseline } from '../policy/baseline/types.ts';
import { type Base, hideUnchanged } from './base.ts';
import { hideRecorded } from './baseline.ts';
import { buildReport, type ReportInput } from './build-report.ts';
import { type LintInput, lint } from './run.ts';

type Loaders = Pick<
  LintInput,
  'loadGraphs' | 'loadSurveys' | 'loadImports' | 'loadVendored' | 'answer' | 'network' | 'licenseIndex'
>;

/** Of an open run, what the rules and the report need. */
export interface RunToLint
  extends Pick<LintInput, 'repo' | 'rules' | 'policyFor' | 'today'>,
    Pick<ReportInput, 'policies' | 'problems' | 'partial'> {
  readonly tree: Tree;
  readonly under: string;
  readonly baseline: Baseline | undefined;
  readonly narrowed: boolean;
  readonly loaders: Loaders | undefined;
  readonly base: BaseToLint | undefined;
}

/** What the run is compared with. */
export interface BaseToLint extends Base {
  readonly repo: LintInput['repo'];
  /** undefined where the run has none either. */
  loaders(): Promise<Loaders | undefined>;
}

export async function lintRun(run: RunToLint): Promise<Report> {
  const { baseline, base } = run;
  const report = await reportOf(run);
  const known = baseline === undefined ? report : hideRecorded(report, baseline, run);
  return base === undefined
    ? known
    : hideUnchanged(known, base, run.repo.hasFile, (wanted) => baseReport(run, base, wanted));
}

async function reportOf(run: RunToLint, wanted?: (rule: string) => boolean): Promise<Report> {
  return buildReport({ ...run, judged: await lint({ ...lintInput(run), ...(wanted && { wanted }) }) });
}

/** By the policies of the run: a change of the policy is no change of what it is applied to. */
async function baseReport(
  run: RunToLint,
  { tree, repo, loaders }: BaseToLint,
  wanted: (rule: string) => boolean,
): Promise<Report> {
  return reportOf({ ...run, tree, repo, loaders: await loaders() }, wanted);
}

export function lintInput({
  tree,
  repo,
  under,
  narrowed,
  rules,
  policyFor,
  today,
  partial,
  loaders,
}: RunToLint): LintInput {
  const omitted = tree.omitted?.() ?? [];
  const loadSettings = (files: readonly SettingFile[]) => readSettingFiles(files, tree);
  return {
    repo,
    under,
    narrowed,
    rules,
    policyFor,
    today,
    omitted,
    loadSettings,
    ...(partial !== undefined && { partial }),
    ...loaders,
  };
}
