/** `modwarden fleet collect`: the results of several runs in one folder. */
import { resolve } from 'node:path';
import { mergeRuns, writeSummary } from '../../fleet/collect.ts';
import { runFolder } from '../../fleet/run-folder.ts';
import { printable, safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { tell } from './run.ts';

export async function collectRuns(args: Arguments, terminal: Terminal): Promise<number> {
  const output = args.values.get('output');
  if (output === undefined) throw new UsageError('fleet collect needs an output folder: -o FOLDER');
  if (args.positionals.length === 0) throw new UsageError('fleet collect needs the folders of runs');
  const into = runFolder(resolve(terminal.cwd, output));
  if (into.info() !== undefined) throw new UsageError(`${quoted(output)} has a run already`);
  const from = args.positionals.map((name) => runFolder(resolve(terminal.cwd, name)));
  const info = mergeRuns(from, into);
  if ('problem' in info) throw new UsageError(info.problem);
  const { summary, missing } = writeSummary(into, info);
  into.end();
  for (const { name } of missing.slice(0, 10)) terminal.err(safe`modwarden: no result for ${printable(name)}\n`);
  if (missing.length > 0) terminal.err(safe`modwarden: ${missing.length} targets have no result\n`);
  const code = tell(summary, into, terminal);
  return missing.length > 0 && code !== 2 ? 3 : code;
}
