/** What a proposal knows of a repository beyond its files: what could be read without asking anybody. */
export interface Observed {
  /** The deepest dependency; undefined where no depth is known. */
  readonly depth?: { readonly max: number; readonly module: string; readonly complete: boolean } | undefined;
  /** The licenses in use; undefined where no license is known. */
  readonly licenses?: LicensesInUse | undefined;
  /** `host/owner` of every git remote. */
  readonly remotes: readonly string[];
  /** Entries of GOPRIVATE in committed files, each with its first place. */
  readonly goPrivate: readonly { readonly pattern: string; readonly at: string }[];
}

export interface LicensesInUse {
  /** SPDX ids, sorted. */
  readonly ids: readonly string[];
  /** Modules whose license was read and recognized. */
  readonly recognized: number;
  /** Modules whose license is unavailable or not recognized, sorted. */
  readonly others: readonly string[];
}

export const NOTHING_OBSERVED: Observed = { remotes: [], goPrivate: [] };
