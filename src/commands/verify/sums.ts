/** go.sum against the checksum database, live or from evidence, to a report. */
import { resolve } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { readBounded } from '../../gather/read-file.ts';
import type { ChecksumDatabase } from '../../gather/sumdb/database.ts';
import { MAX_EVIDENCE, parseEvidence, type SumdbEvidence } from '../../gather/sumdb/evidence.ts';
import { forkJson } from '../../gather/sumdb/fork-json.ts';
import { type OpenSumdb, openSumdb, sumdbSettings } from '../../gather/sumdb/open-sumdb.ts';
import { replayDatabase } from '../../gather/sumdb/replay.ts';
import { type UserEnv, userEnv } from '../../gather/user-env.ts';
import { prefixMatcher } from '../../go/path/pattern.ts';
import { decode } from '../../text/bytes.ts';
import { printableJson } from '../../text/json-text.ts';
import { safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { progressLine } from '../shared/progress.ts';
import { timeoutOf } from '../shared/session.ts';
import { verifyLines } from './lines.ts';
import { linesJson } from './lines-json.ts';
import { linesText } from './lines-text.ts';
import { type LinesReport, linesOutcome, type VerifiedPart } from './summary.ts';

/** `patterns`: module paths that nobody is asked about, beyond those of the user's environment. */
export async function verifySums(
  run: Run,
  patterns: readonly string[],
  args: Arguments,
  terminal: Terminal,
): Promise<VerifiedPart> {
  const report = await linesReport(run, patterns, args, terminal);
  return { name: 'sums', outcome: linesOutcome(report), text: linesText(report), json: linesJson(report) };
}

async function linesReport(
  { repo }: Run,
  patterns: readonly string[],
  args: Arguments,
  terminal: Terminal,
): Promise<LinesReport> {
  const user = userEnv(terminal.env);
  const evidence = args.values.get('evidence');
  const database =
    evidence === undefined
      ? liveDatabase(user, patterns, args, terminal)
      : replayDatabase(sumdbSettings(user, patterns), readEvidence(evidence, terminal));
  try {
    const results = await verifyLines(repo, database, {
      isPrivate: prefixMatcher(patterns.join(',')),
      ...(terminal.isTerminal.err && { progress: progressLine(terminal, safe`verifying`, safe`lines`) }),
    });
    const { requests, bytes } = database.counts;
    const name = database.name;
    const record = args.values.get('record');
    if (record !== undefined) await saveEvidence(database, record, terminal);
    return {
      database: name,
      treeSize: treeSizeOf(database),
      results,
      requests,
      bytes,
      forks: database.forks.map((fork) => ({ ...forkJson(name ?? '', fork), file: fork.file })),
    };
  } finally {
    database.close();
  }
}

function liveDatabase(user: UserEnv, patterns: readonly string[], args: Arguments, { now }: Terminal): OpenSumdb {
  const timeout = timeoutOf(args);
  return openSumdb(user, {
    private: patterns,
    offline: args.flags.has('offline'),
    now,
    ...(timeout !== undefined && { timeout }),
  });
}

function treeSizeOf(database: ChecksumDatabase): string | undefined {
  const head = database.head();
  return head === undefined || head.note.length === 0 ? undefined : String(head.tree.size);
}

function readEvidence(name: string, { cwd }: Terminal): SumdbEvidence {
  const problem = (what: string) => new UsageError(`--evidence ${quoted(name)}: ${what}`);
  const bytes = readBounded(resolve(cwd, name), MAX_EVIDENCE);
  if ('problem' in bytes) throw problem(bytes.problem);
  const { value, error } = parseEvidence(decode(bytes));
  if (value === undefined) throw problem(error);
  return value;
}

async function saveEvidence(database: ChecksumDatabase, name: string, terminal: Terminal): Promise<void> {
  const evidence = await database.evidence();
  if (evidence === undefined) throw new UsageError('--record: there is no checksum database to record (see GOSUMDB)');
  terminal.save(resolve(terminal.cwd, name), printableJson(`${JSON.stringify(evidence, null, 1)}\n`));
}
