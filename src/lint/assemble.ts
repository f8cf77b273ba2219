/** The report of a run: what was judged, by what, with what result. Plain data from here on. */
import type { PolicyProblem, PolicyUsed, Report, RuleInfo } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { VERSION } from '../version.ts';
import type { Judged } from './run.ts';

export interface AssembleInput {
  readonly judged: Judged;
  readonly rules: readonly Rule[];
  readonly policies: readonly PolicyUsed[];
  readonly problems: readonly PolicyProblem[];
  readonly today: string;
  readonly partial: string | undefined;
}

export function assemble({ judged, rules, policies, problems, today, partial }: AssembleInput): Report {
  const { repo, findings, gaps, ran } = judged;
  return {
    version: 1,
    tool: { name: 'modwarden', version: VERSION },
    tree: repo.name,
    today,
    partial,
    policies,
    problems,
    rules: rules.map((rule) => ruleInfo(rule, ran.has(rule.id))),
    modules: repo.modules.map((m) => ({ dir: m.dir, file: m.source.path, path: m.path, graph: m.graph.state, modules: m.uses.length })),
    findings,
    gaps,
  };
}

function ruleInfo(rule: Rule, ran: boolean): RuleInfo {
  return {
    id: rule.id,
    title: rule.title,
    why: rule.why,
    level: rule.level,
    ...(rule.security !== undefined && { security: rule.security }),
    precision: rule.precision ?? 'high',
    since: rule.since,
    ran,
  };
}
