/** `modwarden fix`: makes the edits that findings come with. */
import { createHash } from 'node:crypto';
import { replaceText } from '../gather/edited-file.ts';
import type { Run } from '../gather/open-run.ts';
import { openPolicyFile } from '../gather/policies/given-policy.ts';
import type { Fixable } from '../lint/fix/apply-fixes.ts';
import { type FixResult, fixFindings } from '../lint/fix/fix-findings.ts';
import { lintRun } from '../lint/lint-run.ts';
import { ModwardenError } from '../model/error.ts';
import type { Report } from '../model/report.ts';
import { decode, encode } from '../text/bytes.ts';
import { diffHead, joined, type Printable, printable, printableLines, safe } from '../text/printable.ts';
import { masked } from '../text/secrets.ts';
import { diffHunks } from '../text/unified-diff.ts';
import { type Arguments, ASKING, JUDGING, KNOWN, PLUGINS, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { judgedRoots } from './shared/outputs.ts';
import { openSession, type SessionOptions } from './shared/session.ts';
import { withSession } from './shared/with-session.ts';

export const fix: Command = {
  options: {
    'dry-run': { help: 'write nothing; print the changes as a unified diff' },
    unsafe: { help: 'also make fixes that need a review: they can lose what somebody wanted to keep' },
    policy: JUDGING.policy,
    preset: JUDGING.preset,
    staged: { help: 'fix what is found in staged files; says what to stage, and stages nothing' },
    ...KNOWN,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: Infinity, name: 'path' },
  usage: 'fix [OPTION]... [PATH]...',
  about: `Fixes findings in PATH (default: the current directory) where the right edit is known. Edits one directive at a
time and keeps every other byte. Checks again after each pass, and undoes a fix that adds a finding.
Findings about the integrity of modules (sum/changed, sum/conflict, sum/mismatch, sum/not-logged) have no fix.`,
  notes: `Exit codes: 0 fixed or nothing to fix, 1 a file could not be written, or --dry-run found changes, 2 invalid usage
or policy, 3 something could not be checked. "modwarden check" shows what is left.`,
  run: (args, terminal) => {
    const policy = givenPolicy(args, terminal);
    return withSession(
      args,
      terminal,
      async (session) => {
        if (session.origin?.kind !== 'folder' && session.origin?.kind !== 'index')
          throw new UsageError('only files of a work tree can be fixed');
        const report = await lintRun(session);
        if (report.problems.length > 0) return 2;
        const result = await fixFindings({
          report,
          unsafe: args.flags.has('unsafe'),
          check: (overlay) => checked({ overlay, ...policy }, args, terminal),
          read: (path) => textOf(path, session),
          hash: (text) => createHash('sha256').update(encode(text)).digest('hex'),
        });
        const isDry = args.flags.has('dry-run');
        const left = isDry ? await show(result, session, terminal) : await write(result, session, terminal);
        tell(result, left, args, terminal);
        if (left.size > 0) return 1;
        return reportGaps(result.report, terminal);
      },
      policy,
    );
  },
};

/** Read once: a pipe gives its text to the first who asks, and every pass is checked by the same policy. Throws UsageError. */
function givenPolicy(args: Arguments, terminal: Terminal): Pick<SessionOptions, 'policy'> {
  const file = args.values.get('policy');
  const [root] = judgedRoots(args, terminal);
  if (file === undefined || root === undefined) return {};
  try {
    return { policy: { opened: openPolicyFile({ file, cwd: terminal.cwd }, root) } };
  } catch (error) {
    throw error instanceof ModwardenError ? new UsageError(`--policy ${error.message}`) : error;
  }
}

async function checked(options: SessionOptions, args: Arguments, terminal: Terminal): Promise<Report> {
  const session = await openSession(args, terminal, options);
  try {
    return await lintRun(session);
  } finally {
    session.close();
  }
}

async function textOf(path: string, { tree, repo }: Run): Promise<string | undefined> {
  const bytes = repo.hasFile(path) ? await tree.read(path) : undefined;
  return bytes && decode(bytes);
}

/** Paths of files that are not written. */
type NotWritten = ReadonlySet<string>;

async function show({ files }: FixResult, session: Run, terminal: Terminal): Promise<NotWritten> {
  for (const [path, after] of files) {
    terminal.out(diffHead(path));
    terminal.out(printableLines(masked(diffHunks((await textOf(path, session))!, after))));
  }
  return new Set(files.keys());
}

async function write({ files }: FixResult, session: Run, terminal: Terminal): Promise<NotWritten> {
  const left = new Set<string>();
  for (const [path, after] of files) {
    const problem = replaceText(session.root, path, (await textOf(path, session))!, after);
    if (problem === undefined) continue;
    left.add(path);
    terminal.err(safe`modwarden: ${printable(path)} ${printable(problem)}\n`);
  }
  return left;
}

function tell(result: FixResult, left: NotWritten, args: Arguments, terminal: Terminal): void {
  const written = result.fixed.filter(({ path }) => !left.has(path));
  for (const one of written) terminal.out(safe`fixed ${named(one)} (${printable(one.fix.what)})\n`);
  for (const { fix: one, added } of result.undone)
    terminal.err(safe`modwarden: undone: ${named(one)}: the fix would add ${printable(masked(added[0]!))}\n`);
  if (result.stopped) terminal.err(safe`modwarden: stopped at a limit; run the command again\n`);
  if (args.flags.has('dry-run')) {
    if (left.size === 0) terminal.out(safe`nothing to fix${others(result)}\n`);
    return;
  }
  const files = [...new Set(written.map(({ path }) => path))];
  const done =
    written.length === 0
      ? safe`nothing ${left.size > 0 ? 'was fixed' : 'to fix'}`
      : safe`fixed ${count(written.length, 'finding')} in ${count(files.length, 'file')}`;
  terminal.out(safe`${done}${others(result)}\n`);
  for (const command of commandsAfter(written)) terminal.out(safe`then run: ${printable(command)}\n`);
  if (args.flags.has('staged') && files.length > 0)
    terminal.out(
      safe`stage the changes: git add -- ${joined(
        files.map((path) => printable(quoted(path))),
        ' ',
      )}\n`,
    );
}

/** What completes the fixes, each once, and where. */
function commandsAfter(fixes: readonly Fixable[]): readonly string[] {
  const commands = fixes.flatMap(({ path, fix: { followUp } }) => {
    const folder = path.includes('/') ? ` (in ${path.slice(0, path.lastIndexOf('/'))})` : '';
    return followUp === undefined ? [] : [`${followUp.run}${folder}`];
  });
  return [...new Set(commands)];
}

function named({ path, finding }: Fixable): Printable {
  return safe`${printable(path)}: ${printable(finding.rule)}: ${printable(finding.message)}`;
}

/** What stands in the result still. */
function others({ report }: FixResult): Printable {
  const found = report.findings.filter(({ state }) => state === 'new');
  const unsafe = found.filter(({ fix: one }) => one?.safe === false).length;
  if (found.length === 0) return safe``;
  const hint = unsafe === 0 ? safe`` : safe` (${unsafe} with a fix that needs a review: --unsafe)`;
  return safe`; ${count(found.length, 'finding')} left${hint}`;
}

function count(n: number, what: string): Printable {
  return safe`${n} ${printable(what)}${n === 1 ? '' : 's'}`;
}

function reportGaps({ gaps }: Report, { err }: Terminal): 0 | 3 {
  const failing = gaps.filter(({ fails }) => fails).length;
  if (failing === 0) return 0;
  err(safe`modwarden: ${count(failing, 'thing')} could not be checked: a check says which\n`);
  return 3;
}
