/** Entries of a vulnerability database (OSV), cut down to what decides and what is shown. Plain data: facts and records hold it. */

/** An OSV entry. */
export interface VulnEntry {
  /** `GO-2023-2102`, `MAL-2025-2545`. */
  readonly id: string;
  /** Other names of the same vulnerability: CVE and GHSA IDs. */
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Whether the database's people reviewed it; where the entry does not say, it counts as reviewed. */
  readonly reviewed: boolean;
  /** RFC 3339; left out where the entry has none or Go's zero time. */
  readonly published?: string;
  /** RFC 3339. An entry that was withdrawn by then does not hold. */
  readonly withdrawn?: string;
  /** The entry's own page. */
  readonly url?: string;
  readonly affected: readonly AffectedModule[];
}

export interface AffectedModule {
  /** Module path, `stdlib` or `toolchain`. */
  readonly module: string;
  /** Of type SEMVER. Empty: every version is affected. */
  readonly ranges: readonly VersionRange[];
  /** Fixed versions in a numbering that is not Go's: shown, never decided by. */
  readonly custom?: readonly string[];
  /** Import paths of the affected packages, where the entry names them. */
  readonly packages?: readonly string[];
}

/** Events in ascending order. Without any: every version. */
export type VersionRange = readonly RangeEvent[];

/** Versions as the entry writes them: `0`, `1.2.3`, rarely `v1.2.3`. */
export interface RangeEvent {
  readonly introduced?: string;
  readonly fixed?: string;
}

/** What a database says about a module path. A path that it does not name has no entries, which is an answer too. */
export interface ModuleVulns {
  readonly entries: readonly VulnEntry[];
}

/** A database that was opened: what runs and reports say about it. */
export interface DatabaseInfo {
  /** Folder, zip or server, as the user named it. */
  readonly name: string;
  /** The newest change of any entry, RFC 3339; left out where the database does not say. */
  readonly modified?: string;
  /** Module paths that it names. */
  readonly modules: number;
  /** Entries that it names. */
  readonly entries: number;
  /** Entries about malicious modules (`MAL-`) among them. */
  readonly malicious: number;
  /** SHA-256 of `index/modules.json`; of the names and contents of all entries where there is no index. */
  readonly sha256: string;
}
