/** `modwarden verify`: go.sum against the checksum database, with proofs. */
import { resolve } from 'node:path';
import type { Run } from '../gather/open-run.ts';
import { readBounded } from '../gather/read-file.ts';
import type { ChecksumDatabase } from '../gather/sumdb/database.ts';
import { MAX_EVIDENCE, parseEvidence, type SumdbEvidence } from '../gather/sumdb/evidence.ts';
import { forkJson } from '../gather/sumdb/fork-json.ts';
import { type OpenSumdb, openSumdb, sumdbSettings } from '../gather/sumdb/open-sumdb.ts';
import { replayDatabase } from '../gather/sumdb/replay.ts';
import { type UserEnv, userEnv } from '../gather/user-env.ts';
import { prefixMatcher } from '../go/path/pattern.ts';
import { decode } from '../text/bytes.ts';
import { jsonText, printableJson } from '../text/json-text.ts';
import { safe } from '../text/printable.ts';
import { write } from './check.ts';
import { type Arguments, ASKING, JUDGING, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { progressLine } from './shared/progress.ts';
import { timeoutOf } from './shared/session.ts';
import { withSession } from './shared/with-session.ts';
import { verifyLines } from './verify/lines.ts';
import { linesJson } from './verify/lines-json.ts';
import { linesText } from './verify/lines-text.ts';
import { exitCode, type LinesReport, linesOutcome } from './verify/summary.ts';

export const verify: Command = {
  options: {
    record: { value: 'FILE', help: 'also write lookups, tiles and the tree head there, as evidence' },
    evidence: { value: 'FILE', help: 'verify with the evidence in this file alone; asks nobody' },
    policy: JUDGING.policy,
    preset: JUDGING.preset,
    rev: JUDGING.rev,
    format: { value: 'FORMAT', help: 'text or json (default: text)' },
    output: PRINTING.output,
    offline: ASKING.offline,
    online: ASKING.online,
    timeout: ASKING.timeout,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'verify [OPTION]... [FOLDER]',
  about: `Verifies every line of the go.sum and go.work.sum files in FOLDER with the checksum database, through
your own GOPROXY and GOSUMDB. The database is trusted for nothing but its key: each answer is proved to be
in its log, and the log to be the one that earlier runs saw. Private modules (GONOSUMDB, GOPRIVATE,
"private" in the policy) are skipped.`,
  notes: `Exit code: 0 all verified, 1 a line differs or is not logged, or the database showed two histories,
2 wrong usage or policy, 3 a line could not be verified.`,
  async run(args, terminal) {
    const format = args.values.get('format') ?? 'text';
    if (format !== 'text' && format !== 'json')
      throw new UsageError(`--format ${quoted(format)}: expected text or json`);
    if (args.values.has('record') && args.values.has('evidence'))
      throw new UsageError('--record and --evidence cannot be used together');
    return withSession(args, terminal, async (session) => {
      // The policy errors are on standard error; which paths are private is not known, so nobody is asked.
      if (session.private === undefined) return 2;
      const report = await linesReport(session, session.private, args, terminal);
      write(format === 'json' ? jsonText({ version: 1, sums: linesJson(report) }) : linesText(report), args, terminal);
      return exitCode([linesOutcome(report)]);
    });
  },
};

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
