/** What was loaded of a module, for the same module in a revision that is compared. */
import { inUse, linesOf } from '../load-graph.ts';
import type { MainModule } from '../repo.ts';
import { placedInWork } from '../workspace/built.ts';

/** Whether two revisions have the same file at the same place, with the same neighbors in a workspace. The graph depends on more. */
export function isSameModule(one: MainModule, other: MainModule): boolean {
  return (
    one.kind === other.kind &&
    one.source.path === other.source.path &&
    one.source.text === other.source.text &&
    haveSame(one.workspace?.own, other.workspace?.own)
  );
}

function haveSame(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): boolean {
  return one.size === other.size && [...one].every((path) => other.has(path));
}

/** The module with the graph of one that is the same, where that is its own; else undefined. Lines are those of the module itself. */
export function withGraphFrom(module: MainModule, { graph, uses }: MainModule): MainModule | undefined {
  if (graph.state !== 'loaded') return undefined;
  const lines = linesOf(module);
  const own = uses.map((use) => inUse(use, module, { ...use, state: use.depthState }, lines));
  return { ...module, graph, uses: module.kind === 'workspace' ? placedInWork(module, own) : own };
}

/** The module with the survey of one that is the same and has the same graph. */
export function withSurveyFrom(module: MainModule, { graph, survey, surveyGap }: MainModule): MainModule | undefined {
  if (graph !== module.graph) return undefined;
  return { ...module, survey, ...(surveyGap && { surveyGap }) };
}
