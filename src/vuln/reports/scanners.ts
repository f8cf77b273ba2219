/** JSON of osv-scanner, Trivy, and dependency review. */
import type { ReportedFinding } from './types.ts';
import { at, listAt, requiredText, textAt, textsAt, withV } from './values.ts';

/** One finding for each group of aliases, by its GO- ID where it has one. */
export function osvScannerFindings(report: unknown): ReportedFinding[] {
  return listAt(report, 'results').flatMap((result) =>
    listAt(result, 'packages').flatMap((item) => {
      const pkg = at(item, 'package');
      if (textAt(pkg, 'ecosystem') !== 'Go') return [];
      const module = requiredText(pkg, 'name');
      const version = withV(textAt(pkg, 'version'));
      return listAt(item, 'groups').map((group) => groupFinding(group, module, version));
    }),
  );
}

function groupFinding(group: unknown, module: string, version: string): ReportedFinding {
  const ids = textsAt(group, 'ids');
  const id = ids.find((one) => one.startsWith('GO-')) ?? ids[0] ?? requiredText(group, 'ids');
  const analysis = at(group, 'experimental_analysis') ?? at(group, 'experimentalAnalysis');
  // Only that something is called is a statement: false is also written where nobody looked.
  const called = ids.some((one) => at(at(analysis, one), 'called') === true);
  const aliases = [...new Set([...ids, ...textsAt(group, 'aliases')])].filter((one) => one !== id);
  return { id, aliases, module, version, ...(called && { reach: 'called' }) };
}

const TRIVY_TYPES: ReadonlySet<string> = new Set(['gomod', 'gobinary']);

export function trivyFindings(report: unknown): ReportedFinding[] {
  return listAt(report, 'Results')
    .filter((result) => TRIVY_TYPES.has(textAt(result, 'Type')))
    .flatMap((result) => listAt(result, 'Vulnerabilities'))
    .map((one) => {
      const fixed = withV(textAt(one, 'FixedVersion').split(',', 1)[0]!.trim());
      return {
        id: requiredText(one, 'VulnerabilityID'),
        aliases: [],
        module: requiredText(one, 'PkgName'),
        version: withV(textAt(one, 'InstalledVersion')),
        ...(fixed !== '' && { fixed }),
        summary: textAt(one, 'Title'),
      };
    });
}

/** What a change adds. */
export function dependencyReviewFindings(changes: readonly unknown[]): ReportedFinding[] {
  return changes
    .filter((change) => textAt(change, 'change_type') === 'added' && textAt(change, 'ecosystem') === 'gomod')
    .flatMap((change) =>
      listAt(change, 'vulnerabilities').map((one) => ({
        id: requiredText(one, 'advisory_ghsa_id'),
        aliases: [],
        module: requiredText(change, 'name'),
        version: withV(textAt(change, 'version')),
        summary: textAt(one, 'advisory_summary'),
      })),
    );
}
