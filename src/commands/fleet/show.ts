/** `modwarden fleet compare`, `metrics`, `html`: what finished runs say. */
import { resolve } from 'node:path';
import { summaryOf } from '../../fleet/collect.ts';
import { compareRuns, type FleetChanges } from '../../fleet/compare.ts';
import { fleetPage, pageOf } from '../../fleet/fleet-page.ts';
import { fleetMetrics } from '../../fleet/metrics.ts';
import { type RunFolder, type RunInfo, runFolder } from '../../fleet/run-folder.ts';
import { maskReport } from '../../lint/mask-report.ts';
import { readJsonReport } from '../../report/read-json.ts';
import { jsonText } from '../../text/json-text.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';

export async function compareFleet(args: Arguments, terminal: Terminal): Promise<number> {
  const [first, second] = args.positionals.map((name) => finishedRun(name, terminal));
  if (first === undefined || second === undefined || args.positionals.length > 2)
    throw new UsageError('fleet compare needs the folders of two runs');
  const changes = compareRuns(first.run, second.run, { from: first.info, to: second.info });
  write(args, terminal, formatOf(args) === 'json' ? jsonText(changes) : changesText(changes));
  return changes.findings.added.length > 0 ? 1 : 0;
}

export async function writeMetrics(args: Arguments, terminal: Terminal): Promise<number> {
  const { run, info } = theRun(args, terminal, 'metrics');
  write(args, terminal, fleetMetrics(summaryOf(run, info).summary));
  return 0;
}

/** `index.html`, and a page for each target that was checked. */
export async function writePages(args: Arguments, terminal: Terminal): Promise<number> {
  const output = args.values.get('output');
  if (output === undefined) throw new UsageError('fleet html needs an output folder: -o FOLDER');
  const { run, info } = theRun(args, terminal, 'html');
  const pages = runFolder(resolve(terminal.cwd, output));
  const { renderHtml } = await import('../../report/html/html.ts');
  const targets = [];
  for (const target of run.targets()) {
    const entry = run.entry(target);
    if (entry === undefined) continue;
    const text = run.report(target);
    const report = text === undefined ? undefined : await readJsonReport(text);
    const hasReport = report !== undefined && !('problem' in report);
    if (hasReport) {
      // The file may be from another machine.
      const page = renderHtml({ ...maskReport(report.report), tree: target.name }, { inventory: entry.inventory });
      pages.write(pageOf(target), page);
    }
    targets.push({ target, exit: entry.exit, hasReport });
  }
  targets.sort((a, b) => (a.target.name < b.target.name ? -1 : 1));
  const { summary, modules } = summaryOf(run, info);
  pages.write('index.html', fleetPage({ summary, modules: [...modules()], targets }));
  pages.end();
  terminal.out(safe`${printable(resolve(terminal.cwd, output, 'index.html'))}\n`);
  return 0;
}

function theRun(args: Arguments, terminal: Terminal, action: string): Finished {
  const [name, ...others] = args.positionals;
  if (name === undefined || others.length > 0) throw new UsageError(`fleet ${action} needs the folder of one run`);
  return finishedRun(name, terminal);
}

interface Finished {
  readonly run: RunFolder;
  readonly info: RunInfo;
}

export function finishedRun(name: string, { cwd }: Pick<Terminal, 'cwd'>): Finished {
  const run = runFolder(resolve(cwd, name));
  const info = run.info();
  if (info === undefined) throw new UsageError(`${quoted(name)} has no fleet run`);
  return { run, info };
}

export function formatOf(args: Arguments): 'text' | 'json' {
  const format = args.values.get('format') ?? 'text';
  if (format === 'text' || format === 'json') return format;
  throw new UsageError(`--format: expected text or json, got ${quoted(format)}`);
}

export function write(args: Arguments, terminal: Terminal, text: Printable): void {
  const output = args.values.get('output');
  if (output === undefined) terminal.out(text);
  else terminal.save(resolve(terminal.cwd, output), text);
}

function changesText({ from, to, targets, findings, gaps, modules }: FleetChanges): Printable {
  const list = (sign: string, texts: readonly string[]) =>
    joined(texts.map((text) => safe`${printable(sign)} ${printable(text)}\n`));
  const told = (all: FleetChanges['findings']['added']) =>
    all.map(
      ({ target, path, line, level, rule, message }) => `${target}: ${path}:${line} ${level}[${rule}]: ${message}`,
    );
  return joined([
    safe`${printable(from.today)} to ${printable(to.today)}\n`,
    safe`targets: ${targets.added.length} added, ${targets.removed.length} removed, ${targets.failed.length} failed, ${targets.recovered.length} recovered\n`,
    list('+', targets.added),
    list('-', targets.removed),
    list(
      '!',
      targets.failed.map(({ target, error }) => `${target}: ${error}`),
    ),
    safe`findings: ${findings.added.length} added, ${findings.removed.length} removed\n`,
    list('+', told(findings.added)),
    list('-', told(findings.removed)),
    safe`gaps: ${gaps.added} added, ${gaps.removed} removed\n`,
    safe`module versions: ${modules.added.length} added, ${modules.removed.length} removed\n`,
    list('+', modules.added),
    list('-', modules.removed),
  ]);
}
