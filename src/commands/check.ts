/** `modwarden check`: checks a repository against its policy. */
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import { verdict } from '../report/verdict.ts';
import { printable, safe } from '../text/printable.ts';
import { type Arguments, ASKING, JUDGING, KNOWN, PLUGINS, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { colored, levelOf, outputsOf, REPORTING, writeOutputs } from './shared/outputs.ts';
import { type PushedTip, pushedTips } from './shared/pushed.ts';
import { unreadOptions } from './shared/unread-options.ts';
import { withSession } from './shared/with-session.ts';

export { colored, write } from './shared/outputs.ts';

/** Formats that do not hold the policy errors in words. */
const TELL_NO_PROBLEMS: ReadonlySet<string> = new Set(['openmetrics', 'cyclonedx', 'spdx']);

export const check: Command = {
  options: {
    ...JUDGING,
    pushed: { help: 'check the pushed commits, in a pre-push hook; sends no network requests' },
    ...REPORTING,
    ...KNOWN,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: Infinity, name: 'path' },
  usage: '[check] [OPTION]... [PATH]...',
  about: `Checks every Go module in PATH (default: the current directory) against the nearest policy file,
.modwarden.yaml. Without a policy file, it uses the preset "recommended". A file selects the module it belongs to.`,
  notes: `PATH may also be a .tar, .tar.gz or .zip, a bare git repository or a git bundle.
Exit codes: 0 no findings, 1 findings, 2 invalid usage or policy, 3 something could not be checked.`,
  run: (args, terminal) => (args.flags.has('pushed') ? checkPushed(args, terminal) : checkTree(args, terminal)),
};

/** `tip`: the commit to check, as a hook does. */
async function checkTree(args: Arguments, terminal: Terminal, tip?: PushedTip): Promise<number> {
  const outputs = outputsOf(args, terminal);
  const failOn = levelOf(args);
  const needsInventory = outputs.some(({ format }) => format.needsInventory);
  const isDetailed = needsInventory || args.flags.has('provenance');
  colored(args, terminal);
  return withSession(
    args,
    terminal,
    async (session) => {
      const judged = await lintRun(session);
      for (const option of unreadOptions(args, session.rules, judged))
        terminal.err(safe`modwarden: ${printable(option)} was given, and no policy applies a rule that reads it\n`);
      const network = args.flags.has('verbose') ? session.facts?.traffic() : undefined;
      const linted = network ? { ...judged, network } : judged;
      const { report, inventory } = isDetailed
        ? await (await import('./audit/details.ts')).withDetails(session, linted, args, terminal, needsInventory)
        : { report: linted, inventory: undefined };
      const isText = outputs.some(({ name, file }) => name === 'text' && file === undefined);
      // A hook that finds nothing is not heard of.
      const silent = isText && !args.flags.has('verbose') && session.partial !== undefined && isClean(report);
      if (tip && isText && !silent) terminal.out(safe`${printable(tip.name)} (${printable(tip.rev.slice(0, 12))}):\n`);
      await writeOutputs(report, outputs, args, terminal, { silent, inventory });
      return verdict(report, failOn);
    },
    {
      tellsProblems: outputs.some(({ name }) => !TELL_NO_PROBLEMS.has(name)),
      quick: tip !== undefined,
      recordReads: isDetailed,
    },
  );
}

/** The worst first. */
const WORST = [2, 3, 1, 0] as const;

/** Each commit that is pushed, one after another: what a branch holds is not what is in the index. */
async function checkPushed(args: Arguments, terminal: Terminal): Promise<number> {
  for (const other of ['staged', 'rev', 'facts', 'online', 'format', 'output'])
    if (args.flags.has(other) || args.values.has(other) || args.lists.has(other))
      throw new UsageError(`--pushed and --${other} cannot be used together`);
  const codes: number[] = [];
  for (const tip of pushedTips(terminal))
    codes.push(await checkTree({ ...args, values: new Map([...args.values, ['rev', tip.rev]]) }, terminal, tip));
  return WORST.find((code) => codes.includes(code)) ?? 0;
}

function isClean({ findings, gaps, problems }: Report): boolean {
  return problems.length === 0 && gaps.length === 0 && findings.every(({ state }) => state !== 'new');
}
