/** `modwarden baseline`: records today's findings, so that from now on only new ones fail. */
import { join } from 'node:path';
import type { Run } from '../gather/open-run.ts';
import { whereIs } from '../gather/where.ts';
import { fixedOf, recordFindings } from '../lint/baseline.ts';
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import { formatBaseline } from '../policy/baseline/read.ts';
import { BASELINE_FILE, type Baseline, type RecordedFinding } from '../policy/baseline/types.ts';
import { type Printable, printable, safe } from '../text/printable.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';

export const baseline: Command = {
  options: {
    prune: { help: 'remove what is found no more, and record nothing' },
    force: { help: 'record all findings again, with the date of today' },
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    'go-env': JUDGING['go-env'],
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'baseline [OPTION]... [FOLDER]',
  about: `Records the findings that FOLDER (default: the current directory) has today in ${BASELINE_FILE}, in the root of
the repository. From then on a check fails over new findings only. Findings that are recorded already keep
their date; commit the file.`,
  notes: 'Exit code: 0 written, 2 wrong usage or policy, 3 written, but something could not be checked.',
  async run(args, terminal) {
    if (args.flags.has('prune') && args.flags.has('force'))
      throw new UsageError('--prune and --force cannot be used together');
    const forced = new Set(args.flags).add('no-baseline');
    const opened = args.flags.has('force') ? { ...args, flags: forced } : args;
    return withSession(opened, terminal, async (session) => {
      const report = await lintRun({ ...session, baseline: undefined });
      // With errors in a policy, or in the baseline itself, nobody knows what is to be recorded.
      if (report.problems.length > 0) return 2;
      const change = args.flags.has('prune')
        ? pruned(session.baseline, report, session)
        : recorded(session.baseline, report);
      const root = rootOf(args, terminal);
      terminal.save(join(root, BASELINE_FILE), formatBaseline(change.findings), { roots: [root] });
      terminal.out(change.said);
      return reportGaps(report, terminal);
    });
  },
};

/** The same as a step of another command, whose own switches are not meant. */
export function recordBaseline(args: Arguments, terminal: Terminal): Promise<number> {
  const asking = Object.keys(ASKING).filter((name) => args.flags.has(name));
  return baseline.run({ ...args, flags: new Set(asking) }, terminal);
}

function rootOf({ positionals }: Arguments, { cwd }: Terminal): string {
  const where = whereIs(positionals[0] ?? '.', cwd);
  if ('problem' in where) throw new UsageError(where.problem);
  return where.root;
}

interface Change {
  readonly findings: readonly RecordedFinding[];
  readonly said: Printable;
}

function recorded(before: Baseline | undefined, report: Report): Change {
  const findings = recordFindings(before, report);
  const known = before?.findings.length ?? 0;
  const added = findings.length - known;
  const kept = known > 0 ? safe`, ${known} of them recorded before` : safe``;
  return {
    findings,
    said:
      known > 0 && added === 0
        ? safe`nothing new: ${printable(BASELINE_FILE)} keeps ${count(known)}\n`
        : safe`recorded ${count(findings.length)} in ${printable(BASELINE_FILE)}${kept}\n`,
  };
}

function pruned(before: Baseline | undefined, report: Report, { under }: Run): Change {
  if (before === undefined) throw new UsageError(`no ${BASELINE_FILE} to prune; modwarden baseline writes one`);
  const fixed = new Set(fixedOf(before, report, under));
  const findings = before.findings.filter((one) => !fixed.has(one));
  return {
    findings,
    said: safe`removed ${count(fixed.size)} from ${printable(BASELINE_FILE)}, ${findings.length} left\n`,
  };
}

function count(n: number): Printable {
  return safe`${n} finding${n === 1 ? '' : 's'}`;
}

function reportGaps({ gaps }: Report, { err }: Terminal): 0 | 3 {
  const failing = gaps.filter((gap) => gap.fails).length;
  if (failing === 0) return 0;
  err(safe`modwarden: ${failing} thing${failing === 1 ? '' : 's'} could not be checked: a check says which\n`);
  return 3;
}
