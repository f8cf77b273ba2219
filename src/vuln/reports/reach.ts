/** Findings of imported reports beside those of the database. */
import type { GivenReport, Reach, ReportedFinding } from './types.ts';

/** A module version as it is built, with the names of one vulnerability. */
export interface KnownVulnerability {
  readonly ids: readonly string[];
  readonly module: string;
  readonly version: string;
}

/** What a report found, and which report. */
export interface Reported {
  readonly report: GivenReport;
  readonly finding: ReportedFinding;
}

/** The findings of reports about this vulnerability, at this version. */
export function reportedAs(known: KnownVulnerability, reports: readonly GivenReport[]): Reported[] {
  const index = indexOf(reports);
  const named = new Set(known.ids.flatMap((id) => index.get(id) ?? []));
  return [...named].filter(({ finding }) => isAt(known, finding));
}

const indices = new WeakMap<readonly GivenReport[], ReadonlyMap<string, readonly Reported[]>>();

/** By each name of the vulnerability. Made once: reports may be long, and every known vulnerability is looked up. */
function indexOf(reports: readonly GivenReport[]): ReadonlyMap<string, readonly Reported[]> {
  const made = indices.get(reports);
  if (made) return made;
  const index = new Map<string, Reported[]>();
  for (const one of allOf(reports)) {
    for (const name of new Set([one.finding.id, ...one.finding.aliases])) {
      const known = index.get(name);
      if (known) known.push(one);
      else index.set(name, [one]);
    }
  }
  indices.set(reports, index);
  return index;
}

const FURTHEST: readonly Reach[] = ['called', 'imported', 'required'];

/**
 * How far the program reaches it: the furthest that a report says. undefined where none says anything about it. `products`: module paths of
 * the program; that another one is not affected says nothing about it.
 */
export function reachOf(
  known: KnownVulnerability,
  reports: readonly GivenReport[],
  products: readonly string[] = [],
): Reach | undefined {
  const said = reportedAs(known, reports)
    .filter(({ finding: { product } }) => product === undefined || products.includes(product))
    .flatMap(({ finding }) => reachIn(finding) ?? []);
  return FURTHEST.find((reach) => said.includes(reach));
}

/** That a product is not affected means at most that a module requires it. */
function reachIn({ reach, status }: ReportedFinding): Reach | undefined {
  return reach ?? (status === 'not_affected' || status === 'fixed' ? 'required' : undefined);
}

/** What reports found and the database does not know, without what they say does not matter. One for each vulnerability and module. */
export function unknownReported(reports: readonly GivenReport[], known: readonly KnownVulnerability[]): Reported[] {
  const found = new Map<string, Reported>();
  const seen = new Set(known.flatMap((vulnerability) => reportedAs(vulnerability, reports)));
  for (const one of [...new Set([...indexOf(reports).values()].flat())]) {
    const { finding } = one;
    if (finding.status === 'not_affected' || finding.status === 'fixed' || seen.has(one)) continue;
    const key = JSON.stringify([finding.id, finding.module, finding.version]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function allOf(reports: readonly GivenReport[]): Reported[] {
  return reports.flatMap((report) => report.findings.map((finding) => ({ report, finding })));
}

/** A report may name neither module nor version (SARIF), or no version. */
function isAt({ module, version }: KnownVulnerability, finding: ReportedFinding): boolean {
  return (
    (finding.module === '' || finding.module === module) && (finding.version === '' || finding.version === version)
  );
}
