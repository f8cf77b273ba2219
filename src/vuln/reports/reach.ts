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
  return allOf(reports).filter(({ finding }) => isSame(known, finding));
}

const FURTHEST: readonly Reach[] = ['called', 'imported', 'required'];

/** How far the program reaches it: the furthest that a report says. undefined where none says anything about it. */
export function reachOf(known: KnownVulnerability, reports: readonly GivenReport[]): Reach | undefined {
  const said = reportedAs(known, reports).flatMap(({ finding }) => reachIn(finding) ?? []);
  return FURTHEST.find((reach) => said.includes(reach));
}

/** That a product is not affected means at most that a module requires it. */
function reachIn({ reach, status }: ReportedFinding): Reach | undefined {
  return reach ?? (status === 'not_affected' || status === 'fixed' ? 'required' : undefined);
}

/** What reports found and the database does not know, without what they say does not matter. One for each vulnerability and module. */
export function unknownReported(reports: readonly GivenReport[], known: readonly KnownVulnerability[]): Reported[] {
  const found = new Map<string, Reported>();
  for (const one of allOf(reports)) {
    const { finding } = one;
    if (finding.status === 'not_affected' || finding.status === 'fixed') continue;
    if (known.some((vulnerability) => isSame(vulnerability, finding))) continue;
    const key = JSON.stringify([finding.id, finding.module, finding.version]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function allOf(reports: readonly GivenReport[]): Reported[] {
  return reports.flatMap((report) => report.findings.map((finding) => ({ report, finding })));
}

/** A report may name neither module nor version (SARIF), or no version. */
function isSame({ ids, module, version }: KnownVulnerability, finding: ReportedFinding): boolean {
  return (
    (finding.module === '' || finding.module === module) &&
    (finding.version === '' || finding.version === version) &&
    (ids.includes(finding.id) || finding.aliases.some((alias) => ids.includes(alias)))
  );
}
