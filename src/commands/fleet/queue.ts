/** `modwarden fleet enqueue`, `work`, `status`: the same targets by way of a queue, on any number of machines. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answerFolder } from '../../fleet/answer-folder.ts';
import { factHub } from '../../fleet/fact-hub.ts';
import { lanePool } from '../../fleet/lane-pool.ts';
import type { FleetQueue } from '../../fleet/queue/fleet-queue.ts';
import { type RunFolder, type RunInfo, runFolder } from '../../fleet/run-folder.ts';
import { printable, safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { hasThreads, localLane, quietTerminal, threadLane } from './lanes.ts';
import { checkingArguments, countOf } from './options.ts';
import { withQueue } from './queue-address.ts';
import { readTargets } from './read-targets.ts';
import { runInfo } from './run-info.ts';

/** Milliseconds between two looks at whether there is still something to do. */
const LOOK = 500;

const MAX_THREADS = 256;

export function enqueue(args: Arguments, terminal: Terminal): Promise<number> {
  const targets = readTargets(args, terminal);
  return withQueue(args, terminal, async (queue) => {
    const before = await queue.info();
    const info = runInfo(checkingArguments(args), terminal);
    if (before !== undefined && !isSame(info, before))
      throw new UsageError('the queue has a run with other options, policies, date or version: use another --run');
    await queue.add(info, targets);
    const { waiting, active, done, failed } = await queue.status();
    terminal.out(
      safe`${targets.length} targets queued: ${waiting} waiting, ${active} active, ${done} done, ${failed} failed\n`,
    );
    return 0;
  });
}

export function queueStatus(args: Arguments, terminal: Terminal): Promise<number> {
  return withQueue(args, terminal, async (queue) => {
    const info = await queue.info();
    if (info === undefined) throw new UsageError('the queue has no run');
    const { waiting, active, done, failed } = await queue.status();
    terminal.out(
      safe`${printable(info.today)}: ${waiting} waiting, ${active} active, ${done} done, ${failed} failed\n`,
    );
    const reasons = await queue.failed();
    if (reasons.size === 0) return 0;
    const names = new Map((await queue.targets()).map(({ id, name }) => [id, name]));
    for (const [id, reason] of reasons)
      terminal.out(safe`failed: ${printable(names.get(id) ?? id)}: ${printable(reason)}\n`);
    return 0;
  });
}

export function work(args: Arguments, terminal: Terminal): Promise<number> {
  const output = args.values.get('output');
  if (output === undefined) throw new UsageError('fleet work needs a folder for the results: -o FOLDER');
  const threads = hasThreads() ? countOf(args, 'threads', availableParallelism(), MAX_THREADS) : 1;
  const lease = countOf(args, 'lease', 30, 3600) * 1000;
  return withQueue(
    args,
    terminal,
    async (queue) => {
      const info = await infoToWork(queue, args, terminal);
      const run = runFolder(resolve(terminal.cwd, output));
      joinRun(run, info, output);
      const pool = lanePool(laneOpener(run, info, checkingArguments(args), terminal));
      const worker = await queue.work({
        concurrency: threads,
        lease,
        // Another worker may have done it, and died before it could say so.
        check: async (target) => (run.entry(target) === undefined ? pool.check(target) : undefined),
        onError: ({ message }) => terminal.err(safe`modwarden: queue: ${printable(message)}\n`),
      });
      await untilDone(queue, args.flags.has('wait'));
      await worker.close();
      await pool.close();
      return 0;
    },
    { patient: true },
  );
}

async function infoToWork(queue: FleetQueue, args: Arguments, terminal: Terminal): Promise<RunInfo> {
  const queued = await queue.info();
  if (queued === undefined) throw new UsageError('the queue has no run: start with modwarden fleet enqueue');
  if (!isSame(runInfo(checkingArguments(args), terminal, queued), queued))
    throw new UsageError('the queue has a run with other options, policies, date or version');
  return queued;
}

function joinRun(run: RunFolder, info: RunInfo, name: string): void {
  const before = run.info();
  if (before === undefined) run.start(info, []);
  else if (!isSame(before, info)) throw new UsageError(`${quoted(name)} has another run`);
}

function laneOpener(run: RunFolder, info: RunInfo, args: Arguments, terminal: Terminal) {
  const hub = factHub(answerFolder(run.facts));
  return async () =>
    hasThreads()
      ? threadLane({ args, folder: run.folder, info }, hub)
      : localLane({ args, terminal: quietTerminal(terminal), info, shared: hub }, run);
}

/** Also while others work: one of them may die. */
async function untilDone(queue: FleetQueue, waits: boolean): Promise<void> {
  for (;;) {
    await pause(LOOK);
    if (waits) continue;
    const { waiting, active } = await queue.status();
    if (waiting + active === 0) return;
  }
}

function isSame(a: RunInfo, b: RunInfo): boolean {
  return a.today === b.today && a.policy === b.policy && a.tool === b.tool;
}
