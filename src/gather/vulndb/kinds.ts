/** What kinds of entries databases have. */
import type { GivenKind } from '../../model/rule.ts';
import type { DatabaseInfo } from '../../vuln/types.ts';

export function databaseKinds(databases: readonly DatabaseInfo[]): Set<GivenKind> {
  const kinds = new Set<GivenKind>();
  for (const { entries, malicious } of databases) {
    if (malicious > 0) kinds.add('malicious');
    if (entries > malicious) kinds.add('vulnerabilities');
  }
  return kinds;
}
