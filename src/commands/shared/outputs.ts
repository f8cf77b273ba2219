/** What a report is written as, and where: `--format` as often as there are readers, `-o` for one. */
import { join, parse, resolve } from 'node:path';
import { packageFile } from '../../gather/policies/package-file.ts';
import { whereIsPath } from '../../gather/where.ts';
import type { Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { type Format, type FormatOptions, formatNamed } from '../../report/index.ts';
import type { Inventory } from '../../report/inventory.ts';
import { decode } from '../../text/bytes.ts';
import { type FileText, type Printable, printable, safe } from '../../text/printable.ts';
import { type Arguments, type OptionTable, PRINTING, quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';

/** Options of the commands that write a report. */
export const REPORTING = {
  ...PRINTING,
  'fail-on': {
    value: 'LEVEL',
    help: 'exit 1 for findings of at least this level: error, warning or note (default: error)',
  },
  verbose: {
    short: 'v',
    help: 'show every finding on its own, waived findings, every gap and network statistics',
  },
  provenance: { help: 'json, sarif, junit, markdown: say which files, policies and facts the report is based on' },
  'sarif-suppressed': {
    help: 'sarif: include waived findings, marked as suppressed (code scanning shows them as open)',
  },
  'sarif-gaps': { help: 'sarif: also show what could not be checked, as a result for each go.mod' },
  'sarif-split': { help: 'sarif: a file and a category for each module, beside FILE' },
  'sarif-category': { value: 'NAME', help: "sarif: code scanning's category" },
} as const satisfies OptionTable;

export interface Output {
  readonly name: string;
  readonly format: Format;
  /** As given; undefined: standard output. */
  readonly file: string | undefined;
}

/** Throws UsageError: an unknown format, two for standard output, two for one file. */
export function outputsOf({ flags, lists, values }: Arguments, { cwd }: Pick<Terminal, 'cwd'>): readonly Output[] {
  const outputs = (lists.get('format') ?? ['text']).map(outputOf);
  const [plain, second] = outputs.filter(({ file }) => file === undefined);
  if (plain !== undefined && second !== undefined)
    throw new UsageError(
      `--format ${plain.name} and --format ${second.name}: only one goes to standard output; write --format ${second.name}=FILE`,
    );
  const file = values.get('output');
  if (file !== undefined && plain === undefined)
    throw new UsageError('--output is for a format without a file of its own');
  const all = outputs.map((one) => (one === plain && !isStandardOutput(file) ? { ...one, file } : one));
  if (flags.has('sarif-split') && !all.some((one) => one.name === 'sarif' && one.file !== undefined))
    throw new UsageError('--sarif-split: expected a file, --format sarif=FILE');
  const seen = new Set<string>();
  for (const { file: named } of all) {
    if (named === undefined) continue;
    if (seen.has(resolve(cwd, named))) throw new UsageError(`${quoted(named)}: expected another file for each format`);
    seen.add(resolve(cwd, named));
  }
  return all;
}

function outputOf(text: string): Output {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const format = formatNamed(name);
  if ('error' in format) throw new UsageError(`--format: ${format.error}`);
  if (equals < 0) return { name, format, file: undefined };
  const file = text.slice(equals + 1);
  // Such as a variable that is not set: `markdown=$GITHUB_STEP_SUMMARY`.
  if (file === '') throw new UsageError(`--format ${name}=: expected a file name, got nothing`);
  return { name, format, file: isStandardOutput(file) ? undefined : file };
}

function isStandardOutput(file: string | undefined): boolean {
  return file === undefined || file === '-' || file === '/dev/stdout';
}

/** What formats have beyond the report. */
export interface OutputParts {
  /** Nothing to standard output. */
  readonly silent?: boolean;
  /** For formats that need one. */
  readonly inventory?: Inventory | undefined;
  /** Formats that may hold the inventory have it too. */
  readonly storesInventory?: boolean;
}

/** Writes the report in every form. */
export async function writeOutputs(
  report: Report,
  outputs: readonly Output[],
  args: Arguments,
  terminal: Terminal,
  { silent = false, inventory, storesInventory = false }: OutputParts = {},
): Promise<void> {
  const plain = formatOptions(args, terminal);
  for (const { name, format, file } of outputs) {
    if (file === undefined && silent) continue;
    const reason = format.nothingToSay?.(report);
    if (reason !== undefined) {
      terminal.err(safe`modwarden: ${printable(name)}: ${printable(reason)}; nothing is written\n`);
      // What an earlier run said holds no more.
      if (file !== undefined) removeOld(file, args, terminal);
      continue;
    }
    const render = await format.load();
    const hasInventory = format.needsInventory || (format.mayHoldInventory && storesInventory);
    const options = { ...plain, ...(hasInventory && inventory !== undefined && { inventory }) };
    if (file === undefined) terminal.out(render(report, options));
    else if (name === 'sarif' && args.flags.has('sarif-split')) {
      const { splitByModule } = await import('../../report/sarif/split.ts');
      for (const part of splitByModule(report, options.category))
        saveTo(besides(file, part.name), render(part.report, { ...options, category: part.category }), args, terminal);
    } else saveTo(file, render(report, { ...options, color: colored(args, terminal, true) }), args, terminal);
  }
}

/** `out/a.sarif` → `out/a.NAME.sarif`; the file itself for ''. */
function besides(file: string, name: string): string {
  const { dir, name: stem, ext } = parse(file);
  return name === '' ? file : join(dir, `${stem}.${name}${ext}`);
}

function formatOptions(args: Arguments, terminal: Terminal): FormatOptions {
  const category = args.values.get('sarif-category');
  return {
    color: colored(args, terminal),
    ...(terminal.columns !== undefined && { width: terminal.columns }),
    verbose: args.flags.has('verbose'),
    failOn: levelOf(args),
    suppressed: args.flags.has('sarif-suppressed'),
    gaps: args.flags.has('sarif-gaps'),
    pageOf,
    ...(category !== undefined && { category }),
  };
}

function pageOf(id: string): string | undefined {
  const bytes = packageFile(`rules/${id}/README.md`);
  return bytes && decode(bytes);
}

/** The value of --fail-on. */
export function levelOf(args: Arguments): Level {
  const level = args.values.get('fail-on') ?? 'error';
  if (level === 'error' || level === 'warning' || level === 'note') return level;
  throw new UsageError(`--fail-on: expected error, warning or note, got ${quoted(level)}`);
}

export function colored(args: Arguments, { env, isTerminal }: Terminal, inFile = args.values.has('output')): boolean {
  const when = args.values.get('color') ?? 'auto';
  if (when === 'always' || when === 'never') return when === 'always';
  if (when !== 'auto') throw new UsageError(`--color: expected always, never or auto, got ${quoted(when)}`);
  if (inFile || env.NO_COLOR) return false;
  return isTerminal.out || (env.FORCE_COLOR ?? '0') !== '0';
}

/** To the file of `-o`, else to standard output. `inFile`: what a file gets where it is not the same. */
export function write(text: Printable, args: Arguments, terminal: Terminal, inFile: FileText = text): void {
  const output = args.values.get('output');
  if (isStandardOutput(output)) terminal.out(text);
  else saveTo(output!, inFile, args, terminal);
}

function removeOld(file: string, args: Arguments, terminal: Terminal): void {
  terminal.remove(resolve(terminal.cwd, file), { roots: judgedRoots(args, terminal) });
}

function saveTo(file: string, text: FileText, args: Arguments, terminal: Terminal): void {
  terminal.save(resolve(terminal.cwd, file), text, { roots: judgedRoots(args, terminal) });
}

/** Of the folders on the command line, else of the current one. */
export function judgedRoots({ positionals }: Arguments, { cwd }: Terminal): string[] {
  const roots = (paths: readonly string[]) =>
    paths.map((path) => whereIsPath(path, cwd)).flatMap((where) => ('root' in where ? [where.root] : []));
  const named = roots(positionals);
  return named.length > 0 ? named : roots(['.']);
}
