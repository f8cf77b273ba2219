/** Records about malicious modules among the entries of vulnerability databases. */
import type { VulnEntry } from '../../vuln/types.ts';

/** A malicious module's record, in place of a vulnerable version's. */
export function isMalicious({ id }: Pick<VulnEntry, 'id'>): boolean {
  return id.startsWith('MAL-');
}
