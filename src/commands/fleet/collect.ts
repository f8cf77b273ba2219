/** `modwarden fleet collect`: the results of several runs, or of the workers of a queue, in one folder. */
import { resolve } from 'node:path';
import { copyResults, mergeRuns, writeSummary } from '../../fleet/collect.ts';
import { failedEntry } from '../../fleet/entry.ts';
import { type RunFolder, type RunInfo, runFolder } from '../../fleet/run-folder.ts';
import { printable, safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { keyOf } from './check-target.ts';
import { tell } from './run.ts';

export async function collectRuns(args: Arguments, terminal: Terminal): Promise<number> {
  const output = args.values.get('output');
  if (output === undefined) throw new UsageError('fleet collect needs an output folder: -o FOLDER');
  const into = runFolder(resolve(terminal.cwd, output));
  const from = args.positionals.map((name) => runFolder(resolve(terminal.cwd, name)));
  const isQueueInEnvironment = from.length === 0 && (terminal.env.MODWARDEN_QUEUE ?? '') !== '';
  if (args.values.has('queue') || args.values.has('run') || isQueueInEnvironment) {
    const { withQueue } = await import('./queue-address.ts');
    return withQueue(args, terminal, async (queue) => {
      const info = await queue.info();
      if (info === undefined) throw new UsageError('the queue has no run');
      const targets = await queue.targets();
      refuseOthers([into, ...from], info, targets.length);
      into.start(info, targets);
      for (const run of from) copyResults(run, into, targets);
      const failed = await queue.failed();
      for (const target of targets)
        if (failed.has(target.id) && into.entry(target) === undefined)
          into.save(
            failedEntry(target, keyOf(target, undefined, info), `set aside: ${failed.get(target.id)}`),
            undefined,
          );
      return finish(into, info, terminal);
    });
  }
  if (from.length === 0) throw new UsageError('fleet collect needs the folders of runs, or --queue');
  if (into.info() !== undefined) throw new UsageError(`${quoted(output)} has a run already`);
  const info = mergeRuns(from, into);
  if ('problem' in info) throw new UsageError(info.problem);
  return finish(into, info, terminal);
}

/** The folder of the workers may be the output itself. */
function refuseOthers(runs: readonly RunFolder[], info: RunInfo, targets: number): void {
  if (targets === 0) throw new UsageError('the queue has no targets');
  for (const run of runs) {
    const own = run.info();
    if (own !== undefined && JSON.stringify(own) !== JSON.stringify(info))
      throw new UsageError(`${quoted(run.folder)} has another run than the queue`);
  }
}

function finish(into: RunFolder, info: RunInfo, terminal: Terminal): number {
  const { summary, missing } = writeSummary(into, info);
  into.end();
  for (const { name } of missing.slice(0, 10)) terminal.err(safe`modwarden: no result for ${printable(name)}\n`);
  if (missing.length > 0) terminal.err(safe`modwarden: ${missing.length} targets have no result\n`);
  const code = tell(summary, into, terminal);
  return missing.length > 0 && code !== 2 ? 3 : code;
}
