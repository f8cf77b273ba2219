/**
 * Which vulnerabilities hold for a module version, and what other tools say of them. Loaded only where a rule uses it: a run without
 * such a rule has nothing of it.
 */
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { type AliasGroup, aliasGroups } from '../../vuln/alias-groups.ts';
import { commonFix } from '../../vuln/common-fix.ts';
import { vulnerabilitiesOf } from '../../vuln/match.ts';
import { reachOf, unknownReported } from '../../vuln/reports/reach.ts';
import type { VulnEntry } from '../../vuln/types.ts';
import { standardLibraryVersion } from '../../vuln/version.ts';
import { isMalicious } from './malicious.ts';

/** What rules match vulnerabilities with (`context.vulnerabilities()`). */
export interface VulnerabilityTools {
  readonly knownOf: typeof knownOf;
  readonly reachOf: typeof reachOf;
  readonly unknownReported: typeof unknownReported;
  readonly standardLibraryVersion: typeof standardLibraryVersion;
}

/** What is known of one module version. */
export interface Known {
  readonly groups: readonly AliasGroup[];
  /** The version that fixes all of it that can be fixed; '' where nothing can. */
  readonly fix: string;
}

/** `today`: YYYY-MM-DD. */
export function knownOf(
  use: ModuleVersion & { readonly replace?: ModuleVersion | undefined },
  entriesOf: (path: string) => readonly VulnEntry[],
  today: string,
): Known {
  const entries = (path: string) => entriesOf(path).filter((entry) => !isMalicious(entry));
  const found = vulnerabilitiesOf(use, entries, today);
  if (found.length === 0) return NONE;
  return { groups: aliasGroups(found), fix: commonFix(entries(found[0]!.module.path), found) };
}

const NONE: Known = { groups: [], fix: '' };

export const vulnerabilityTools: VulnerabilityTools = { knownOf, reachOf, unknownReported, standardLibraryVersion };
