/**
 * The folder of a fleet run. What depends on targets, policies and facts alone is equal for equal runs, however the work was shared out:
 *
 *     run.json             what the run was started with
 *     targets.jsonl        the targets, sorted by ID
 *     reports/ab/ab….json  for each target the report that `modwarden check` writes
 *     entries/ab/ab….json  and all else that summaries and queries need
 *     summary.json, modules.jsonl
 *
 * `.facts` has the answers of servers, and is not part of the result; nor is `.drafts`, with files that are not whole yet.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../text/bytes.ts';
import { type FileText, joined } from '../text/printable.ts';
import { type FleetEntry, readEntry } from './entry.ts';
import { fromJson, isPlainObject, jsonLine } from './json-line.ts';
import { parseTargets, type Target, targetJson } from './target.ts';
import { writeLines, writeResult } from './write-result.ts';

/** What a run was started with: results with another one do not belong together. */
export interface RunInfo {
  readonly version: 1;
  readonly tool: string;
  /** The day that is checked, YYYY-MM-DD. */
  readonly today: string;
  /** SHA-256 of all options and files that say how targets are checked. */
  readonly policy: string;
}

export interface RunFolder {
  readonly folder: string;
  readonly facts: string;
  /** undefined where no run was started here. */
  info(): RunInfo | undefined;
  targets(): readonly Target[];
  /** undefined where the target is not done. */
  entry(target: Pick<Target, 'id'>): FleetEntry | undefined;
  /** The text of the JSON report; undefined where there is none. */
  report(target: Pick<Target, 'id'>): string | undefined;
  start(info: RunInfo, targets: readonly Target[]): void;
  /** The entry comes last: with it the target is done. */
  save(entry: FleetEntry, report: FileText | undefined): void;
  /** A file of the results by its name. */
  write(name: string, text: FileText): void;
  /** The same, one line after another. */
  writeLines(name: string, lines: Iterable<FileText>): void;
  /** Nobody writes any more: removes what a killed run left of files that were not whole. */
  end(): void;
}

export function runFolder(folder: string): RunFolder {
  const drafts = join(folder, '.drafts');
  const put = (file: string, text: FileText) => writeResult(file, text, drafts);
  const at = (kind: string, { id }: Pick<Target, 'id'>) => join(folder, kind, id.slice(0, 2), `${id}.json`);
  return {
    folder,
    facts: join(folder, '.facts'),
    info: () => infoOf(fromJson(textAt(join(folder, 'run.json')) ?? '')),
    targets: () => parseTargets(textAt(join(folder, 'targets.jsonl')) ?? '').targets,
    entry: (target) => readEntry(fromJson(textAt(at('entries', target)) ?? ''), target.id),
    report: (target) => textAt(at('reports', target)),
    start: (info, targets) => {
      mkdirSync(folder, { recursive: true });
      put(join(folder, 'targets.jsonl'), targetsText(targets));
      put(join(folder, 'run.json'), jsonLine(info));
    },
    save: (entry, report) => {
      if (report !== undefined) put(at('reports', entry.target), report);
      put(at('entries', entry.target), jsonLine(entry));
    },
    write: (name, text) => put(join(folder, name), text),
    writeLines: (name, lines) => writeLines(join(folder, name), lines, drafts),
    end: () => rmSync(drafts, { recursive: true, force: true }),
  };
}

function targetsText(targets: readonly Target[]): FileText {
  return joined(targets.map((target) => jsonLine(targetJson(target))));
}

function infoOf(json: unknown): RunInfo | undefined {
  if (!isPlainObject(json) || json.version !== 1) return undefined;
  const { tool, today, policy } = json;
  if (typeof tool !== 'string' || typeof today !== 'string' || typeof policy !== 'string') return undefined;
  return { version: 1, tool, today, policy };
}

function textAt(file: string): string | undefined {
  try {
    return decode(readFileSync(file));
  } catch {
    return undefined;
  }
}
