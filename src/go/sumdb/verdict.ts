/** What a checksum database says about one line of go.sum (cmd/go/internal/modfetch, checkSumDB). */
import type { Outcome, SumdbFailure } from './failure.ts';

/** A line of go.sum; `version` may end in `/go.mod`. */
export interface SumLine {
  readonly path: string;
  readonly version: string;
  readonly hash: string;
}

/**
 * ok: the database has logged this hash · mismatch: it has logged another · absent: its authentic record has no such line, so it vouches for
 * nothing · unproven: there is no authenticated answer, and `failure` says why; a `skipped` one was not asked for
 */
export type SumVerdict =
  | { readonly verdict: 'ok' | 'absent'; readonly lines: readonly string[] }
  | { readonly verdict: 'mismatch'; readonly lines: readonly string[]; readonly logged: string }
  | { readonly verdict: 'unproven'; readonly failure: SumdbFailure };

/** `lookup` is what a SumdbClient gave for the line's path and version. */
export function judgeSumLine({ path, version, hash }: SumLine, lookup: Outcome<readonly string[]>): SumVerdict {
  if (lookup.failure) return { verdict: 'unproven', failure: lookup.failure };
  const lines = lookup.value;
  const key = `${path} ${version} `;
  for (const line of lines) {
    if (line === key + hash) return { verdict: 'ok', lines };
    if (line.startsWith(`${key}h1:`)) return { verdict: 'mismatch', lines, logged: line.slice(key.length) };
  }
  return { verdict: 'absent', lines };
}
