/** One check of a repository as it stands in the editor. It asks no server unless it is told to. */
import { rules } from '../../../rules/index.ts';
import { openRun, type Run } from '../../gather/open-run.ts';
import { hideRecorded } from '../../lint/baseline.ts';
import { buildReport } from '../../lint/build-report.ts';
import { lintInput } from '../../lint/lint-run.ts';
import { lint } from '../../lint/run.ts';
import { ModwardenError } from '../../model/error.ts';
import type { Repo } from '../../model/repo.ts';
import type { Report } from '../../model/report.ts';
import type { Tree } from '../../model/tree.ts';

export interface CheckInput {
  readonly tree: Tree;
  /**
   * `files`: the files alone, as a hook checks them. `facts`: also what the caches know. `online`: what they do not know is asked of the
   * servers of the user's settings.
   */
  readonly depth: 'files' | 'facts' | 'online';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  /** How many facts are known, of how many. */
  readonly progress?: (settled: number, asked: number) => void;
  /** Awaited again and again: the caller may let other work go first, or throw to end the check. */
  readonly giveWay?: () => Promise<void>;
}

export interface Check {
  readonly report: Report;
  /** With the module graphs that were loaded. */
  readonly repo: Repo;
  /** The policies that applied; its facts stay open. */
  readonly run: Run;
}

/** undefined where the repository has no Go module. Throws ModwardenError, and what `giveWay` throws. */
export async function check(input: CheckInput): Promise<Check | undefined> {
  const { tree, depth, env, now, progress, giveWay } = input;
  const run = await openRun({
    from: tree,
    cwd: '/',
    rules,
    env,
    now: () => now,
    today: now.toISOString().slice(0, 10),
    quick: depth === 'files',
    offline: depth !== 'online',
    ...(progress && { progress }),
    ...(giveWay && { beforeRound: giveWay }),
  }).catch((error: unknown) => {
    if (error instanceof ModwardenError && error.code === 'no-go-mod') return undefined;
    throw error;
  });
  if (run === undefined) return undefined;
  try {
    const judged = await lint(lintInput(run));
    await giveWay?.();
    const report = buildReport({ ...run, judged });
    const { baseline } = run;
    return { report: baseline === undefined ? report : hideRecorded(report, baseline, run), repo: judged.repo, run };
  } finally {
    // Facts from caches need nothing that is open; no request outlives its check.
    run.close();
  }
}
