/** `modwarden check`: judges a repository by its policy. */
import { resolve } from 'node:path';
import { whereIs } from '../gather/where.ts';
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { formatNamed } from '../report/index.ts';
import { verdict } from '../report/verdict.ts';
import { type FileText, type Printable, printable, safe } from '../text/printable.ts';
import { type Arguments, ASKING, JUDGING, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { unreadOptions } from './shared/unread-options.ts';
import { withSession } from './shared/with-session.ts';

/** Formats that hold the policy errors in words. */
const PROBLEMS_TOLD: ReadonlySet<string> = new Set(['text', 'json', 'sarif']);

export const check: Command = {
  options: {
    ...JUDGING,
    ...PRINTING,
    'fail-on': {
      value: 'LEVEL',
      help: 'exit 1 for findings of at least this level: error, warning or note (default: error)',
    },
    verbose: {
      short: 'v',
      help: 'show every finding on its own, waived findings, every gap and network statistics',
    },
    'sarif-suppressed': { help: 'sarif: include waived findings, marked as suppressed' },
    'sarif-category': { value: 'NAME', help: "sarif: code scanning's category" },
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: '[check] [OPTION]... [FOLDER]',
  about: `Checks every Go module in FOLDER (default: the current directory) against the nearest policy file,
.modwarden.yaml. Without a policy file, it uses the preset "recommended".`,
  notes: `Exit codes: 0 no findings, 1 findings, 2 invalid usage or policy, 3 something could not be checked.`,
  async run(args, terminal) {
    const name = args.values.get('format') ?? 'text';
    const format = formatNamed(name);
    if ('error' in format) throw new UsageError(`--format: ${format.error}`);
    const failOn = levelOf(args);
    const color = colored(args, terminal);
    return withSession(
      args,
      terminal,
      async (session) => {
        const judged = await lintRun(session);
        for (const option of unreadOptions(args, session.rules, judged))
          terminal.err(safe`modwarden: ${printable(option)} was given, and no policy applies a rule that reads it\n`);
        const network = args.flags.has('verbose') ? session.facts?.traffic() : undefined;
        const report = network ? { ...judged, network } : judged;
        const isQuiet = name === 'text' && !args.flags.has('verbose') && !args.values.has('output');
        // A hook that finds nothing is not heard of.
        if (isQuiet && isClean(report) && report.partial !== undefined) return 0;
        const render = await format.load();
        const category = args.values.get('sarif-category');
        write(
          render(report, {
            color,
            ...(terminal.columns !== undefined && { width: terminal.columns }),
            verbose: args.flags.has('verbose'),
            failOn,
            suppressed: args.flags.has('sarif-suppressed'),
            ...(category !== undefined && { category }),
          }),
          args,
          terminal,
        );
        return verdict(report, failOn);
      },
      { tellsProblems: PROBLEMS_TOLD.has(name) },
    );
  },
};

function isClean({ findings, gaps, problems }: Report): boolean {
  return problems.length === 0 && gaps.length === 0 && findings.every(({ state }) => state !== 'new');
}

function levelOf(args: Arguments): Level {
  const level = args.values.get('fail-on') ?? 'error';
  if (level === 'error' || level === 'warning' || level === 'note') return level;
  throw new UsageError(`--fail-on: expected error, warning or note, got ${quoted(level)}`);
}

export function colored(args: Arguments, { env, isTerminal }: Terminal): boolean {
  const when = args.values.get('color') ?? 'auto';
  if (when === 'always' || when === 'never') return when === 'always';
  if (when !== 'auto') throw new UsageError(`--color: expected always, never or auto, got ${quoted(when)}`);
  if (args.values.has('output') || env.NO_COLOR) return false;
  return isTerminal.out || (env.FORCE_COLOR ?? '0') !== '0';
}

/** To the file of `-o`, else to standard output. `inFile`: what a file gets where it is not the same. */
export function write(text: Printable, args: Arguments, terminal: Terminal, inFile: FileText = text): void {
  const output = args.values.get('output');
  if (output === undefined || output === '-' || output === '/dev/stdout') terminal.out(text);
  else terminal.save(resolve(terminal.cwd, output), inFile, { roots: judgedRoots(args, terminal) });
}

/** Of the folders on the command line, else of the current one. */
function judgedRoots({ positionals }: Arguments, { cwd }: Terminal): string[] {
  const roots = (paths: readonly string[]) =>
    paths.map((path) => whereIs(path, cwd)).flatMap((where) => ('root' in where ? [where.root] : []));
  const named = roots(positionals);
  return named.length > 0 ? named : roots(['.']);
}
