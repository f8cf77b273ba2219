/** The library's two entry functions: from a folder, or a tree of files, to a report. */
import { openRun, type RunInput } from '../gather/open-run.ts';
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import type { Tree } from '../model/tree.ts';
import { type LintFolderOptions, type LintOptions, runInput } from './options.ts';

/**
 * Checks every Go module of a folder, as `modwarden check` does: by the nearest policy file of each module, with facts from the caches and
 * proxies of the user's environment. Gives a report: plain data, with findings, gaps (what could not be checked) and policy errors.
 * `folder` is absolute, or relative to the current directory. Throws ModwardenError where the folder or an option is wrong; errors inside
 * a policy file are in the report's `problems`.
 */
export async function lintFolder(folder: string, options: LintFolderOptions = {}): Promise<Report> {
  return reportOf(await runInput(folder, options));
}

/**
 * Checks every Go module of a tree of your own, by the policy files in it. Facts come from the tree's vendor folders and from
 * `options.facts` alone; without those, rules that need facts report gaps. Gives a report like `lintFolder`, and throws the same errors.
 */
export async function lint(tree: Tree, options: LintOptions = {}): Promise<Report> {
  return reportOf(await runInput(tree, { ...options, facts: options.facts ?? [] }));
}

async function reportOf(input: RunInput): Promise<Report> {
  const run = await openRun(input);
  try {
    return await lintRun(run);
  } finally {
    run.close();
  }
}
