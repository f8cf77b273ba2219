/** What `verify` found, in numbers and as an exit code. */
import type { ForkJson } from '../../gather/sumdb/fork-json.ts';
import type { Printable } from '../../text/printable.ts';
import type { LineResult, LineState } from './lines.ts';

export interface LinesReport {
  /** The database's name; undefined where GOSUMDB is off. */
  readonly database: string | undefined;
  /** Number of records of the newest tree that was believed. */
  readonly treeSize: string | undefined;
  readonly results: readonly LineResult[];
  readonly requests: number;
  readonly bytes: number;
  readonly forks: readonly (ForkJson & { readonly file: string | undefined })[];
}

export type Counts = Readonly<Record<LineState, number>>;

export function countsOf(results: readonly LineResult[]): Counts {
  const counts = { verified: 0, mismatch: 0, absent: 0, fork: 0, unproven: 0, skipped: 0 };
  for (const { state } of results) counts[state]++;
  return counts;
}

/** One thing that was verified. */
export interface VerifiedPart {
  /** Its key in JSON. */
  readonly name: string;
  readonly outcome: Outcome;
  readonly text: Printable;
  readonly json: Readonly<Record<string, unknown>>;
}

/** What a whole run of `verify` comes to: nothing that is wrong, something that is, or something that could not be verified. */
export type Outcome = 'pass' | 'fail' | 'incomplete';

export function outcomeOf(wrong: number, unknown: number): Outcome {
  if (unknown > 0) return 'incomplete';
  return wrong > 0 ? 'fail' : 'pass';
}

/** 0 clean · 1 something is wrong · 3 something could not be verified, also where something else is wrong. */
export function exitCode(outcomes: readonly Outcome[]): number {
  if (outcomes.includes('incomplete')) return 3;
  return outcomes.includes('fail') ? 1 : 0;
}

export function linesOutcome({ results }: Pick<LinesReport, 'results'>): Outcome {
  const { mismatch, absent, fork, unproven } = countsOf(results);
  return outcomeOf(mismatch + absent + fork, unproven);
}
