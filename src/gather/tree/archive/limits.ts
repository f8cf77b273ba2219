/** What an archive may cost to read. An archive over a limit is refused whole: a part of it would pass for all. */

export interface ArchiveLimits {
  /** Entries, folders included. */
  readonly entries: number;
  /** Bytes of a compressed tar, unpacked: it is held in memory. */
  readonly unpacked: number;
  /** Unpacked to packed, above RATIO_FROM bytes. Source code comes to about 5, gzip's most is 1032. */
  readonly ratio: number;
  /** Characters of a name. */
  readonly name: number;
  /** Folders within one another. */
  readonly depth: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 200_000,
  unpacked: 1 << 30,
  ratio: 200,
  name: 4096,
  depth: 256,
};

/** Bytes up to which the ratio does not matter: a few zeros are no bomb. */
export const RATIO_FROM: number = 64 << 20;
