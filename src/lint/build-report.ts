/** The report of a run: what was judged, by what, with what result. Plain data from here on. */
import type { Metric, PolicyProblem, PolicyUsed, Report, RuleInfo } from '../model/report.ts';
import type { Measure, Rule } from '../model/rule.ts';
import { VERSION } from '../version.ts';
import { maskReport } from './mask-report.ts';
import type { LintResult } from './run.ts';

export interface ReportInput {
  readonly judged: LintResult;
  readonly rules: readonly Rule[];
  readonly policies: readonly PolicyUsed[];
  readonly problems: readonly PolicyProblem[];
  readonly today: string;
  readonly partial: string | undefined;
}

export function buildReport({ judged, rules, policies, problems, today, partial }: ReportInput): Report {
  const { repo, findings, gaps, ran, offFor } = judged;
  const metrics = metricsOf(judged);
  return maskReport({
    version: 1,
    tool: { name: 'modwarden', version: VERSION },
    tree: repo.name,
    today,
    partial,
    policies,
    problems: [...problems, ...judged.problems],
    rules: rules.map((rule) => ruleInfo(rule, ran.has(rule.id), offFor.get(rule.id))),
    modules: repo.modules.map((m) => ({
      dir: m.dir,
      file: m.source.path,
      path: m.path,
      graph: m.graph.state,
      modules: m.uses.length,
    })),
    ...(repo.otherModfiles !== undefined && { otherModfiles: repo.otherModfiles }),
    findings,
    gaps,
    ...(metrics.length > 0 && { metrics }),
  });
}

const folder = ({ dir }: { readonly dir: string }) => ({ module: dir || '.' });

/** Figures for monitoring; names and units are a contract. Without what nobody measured. */
function metricsOf({ repo, measures }: LintResult): Metric[] {
  const measured = (name: Measure['measure']) =>
    measures.flatMap((m) => (m.measure === name && m.module ? [{ labels: folder(m.module), value: m.value }] : []));
  // Where one depth is not known, neither is the greatest.
  const depths = repo.modules
    .filter((m) => m.graph.state === 'loaded' && m.uses.every((u) => u.depthState !== 'unknown'))
    .map((m) => ({ labels: folder(m), value: m.uses.reduce((most, u) => Math.max(most, u.depth ?? 0), 0) }));
  const all: Metric[] = [
    {
      name: 'modwarden_score',
      type: 'gauge',
      help: 'Mean health score of the direct dependencies of a go.mod, 0 to 100.',
      samples: measured('score'),
    },
    {
      name: 'modwarden_depth',
      type: 'gauge',
      help: 'Declared depth of the deepest module of a build list.',
      samples: depths,
    },
    {
      name: 'modwarden_library_years',
      type: 'gauge',
      unit: 'years',
      help: 'Years between the versions in use and the newest, added up.',
      samples: measured('library_years'),
    },
  ];
  return all.filter((m) => m.samples.length > 0);
}

function ruleInfo(rule: Rule, ran: boolean, offFor: readonly string[] | undefined): RuleInfo {
  return {
    id: rule.id,
    title: rule.title,
    why: rule.why,
    level: rule.level,
    ...(rule.security !== undefined && { security: rule.security }),
    precision: rule.precision ?? 'high',
    since: rule.since,
    ...(rule.plugin !== undefined && { plugin: rule.plugin }),
    ran,
    ...(offFor !== undefined && { offFor }),
  };
}
