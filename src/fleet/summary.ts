/** The sum of all targets of a fleet. Entries are added one by one, so that not all of them are in memory. */
import { compareText } from '../go/std/order.ts';
import { compare } from '../go/version/semver.ts';
import type { Level } from '../model/rule.ts';
import type { FleetEntry, FleetFinding } from './entry.ts';
import type { RunInfo } from './run-folder.ts';

export interface FleetSummary {
  readonly version: 1;
  readonly run: RunInfo;
  readonly targets: {
    readonly all: number;
    readonly failed: number;
    /** By exit code. */
    readonly exits: Readonly<Record<'0' | '1' | '2' | '3', number>>;
  };
  readonly modules: { readonly paths: number; readonly versions: number };
  readonly findings: readonly FindingRow[];
  /** The targets with the most to do, the worst first. */
  readonly worst: readonly WorstRow[];
  readonly licenses: readonly LicenseRow[];
  readonly vulnerabilities: readonly VulnerabilityRow[];
  readonly gaps: readonly GapRow[];
  readonly failed: readonly { readonly id: string; readonly name: string; readonly error: string }[];
}

export interface FindingRow {
  readonly rule: string;
  readonly level: Level;
  readonly new: number;
  readonly baseline: number;
  readonly waived: number;
  readonly targets: number;
}

export interface WorstRow {
  readonly id: string;
  readonly name: string;
  readonly exit: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly gaps: number;
  readonly score?: number;
}

export interface LicenseRow {
  /** SPDX expression, or `unknown`. */
  readonly expression: string;
  readonly versions: number;
  readonly targets: number;
}

export interface VulnerabilityRow {
  readonly ids: readonly string[];
  readonly module: string;
  readonly version: string;
  readonly fixed: string;
  readonly targets: readonly string[];
}

export interface GapRow {
  readonly rule: string;
  readonly why: string;
  readonly fails: boolean;
  readonly gaps: number;
  readonly targets: number;
}

/** Who uses a module at which versions. */
export interface ModuleRow {
  readonly path: string;
  readonly versions: readonly {
    readonly version: string;
    readonly direct: number;
    /** Names, sorted. */
    readonly targets: readonly string[];
  }[];
}

export interface Summing {
  add(entry: FleetEntry): void;
  summary(run: RunInfo): FleetSummary;
  modules(): Iterable<ModuleRow>;
}

const MAX_WORST = 100;

export function summing(): Summing {
  const names: string[] = [];
  const exits = { '0': 0, '1': 0, '2': 0, '3': 0 };
  const findings = new Map<string, Mutable<FindingRow>>();
  const licenses = new Map<string, { versions: Set<string>; targets: number }>();
  const vulnerabilities = new Map<string, { row: Omit<VulnerabilityRow, 'targets'>; targets: Set<string> }>();
  const gaps = new Map<string, Mutable<GapRow>>();
  const failed: FleetSummary['failed'][number][] = [];
  const modules = new Map<string, Map<string, { direct: number; targets: number[] }>>();
  let worst: WorstRow[] = [];

  const addFindings = (entry: FleetEntry) => {
    const seen = new Set<string>();
    for (const finding of entry.findings) {
      const { rule, level, state, vulnerability } = finding;
      const key = `${rule} ${level}`;
      const row = entryOf(findings, key, () => ({ rule, level, new: 0, baseline: 0, waived: 0, targets: 0 }));
      row[state]++;
      if (!seen.has(key)) row.targets++;
      seen.add(key);
      if (vulnerability === undefined) continue;
      const { ids, module, version, fixed } = vulnerability;
      const known = entryOf(vulnerabilities, `${ids[0]} ${module}@${version}`, () => ({
        row: { ids, module, version, fixed },
        targets: new Set<string>(),
      }));
      known.targets.add(entry.target.name);
    }
  };

  const addGaps = (entry: FleetEntry) => {
    const seen = new Set<string>();
    for (const { rule, why, fails } of entry.gaps) {
      const key = `${rule} ${why} ${fails}`;
      const row = entryOf(gaps, key, () => ({ rule, why, fails, gaps: 0, targets: 0 }));
      row.gaps++;
      if (!seen.has(key)) row.targets++;
      seen.add(key);
    }
  };

  const addModules = (entry: FleetEntry, target: number) => {
    const expressions = new Set<string>();
    for (const { path, version, replacedBy, uses, license } of entry.inventory.components) {
      const versions = entryOf(modules, path, () => new Map<string, { direct: number; targets: number[] }>());
      const row = entryOf(versions, version, () => ({ direct: 0, targets: [] as number[] }));
      if (row.targets.at(-1) !== target) {
        row.targets.push(target);
        if (uses.some(({ direct }) => direct)) row.direct++;
      }
      const expression = license.expression ?? 'unknown';
      const counted = entryOf(licenses, expression, () => ({ versions: new Set<string>(), targets: 0 }));
      const built = replacedBy ?? { path, version };
      counted.versions.add(`${built.path}@${built.version}`);
      if (!expressions.has(expression)) counted.targets++;
      expressions.add(expression);
    }
  };

  return {
    add: (entry) => {
      const target = names.push(entry.target.name) - 1;
      exits[`${entry.exit}`]++;
      const { id, name } = entry.target;
      if (entry.error !== undefined) failed.push({ id, name, error: entry.error });
      addFindings(entry);
      addGaps(entry);
      addModules(entry, target);
      worst.push(worstRow(entry));
      if (worst.length > 4 * MAX_WORST) worst = worstFirst(worst).slice(0, MAX_WORST);
    },
    summary: (run) => ({
      version: 1,
      run,
      targets: { all: names.length, failed: failed.length, exits },
      modules: {
        paths: modules.size,
        versions: [...modules.values()].reduce((sum, versions) => sum + versions.size, 0),
      },
      findings: sortedBy(findings.values(), ({ rule, level }) => `${rule} ${level}`),
      worst: worstFirst(worst).slice(0, MAX_WORST),
      licenses: sortedBy(licenses.entries(), ([expression]) => expression).map(([expression, row]) => ({
        expression,
        versions: row.versions.size,
        targets: row.targets,
      })),
      vulnerabilities: sortedBy(vulnerabilities.entries(), ([key]) => key).map(([, { row, targets }]) => ({
        ...row,
        targets: [...targets].sort(compareText),
      })),
      gaps: sortedBy(gaps.values(), ({ rule, why, fails }) => `${rule} ${why} ${fails}`),
      failed: sortedBy(failed, ({ name, id }) => `${name}\0${id}`),
    }),
    *modules() {
      for (const path of [...modules.keys()].sort(compareText)) {
        const versions = [...modules.get(path)!].sort(([a], [b]) => compare(a, b) || compareText(a, b));
        yield {
          path,
          versions: versions.map(([version, { direct, targets }]) => ({
            version,
            direct,
            targets: targets.map((target) => names[target]!).sort(compareText),
          })),
        };
      }
    },
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function worstRow({ target, exit, findings, gaps, score }: FleetEntry): WorstRow {
  const count = (level: FleetFinding['level']) =>
    findings.filter((finding) => finding.state === 'new' && finding.level === level).length;
  return {
    id: target.id,
    name: target.name,
    exit,
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
    gaps: gaps.length,
    ...(score !== undefined && { score }),
  };
}

/** By errors, then warnings, then the lowest health score. */
function worstFirst(rows: readonly WorstRow[]): WorstRow[] {
  return [...rows].sort(
    (a, b) =>
      b.errors - a.errors ||
      b.warnings - a.warnings ||
      (a.score ?? 101) - (b.score ?? 101) ||
      b.notes - a.notes ||
      b.gaps - a.gaps ||
      compareText(a.name, b.name) ||
      compareText(a.id, b.id),
  );
}

function sortedBy<T>(rows: Iterable<T>, key: (row: T) => string): T[] {
  return [...rows]
    .map((row) => [key(row), row] as const)
    .sort(([a], [b]) => compareText(a, b))
    .map(([, row]) => row);
}
