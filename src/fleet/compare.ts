/** What changed between two fleet runs, such as last night's and today's. */
import { compareText } from '../go/std/order.ts';
import type { FleetEntry, FleetFinding } from './entry.ts';
import type { RunFolder, RunInfo } from './run-folder.ts';

export interface FleetChanges {
  readonly version: 1;
  readonly from: RunInfo;
  readonly to: RunInfo;
  /** Names, sorted. */
  readonly targets: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Could be checked before. */
    readonly failed: readonly { readonly target: string; readonly error: string }[];
    /** Could not be checked before. */
    readonly recovered: readonly string[];
  };
  readonly findings: { readonly added: readonly ChangedFinding[]; readonly removed: readonly ChangedFinding[] };
  readonly gaps: { readonly added: number; readonly removed: number };
  /** Module versions that no target used before, and those that none uses any more. */
  readonly modules: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

export interface ChangedFinding {
  readonly target: string;
  readonly rule: string;
  readonly level: FleetFinding['level'];
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** `info`: what the two runs were started with. A target that one of the runs could not check changes no findings: nobody knows them. */
export function compareRuns(before: RunFolder, after: RunFolder, info: { from: RunInfo; to: RunInfo }): FleetChanges {
  const [old, now] = [before.targets(), after.targets()];
  const [oldIds, nowIds] = [new Set(old.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  const modules = { before: new Set<string>(), after: new Set<string>() };
  const added: ChangedFinding[] = [];
  const removed: ChangedFinding[] = [];
  const failed: { target: string; error: string }[] = [];
  const recovered: string[] = [];
  const gaps = { added: 0, removed: 0 };
  for (const target of now) {
    const [is, was] = [after.entry(target), oldIds.has(target.id) ? before.entry(target) : undefined];
    if (is !== undefined) addModules(modules.after, is);
    if (was !== undefined) addModules(modules.before, was);
    if (is === undefined) continue;
    if (is.error !== undefined && was !== undefined && was.error === undefined)
      failed.push({ target: target.name, error: is.error });
    if (is.error === undefined && was?.error !== undefined) recovered.push(target.name);
    if (is.error !== undefined || was?.error !== undefined) continue;
    added.push(...openIn(is, was));
    if (was === undefined) continue;
    removed.push(...openIn(was, is));
    gaps.added += beyond(is, was);
    gaps.removed += beyond(was, is);
  }
  const gone = old.filter(({ id }) => !nowIds.has(id));
  for (const target of gone) {
    const was = before.entry(target);
    if (was !== undefined) addModules(modules.before, was);
  }
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).sort(compareText);
  return {
    version: 1,
    ...info,
    targets: {
      added: names(now.filter(({ id }) => !oldIds.has(id))),
      removed: names(gone),
      failed: failed.sort((a, b) => compareText(a.target, b.target)),
      recovered: recovered.sort(compareText),
    },
    findings: { added: sorted(added), removed: sorted(removed) },
    gaps,
    modules: {
      added: without(modules.after, modules.before),
      removed: without(modules.before, modules.after),
    },
  };
}

/** Findings that count in the one and are not known in the other. */
function openIn({ target, findings }: FleetEntry, other: FleetEntry | undefined): ChangedFinding[] {
  const known = new Set(other?.findings.filter(({ state }) => state === 'new').map(({ id }) => id));
  return findings
    .filter(({ state, id }) => state === 'new' && !known.has(id))
    .map(({ rule, level, id, path, line, message }) => ({
      target: target.name,
      rule,
      level,
      id,
      path,
      line,
      message,
    }));
}

function beyond({ gaps }: FleetEntry, other: FleetEntry): number {
  const key = ({ rule, subject, why }: FleetEntry['gaps'][number]) => `${rule}\0${subject}\0${why}`;
  const known = new Set(other.gaps.map(key));
  return gaps.filter((gap) => !known.has(key(gap))).length;
}

function addModules(all: Set<string>, { inventory }: FleetEntry): void {
  for (const { path, version } of inventory.components) all.add(`${path}@${version}`);
}

function without(all: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...all].filter((one) => !others.has(one)).sort(compareText);
}

function sorted(findings: readonly ChangedFinding[]): ChangedFinding[] {
  return [...findings].sort(
    (a, b) =>
      compareText(a.target, b.target) || compareText(a.path, b.path) || a.line - b.line || compareText(a.id, b.id),
  );
}
