/** Waivers that stand beside their line in go.mod and go.work files. */
import type { Repo } from '../model/repo.ts';
import type { PolicyProblem } from '../model/report.ts';
import { type InlineWaiver, inlineWaivers } from '../policy/inline.ts';

export interface PlacedWaiver extends InlineWaiver {
  readonly path: string;
  /** Folder of the file: its policy has the last word. */
  readonly dir: string;
}

export interface InlineOfRepo {
  readonly waivers: readonly PlacedWaiver[];
  readonly problems: readonly PolicyProblem[];
}

export function inlineOf(repo: Repo, ruleIds: readonly string[]): InlineOfRepo {
  const waivers: PlacedWaiver[] = [];
  const problems: PolicyProblem[] = [];
  const files = [
    ...repo.modules.map((m) => ({ dir: m.dir, syntax: m.mod.syntax })),
    ...repo.workspaces.map((w) => ({ dir: w.dir, syntax: w.work.syntax })),
  ];
  for (const { dir, syntax } of files) {
    const found = inlineWaivers(syntax, ruleIds);
    for (const waiver of found.waivers) waivers.push({ ...waiver, path: syntax.source.path, dir });
    for (const problem of found.problems) problems.push(problem);
  }
  return { waivers, problems };
}
