/** From the entries of a run folder to its summary, and several run folders to one. */

import { compareText } from '../go/std/order.ts';
import { jsonText } from '../text/json-text.ts';
import { type FileText, fileText } from '../text/printable.ts';
import { jsonLine } from './json-line.ts';
import type { RunFolder, RunInfo } from './run-folder.ts';
import { type FleetSummary, type ModuleRow, summing } from './summary.ts';
import type { Target } from './target.ts';

export interface Collected {
  readonly summary: FleetSummary;
  /** Targets without a result. */
  readonly missing: readonly Target[];
}

/** Writes `summary.json` and `modules.jsonl`. Equal results give equal bytes. */
export function writeSummary(run: RunFolder, info: RunInfo): Collected {
  const { summary, modules, missing } = summaryOf(run, info);
  run.writeLines('modules.jsonl', linesOf(modules()));
  run.write('summary.json', jsonText(summary));
  return { summary, missing };
}

function* linesOf(rows: Iterable<ModuleRow>): Iterable<FileText> {
  for (const row of rows) yield jsonLine(row);
}

/** The same without writing it. */
export function summaryOf(run: RunFolder, info: RunInfo): Collected & { readonly modules: () => Iterable<ModuleRow> } {
  const sum = summing();
  const missing: Target[] = [];
  for (const target of run.targets()) {
    const entry = run.entry(target);
    if (entry === undefined) missing.push(target);
    else sum.add(entry);
  }
  return { summary: sum.summary(info), modules: sum.modules, missing };
}

/** Copies the results of several runs into one folder. Gives the reason where they do not belong together. */
export function mergeRuns(from: readonly RunFolder[], into: RunFolder): { readonly problem: string } | RunInfo {
  const infos = from.map((run) => run.info());
  const [info] = infos;
  const stranger = infos.indexOf(undefined);
  if (info === undefined || stranger >= 0)
    return { problem: `${from[Math.max(stranger, 0)]?.folder ?? 'nothing'} has no fleet run` };
  const other = infos.findIndex((one) => JSON.stringify(one) !== JSON.stringify(info));
  if (other >= 0) return { problem: `${from[0]!.folder} and ${from[other]!.folder} differ in date, policy or version` };
  const targets = new Map<string, Target>();
  for (const run of from) for (const target of run.targets()) targets.set(target.id, target);
  into.start(
    info,
    [...targets.values()].sort((a, b) => compareText(a.id, b.id)),
  );
  for (const run of from) copyResults(run, into, run.targets());
  return info;
}

/** Those of the targets that the run has. */
export function copyResults(run: RunFolder, into: RunFolder, targets: readonly Target[]): void {
  for (const target of targets) {
    const entry = run.entry(target);
    if (entry === undefined) continue;
    const report = run.report(target);
    into.save(entry, report === undefined ? undefined : reportText(report));
  }
}

/** A report of ours has nothing to be spelled out. */
function reportText(text: string): FileText {
  return fileText(text);
}
