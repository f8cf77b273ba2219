/** The baseline: findings that a repository had on some day, so that only what is new fails. */

/** Where the baseline of a repository is, from its root. */
export const BASELINE_FILE = '.modwarden.baseline.json';

export const BASELINE_VERSION = 1;

export interface RecordedFinding {
  /** The finding's identity. Rule and subject are part of it: an entry in which they do not fit the finding hides nothing. */
  readonly id: string;
  /** The day on which it was recorded, YYYY-MM-DD. */
  readonly since: string;
  readonly rule: string;
  readonly subject: string;
  /** The file where it was, for readers. */
  readonly path: string;
}

export interface Baseline {
  /** Repository path; as the command line names it where it is elsewhere. */
  readonly path: string;
  /** Each identity once. */
  readonly findings: readonly RecordedFinding[];
}
