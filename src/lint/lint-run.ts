/** The last step of a run: every rule over the repository, to a report. */

import type { SettingFile } from '../model/repo.ts';
import type { Report } from '../model/report.ts';
import { readSettingFiles } from '../model/settings/setting-files.ts';
import type { Tree } from '../model/tree.ts';
import { buildReport, type ReportInput } from './build-report.ts';
import { type LintInput, lint } from './run.ts';

type Loaders = Pick<LintInput, 'loadGraphs' | 'loadSurveys' | 'loadImports' | 'answer' | 'licenseIndex'>;

/** Of an open run, what the rules and the report need. */
export interface RunToLint
  extends Pick<LintInput, 'repo' | 'rules' | 'policyFor' | 'today'>,
    Pick<ReportInput, 'policies' | 'problems' | 'partial'> {
  readonly tree: Tree;
  readonly under: string;
  readonly narrowed: boolean;
  readonly loaders: Loaders | undefined;
}

export async function lintRun(run: RunToLint): Promise<Report> {
  return buildReport({ ...run, judged: await lint(lintInput(run)) });
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
