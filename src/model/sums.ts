/** Walking the go.sum and go.work.sum files of a repository. */
import { type SumEntry, type SumFile, sumHashes, sumKey } from '../go/sum/parse.ts';
import { sumProblems } from '../go/sum/problems.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import { type Span, span } from '../text/source.ts';
import type { MainModule, Repo } from './repo.ts';

export interface PlacedSum {
  readonly sum: SumFile;
  /** undefined for a go.work.sum. */
  readonly module: MainModule | undefined;
  /** The same file in the revision that a change is compared with. */
  readonly before: SumFile | undefined;
}

/** Every go.sum with its module, then every go.work.sum. */
export function* sumFiles(repo: Repo): Generator<PlacedSum> {
  for (const module of repo.modules) if (module.sum) yield { sum: module.sum, module, before: module.sumBefore };
  for (const { sum, sumBefore } of repo.workspaces) if (sum) yield { sum, module: undefined, before: sumBefore };
}

/** The repository with the go.sum and go.work.sum files of the same paths in `base`. */
export function withSumsBefore(repo: Repo, base: Repo): Repo {
  const byPath = new Map([...sumFiles(base)].map(({ sum }) => [sum.source.path, sum]));
  const before = (sum: SumFile | undefined) => sum && byPath.get(sum.source.path);
  return {
    ...repo,
    modules: repo.modules.map((module) => ({ ...module, sumBefore: before(module.sum) })),
    workspaces: repo.workspaces.map((work) => ({ ...work, sumBefore: before(work.sum) })),
  };
}

/** A line of go.sum that counts for Go. */
export interface SumLine extends Omit<PlacedSum, 'before'> {
  readonly entry: SumEntry;
}

/** A module version with all lines of the repository that record its zip, and its go.mod. */
export interface RecordedVersion {
  readonly module: ModuleVersion;
  readonly zip: readonly SumLine[];
  readonly mod: readonly SumLine[];
}

/** In the order of the first line of each. Lines that Go ignores, which sum/syntax reports, are left out. */
export function recordedVersions(repo: Repo): RecordedVersion[] {
  const versions = new Map<string, RecordedVersion & { zip: SumLine[]; mod: SumLine[] }>();
  for (const line of countingLines(repo)) {
    const { path, version, goMod } = line.entry;
    const key = `${path}@${version}`;
    const recorded = versions.get(key) ?? { module: { path, version }, zip: [], mod: [] };
    versions.set(key, recorded);
    recorded[goMod ? 'mod' : 'zip'].push(line);
  }
  return [...versions.values()];
}

/** The lines that Go compares anything with. */
export function* countingLines(repo: Repo): Generator<SumLine> {
  for (const { sum, module } of sumFiles(repo)) {
    const ignored = new Set(sumProblems(sum).flatMap(({ kind, entry }) => (IGNORED_BY_GO.has(kind) ? [entry] : [])));
    for (const entry of sum.entries) if (!ignored.has(entry)) yield { sum, module, entry };
  }
}

const IGNORED_BY_GO: ReadonlySet<string> = new Set(['hash-kind', 'empty-go-mod', 'path', 'version']);

/** The place of a go.sum line. */
export function sumSpan({ source }: SumFile, { start, end }: SumEntry): Span {
  return span(source, start, end);
}

export interface ChangedSum extends PlacedSum {
  readonly entry: SumEntry;
  /** The hash that the base revision has for the same module version. */
  readonly was: string;
}

/** Lines that give a module version another hash than the same file of the base revision does. Of kinds of hashes only Go's own counts. */
export function* changedSums(repo: Repo): Generator<ChangedSum> {
  for (const placed of sumFiles(repo)) {
    const { sum, before } = placed;
    if (before === undefined || before.source.text === sum.source.text) continue;
    const known = sumHashes(before);
    for (const entry of sum.entries) {
      const hashes = known.get(sumKey(entry))?.filter(isGos) ?? [];
      const [was] = hashes;
      if (was !== undefined && isGos(entry.hash) && !hashes.includes(entry.hash)) yield { ...placed, entry, was };
    }
  }
}

function isGos(hash: string): boolean {
  return hash.startsWith('h1:');
}
