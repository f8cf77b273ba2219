/** `modwarden fleet query`: known questions and SQL over the results of a run. */
import { MissingPeer } from '../../fleet/peer.ts';
import { type Answered, ask } from '../../fleet/query/database.ts';
import { questionOf } from '../../fleet/query/questions.ts';
import { type Printable, printable, safe } from '../../text/printable.ts';
import { masked } from '../../text/secrets.ts';
import { type Arguments, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { aligned, renderTable } from '../shared/table.ts';
import { finishedRun, formatOf, write } from './show.ts';

export async function queryFleet(args: Arguments, terminal: Terminal): Promise<number> {
  const [name, ...words] = args.positionals;
  if (name === undefined) throw new UsageError('fleet query needs the folder of a run, and a question');
  const before = args.values.get('before');
  const question = questionOf(words, before !== undefined);
  if (typeof question === 'string') throw new UsageError(question);
  const format = formatOf(args);
  const run = finishedRun(name, terminal).run;
  const other = before === undefined ? undefined : finishedRun(before, terminal).run;
  const answered = await ask(question.sql, question.values, run, other).catch(asUsageError);
  const { columns, rows } = answered;
  write(args, terminal, format === 'text' ? answerText(answered) : renderTable(rows, columns, format));
  if (rows.length === 0) terminal.err(safe`modwarden: no rows\n`);
  return 0;
}

/** With the names of the columns, which are those that SQL can ask for; `-` where there is no value. */
export function answerText({ columns, rows }: Answered): Printable {
  if (rows.length === 0) return safe``;
  const cells = rows.map((row) => columns.map((name) => printable(masked(String(row[name] ?? '-')))));
  const right = columns.map((name) => rows.every((row) => typeof row[name] === 'number'));
  return aligned([columns.map(printable), ...cells], right);
}

/** Mistakes in SQL, and what is missing, are the user's to fix. */
function asUsageError(error: Error): Answered {
  if (error instanceof MissingPeer) throw new UsageError(error.message);
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    throw new UsageError('the run is not finished: it has no summary.json');
  throw new UsageError(`query: ${error.message.split('\n', 1)[0]}`);
}
