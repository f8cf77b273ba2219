/** `modwarden health`: the score of every direct dependency, with every point lost. */
import { rules } from '../../rules/index.ts';
import { buildReport } from '../lint/build-report.ts';
import { everyScore } from '../lint/every-score.ts';
import { lintInput } from '../lint/lint-run.ts';
import { lint } from '../lint/run.ts';
import { folderOf } from '../model/discover.ts';
import type { Repo } from '../model/repo.ts';
import type { Report } from '../model/report.ts';
import { joined, type Printable, printable, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { tableFormat } from './list.ts';
import { reasonOf } from './modules.ts';
import { ASKING, JUDGING, PLUGINS, PRINTING } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { type Row, renderTable } from './shared/table.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

const rule = rules.find(({ id }) => id === 'health/score')!;

export const health: Command = {
  options: {
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    rev: JUDGING.rev,
    root: JUDGING.root,
    format: { value: 'FORMAT', help: 'text, json, csv or markdown (default: text)' },
    output: PRINTING.output,
    ...WORKSPACE,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'health [OPTION]... [FOLDER]',
  about: `Scores every direct dependency from 0 to 100, and shows why points are lost: retraction, deprecation,
age, license, kind of version, replacement, depth, and unknown facts. Uses the options
of the rule health/score in the policy.`,
  notes: 'Exit code 3: a fact is unavailable.',
  async run(args, terminal) {
    const format = tableFormat(args);
    return withSession(args, terminal, async (run) => {
      const session = inWorkspaceMode(run, args, terminal);
      const policyFor = await everyScore(rule, session.policyFor);
      const judged = await lint({ ...lintInput(session), rules: [rule], policyFor });
      const { findings, gaps, metrics } = buildReport({ ...session, judged, rules: [rule] });
      const rows = findings
        .filter((f) => f.data?.kind === 'health')
        .map(
          (f): Scored => ({
            in: folderOf(f.place.path) || '.',
            path: f.subject,
            version: f.version ?? '',
            score: Number(f.data!.score),
            lost: (f.data!.lost as readonly string[]).join('; '),
            reasons: f.data!.lost as readonly string[],
          }),
        )
        .sort((a, b) => a.score! - b.score!);
      const known = new Set(rows.map((r) => `${r.in} ${r.path}`));
      // What has no score stays in the table.
      for (const { in: folder, path, version, why } of unscored(judged.repo))
        if (!known.has(`${folder} ${path}`))
          rows.push({ in: folder, path, version, score: null, lost: why, reasons: [why] });
      for (const row of rows) delete (row as Record<string, unknown>)[format === 'json' ? 'lost' : 'reasons'];
      const several = new Set(rows.map((r) => r.in)).size > 1;
      const shown = format === 'text' ? rows.map((row) => ({ ...row, score: row.score ?? '?' })) : rows;
      write(
        renderTable(shown, [...(several ? ['in'] : []), 'score', 'path', 'version', 'lost'], format),
        args,
        terminal,
      );
      if (format === 'text') terminal.err(means(metrics, rows));
      for (const { subject, detail } of gaps.slice(0, 10))
        terminal.err(safe`modwarden: unknown: ${printable(subject)}: ${printable(detail)}\n`);
      if (gaps.length > 10) terminal.err(safe`modwarden: … and ${gaps.length - 10} more\n`);
      return gaps.length > 0 ? 3 : 0;
    });
  },
};

type Scored = Row & { readonly in: string; readonly score: number | null; readonly path: string };

/** Direct dependencies that somebody else publishes, with what to say where one has no score. */
function* unscored({ modules }: Repo): Generator<{ in: string; path: string; version: string; why: string }> {
  for (const module of modules) {
    const why = reasonOf(module) ?? module.surveyGap?.detail ?? 'the versions are unknown';
    for (const { path, version, replace, direct, unbuilt } of module.uses) {
      if (!direct || unbuilt || (replace !== undefined && replace.version === '')) continue;
      yield { in: module.dir || '.', path, version, why: `unknown: ${why}` };
    }
  }
}

/** `mean score: 92 of 100`, for each go.mod; of how many, where some have none. */
function means(metrics: Report['metrics'], rows: readonly Scored[]): Printable {
  const samples = metrics?.find((m) => m.name === 'modwarden_score')?.samples ?? [];
  const one = samples.length === 1;
  const of = (name: string) => (one ? safe`` : safe` of ${printable(name)}`);
  return joined(
    samples.map(
      ({ labels, value }) =>
        safe`mean score${of(labels.module ?? '')}: ${value} of 100${only(rows, labels.module ?? '')}\n`,
    ),
  );
}

function only(rows: readonly Scored[], folder: string): Printable {
  const all = rows.filter((row) => row.in === folder);
  const scored = all.filter((row) => row.score !== null);
  return scored.length === all.length
    ? safe``
    : safe` (${scored.length} of ${all.length} direct dependencies; the others are unknown)`;
}
