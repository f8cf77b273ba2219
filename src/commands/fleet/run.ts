/** `modwarden fleet run`: every target on this machine, in threads. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { answerFolder } from '../../fleet/answer-folder.ts';
import { writeSummary } from '../../fleet/collect.ts';
import { failedEntry } from '../../fleet/entry.ts';
import { factHub } from '../../fleet/fact-hub.ts';
import { type RunFolder, type RunInfo, runFolder } from '../../fleet/run-folder.ts';
import { schedule } from '../../fleet/schedule.ts';
import type { FleetSummary } from '../../fleet/summary.ts';
import type { Target } from '../../fleet/target.ts';
import { jsonText } from '../../text/json-text.ts';
import { printable, safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { progressLine } from '../shared/progress.ts';
import { keyOf } from './check-target.ts';
import { hasThreads, localLane, quietTerminal, threadLane } from './lanes.ts';
import { checkingArguments, countOf } from './options.ts';
import { readTargets } from './read-targets.ts';
import { runInfo } from './run-info.ts';

/** How often a target may end its thread. */
const TRIES = 3;

const MAX_THREADS = 256;

export async function runFleet(args: Arguments, terminal: Terminal): Promise<number> {
  const checking = checkingArguments(args);
  const { run, info, targets } = startRun(args, checking, terminal);
  const left = targets.filter((target) => run.entry(target) === undefined);
  const hub = factHub(answerFolder(run.facts));
  const inThreads = hasThreads();
  const started = terminal.now().getTime();
  await schedule({
    targets: left,
    lanes: inThreads ? countOf(args, 'threads', availableParallelism(), MAX_THREADS) : 1,
    open: async () =>
      inThreads
        ? threadLane({ args: checking, folder: run.folder, info }, hub)
        : localLane({ args: checking, terminal: quietTerminal(terminal), info, shared: hub }, run),
    tries: TRIES,
    setAside: (target, reason) => run.save(failedEntry(target, keyOf(target, undefined, info), reason), undefined),
    ...(terminal.isTerminal.err && { progress: progressLine(terminal, safe`checking`, safe`targets`) }),
  });
  const { summary } = writeSummary(run, info);
  run.end();
  const { asked, different, shared } = hub.counts();
  terminal.err(safe`modwarden: ${asked} questions about modules were asked, ${different} different ones\n`);
  const stats = args.values.get('stats');
  if (stats !== undefined) {
    const seconds = (terminal.now().getTime() - started) / 1000;
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    // Seconds and bytes.
    const cpu = (userCPUTime + systemCPUTime) / 1e6;
    const figures = { targets: left.length, seconds, cpu, asked, different, shared, maxRss: maxRSS * 1024 };
    terminal.save(resolve(terminal.cwd, stats), jsonText(figures));
  }
  return tell(summary, run, terminal);
}

interface Started {
  readonly run: RunFolder;
  readonly info: RunInfo;
  readonly targets: readonly Target[];
}

/** Throws UsageError. */
function startRun(args: Arguments, checking: Arguments, terminal: Terminal): Started {
  const output = args.values.get('output');
  const resumed = args.values.get('resume');
  if ((output === undefined) === (resumed === undefined))
    throw new UsageError('fleet run needs a folder for the results: -o FOLDER, or --resume FOLDER');
  const name = (output ?? resumed)!;
  const run = runFolder(resolve(terminal.cwd, name));
  const before = run.info();
  if (resumed === undefined) {
    if (before !== undefined) throw new UsageError(`${quoted(name)} has a run already: use --resume ${quoted(name)}`);
    const info = runInfo(checking, terminal);
    const targets = readTargets(args, terminal);
    startIn(run, info, targets, name);
    return { run, info, targets };
  }
  if (before === undefined) throw new UsageError(`${quoted(name)} has no fleet run to resume`);
  const info = runInfo(checking, terminal, before);
  if (JSON.stringify(info) !== JSON.stringify(before))
    throw new UsageError(`${quoted(name)} was started with other options, policies, date or version`);
  const stored = run.targets();
  if (args.positionals.length === 0 && !args.values.has('shard')) return { run, info, targets: stored };
  const targets = readTargets(args, terminal);
  if (targets.map(({ id }) => id).join() !== stored.map(({ id }) => id).join())
    throw new UsageError(`${quoted(name)} was started with other targets`);
  return { run, info, targets };
}

function startIn(run: RunFolder, info: RunInfo, targets: readonly Target[], name: string): void {
  try {
    run.start(info, targets);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${quoted(name)} cannot be written (${code})`);
  }
}

/** The worst first. */
const WORST = [2, 3, 1, 0] as const;

/** One line about the whole fleet; gives the exit code. */
export function tell({ targets, findings, gaps }: FleetSummary, run: RunFolder, terminal: Terminal): number {
  const open = findings.reduce((sum, row) => sum + row.new, 0);
  const unchecked = gaps.reduce((sum, row) => sum + row.gaps, 0);
  terminal.out(
    safe`${targets.all} targets: ${open} findings, ${unchecked} gaps, ${targets.failed} targets could not be checked\n`,
  );
  terminal.out(safe`${printable(run.folder)}\n`);
  return WORST.find((code) => targets.exits[`${code}`] > 0) ?? 0;
}
