/** `modwarden fleet`: checks many repositories, and reports on all of them. */
import { isMainThread, parentPort } from 'node:worker_threads';
import { quoted, UsageError } from '../shared/args.ts';
import type { Command } from '../shared/command.ts';
import { ACTIONS, checkOptions, FLEET_OPTIONS } from './options.ts';

export const fleet: Command = {
  options: FLEET_OPTIONS,
  positionals: { max: Infinity, name: 'action and targets' },
  usage: `fleet run -o FOLDER [OPTION]... [TARGETS]
       modwarden fleet run --resume FOLDER [OPTION]... [TARGETS]
       modwarden fleet enqueue|work|status --queue URL [OPTION]... [TARGETS]
       modwarden fleet collect -o FOLDER [--queue URL] [RUN]...
       modwarden fleet compare RUN1 RUN2
       modwarden fleet metrics|html [-o PLACE] RUN
       modwarden fleet query RUN QUESTION|SQL`,
  about: `run      checks every target in the file TARGETS (default: standard input): folders, archives and bare
         repositories, one a line, as a path or as JSON such as {"path": "api.git", "rev": "main", "name": "api"};
         writes a JSON report for each target, and summary.json and modules.jsonl for all of them
collect  puts the results of several runs, such as shards or the workers of a queue, into one folder
enqueue  puts the targets into a queue; needs the packages bullmq and ioredis beside modwarden
work     checks targets of the queue until it is empty; workers can start, end and die at any time
status   shows how far the queue is, and which targets failed
compare  shows what changed between two runs; exit code 1: there are new findings
metrics  writes the summary as OpenMetrics
html     writes a page for the fleet, and one for each target
query    answers depends-on MODULE [below VERSION], sumdb-off, new-findings --before RUN, or SQL over the tables
         targets, modules, findings, settings and gaps; needs the package @duckdb/node-api beside modwarden`,
  notes: `Each question about a module is asked once for all targets. A target that cannot be checked is part of the result.
Exit code: the worst of all targets: 0 no findings, 1 findings, 2 policy errors, 3 something could not be checked.`,
  async run(given, terminal) {
    const [action = '', ...positionals] = given.positionals;
    if (action === 'thread' && !isMainThread && parentPort !== null)
      return (await import('./thread.ts')).runThread(parentPort, terminal);
    if (!ACTIONS.includes(action)) {
      const expected = ACTIONS.join(', ');
      throw new UsageError(
        action === '' ? `missing action: ${expected}` : `unknown action ${quoted(action)}: expected one of ${expected}`,
      );
    }
    checkOptions(action, given);
    const args = { ...given, positionals };
    if (action === 'run') return (await import('./run.ts')).runFleet(args, terminal);
    if (action === 'collect') return (await import('./collect.ts')).collectRuns(args, terminal);
    if (action === 'enqueue' || action === 'work' || action === 'status') {
      const { enqueue, queueStatus, work } = await import('./queue.ts');
      return { enqueue, work, status: queueStatus }[action](args, terminal);
    }
    if (action === 'query') return (await import('./query.ts')).queryFleet(args, terminal);
    const { compareFleet, writeMetrics, writePages } = await import('./show.ts');
    return { compare: compareFleet, metrics: writeMetrics, html: writePages }[action]!(args, terminal);
  },
};
