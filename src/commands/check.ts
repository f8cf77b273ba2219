/** `modwarden check`: checks a repository against its policy. */
import { stagedPaths } from '../gather/open-tree.ts';
import { GitError } from '../gather/tree/git-command.ts';
import type { NewCommits, PushedRange } from '../gather/tree/new-commits.ts';
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import { verdict } from '../report/verdict.ts';
import { printable, safe } from '../text/printable.ts';
import { type Arguments, ASKING, JUDGING, KNOWN, PLUGINS, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { colored, judgedRoots, levelOf, outputsOf, REPORTING, writeOutputs } from './shared/outputs.ts';
import { MAX_BELOW, type PushedTip, pushOf } from './shared/pushed.ts';
import { unreadOptions } from './shared/unread-options.ts';
import { withSession } from './shared/with-session.ts';

export { colored, write } from './shared/outputs.ts';

/** Formats that do not hold the policy errors in words. */
const TELL_NO_PROBLEMS: ReadonlySet<string> = new Set(['openmetrics', 'cyclonedx', 'spdx']);

export const check: Command = {
  options: {
    ...JUDGING,
    pushed: { help: 'check the pushed commits, in a pre-push hook; sends no network requests' },
    'tips-only': { help: '--pushed: the last commit of each branch and tag alone, not those before it' },
    ...REPORTING,
    inventory: { help: 'json: add every module with its license, so that render can write html, cyclonedx and spdx' },
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
  run(args, terminal) {
    if (args.flags.has('pushed')) return checkPushed(args, terminal);
    if (args.flags.has('tips-only')) throw new UsageError('--tips-only is for --pushed');
    return checkTree(args, terminal);
  },
};

interface HookCommit extends PushedTip {
  /** Others were pushed on top of it: it is heard of only where it fails, and by what was not told of another commit. */
  readonly isBelow?: true;
  /** What was told so far. */
  readonly told: Told;
}

interface Told {
  readonly findings: Set<string>;
  readonly problems: Set<string>;
}

/** `tip`: the commit to check, as a hook does. */
async function checkTree(args: Arguments, terminal: Terminal, tip?: HookCommit): Promise<number> {
  const outputs = outputsOf(args, terminal);
  const failOn = levelOf(args);
  const storesInventory = args.flags.has('inventory');
  if (storesInventory && !outputs.some(({ format }) => format.mayHoldInventory))
    throw new UsageError('--inventory is for the JSON report: --format json, or --format json=FILE');
  const needsInventory = storesInventory || outputs.some(({ format }) => format.needsInventory);
  const isDetailed = needsInventory || args.flags.has('provenance');
  colored(args, terminal);
  return withSession(
    args,
    terminal,
    async (session) => {
      const judged = await lintRun(session);
      for (const option of tip?.isBelow ? [] : unreadOptions(args, session.rules, judged))
        terminal.err(safe`modwarden: ${printable(option)} was given, and no policy applies a rule that reads it\n`);
      const network = args.flags.has('verbose') ? session.facts?.traffic() : undefined;
      const whole = network ? { ...judged, network } : judged;
      const linted = tip?.isBelow ? withoutTold(whole, tip.told) : whole;
      const code = verdict(linted, failOn);
      if (tip?.isBelow && code === 0) return 0;
      if (tip) tell(whole, tip.told);
      const { report, inventory } = isDetailed
        ? await (await import('./audit/details.ts')).withDetails(session, linted, args, terminal, needsInventory)
        : { report: linted, inventory: undefined };
      const isText = outputs.some(({ name, file }) => name === 'text' && file === undefined);
      // A hook that finds nothing is not heard of.
      const silent = isText && !args.flags.has('verbose') && session.partial !== undefined && isClean(report);
      if (tip && isText && !silent) terminal.out(safe`${printable(tip.name)} (${printable(tip.rev.slice(0, 12))}):\n`);
      await writeOutputs(report, outputs, args, terminal, { silent, inventory, storesInventory });
      return code;
    },
    {
      tellsProblems: outputs.some(({ name }) => !TELL_NO_PROBLEMS.has(name)),
      quick: tip !== undefined,
      recordReads: isDetailed,
    },
  );
}

function tell({ findings, problems }: Report, told: Told): void {
  for (const { id } of findings) told.findings.add(id);
  for (const problem of problems) told.problems.add(JSON.stringify(problem));
}

function withoutTold(report: Report, told: Told): Report {
  return {
    ...report,
    findings: report.findings.filter(({ id }) => !told.findings.has(id)),
    problems: report.problems.filter((problem) => !told.problems.has(JSON.stringify(problem))),
  };
}

/** The worst first. */
const WORST = [2, 3, 1, 0] as const;

/** Each commit that is pushed, one after another: what a branch holds is not what is in the index, and a bad commit stays one below a good one. */
async function checkPushed(args: Arguments, terminal: Terminal): Promise<number> {
  for (const other of ['staged', 'rev', 'facts', 'online', 'format', 'output'])
    if (args.flags.has(other) || args.values.has(other) || args.lists.has(other))
      throw new UsageError(`--pushed and --${other} cannot be used together`);
  const { tips, known, remote } = pushOf(terminal);
  const [root = terminal.cwd] = judgedRoots(args, terminal);
  const range = { tips: tips.map(({ rev }) => rev), known: known ?? [], remote };
  const isAll = known !== undefined && tips.length > 0 && !args.flags.has('tips-only');
  const commits = isAll ? await belowTips(root, terminal, range) : { tips: range.tips, below: [], more: 0 };
  const told: Told = { findings: new Set(), problems: new Set() };
  const judge = (commit: HookCommit) =>
    checkTree({ ...args, values: new Map([...args.values, ['rev', commit.rev]]) }, terminal, commit);
  const codes: number[] = [];
  for (const tip of tips) if (commits.tips.includes(tip.rev)) codes.push(await judge({ ...tip, told }));
  let bad = 0;
  for (const rev of commits.below) {
    const code = await judge({ name: 'earlier commit', rev, isBelow: true, told });
    if (code !== 0) bad++;
    codes.push(code);
  }
  if (bad > 0)
    terminal.err(
      bad === 1
        ? safe`modwarden: 1 earlier commit is pushed too; change it with "git rebase -i", or check with --tips-only\n`
        : safe`modwarden: ${bad} earlier commits are pushed too; change them with "git rebase -i", or check with --tips-only\n`,
    );
  if (commits.more > 0)
    terminal.err(safe`modwarden: ${commits.more} more earlier commits were not checked, the limit is ${MAX_BELOW}\n`);
  return WORST.find((code) => codes.includes(code)) ?? 0;
}

/** In a chunk of its own: no other run loads it. Throws UsageError. */
async function belowTips(root: string, { env }: Terminal, range: PushedRange): Promise<NewCommits> {
  const { newCommits } = await import('../gather/tree/new-commits.ts');
  try {
    return newCommits(root, env, range, stagedPaths(), MAX_BELOW);
  } catch (error) {
    throw error instanceof GitError
      ? new UsageError(`--pushed: ${error.message}; --tips-only checks without the commits before the last`)
      : error;
  }
}

function isClean({ findings, gaps, problems }: Report): boolean {
  return problems.length === 0 && gaps.length === 0 && findings.every(({ state }) => state !== 'new');
}
