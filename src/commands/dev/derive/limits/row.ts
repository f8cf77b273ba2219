/** One limit in the table of all of them. */

export interface LimitSection {
  readonly title: string;
  readonly rows: readonly LimitRow[];
}

export interface LimitRow {
  /** What is counted: `lines of a go.sum`. */
  readonly what: string;
  readonly value: number;
  /** `bytes` and `ms` are written as MiB and seconds. */
  readonly unit: 'bytes' | 'ms' | 'number';
  /** What happens past it. */
  readonly past: string;
  /** A test that goes past it: file, and a part of its text. */
  readonly test: readonly [file: string, text: string];
}

/** Past a limit. */
export const GAP = 'gap; the rest is checked';
export const REFUSED = 'refused, exit code 2';

/** The tests that go past most of them. */
export const LIMITS_TEST = 'test/growth/limits.test.ts';
export const BOUNDS_TEST = 'test/growth/bounds.test.ts';

export function row(
  what: string,
  value: number,
  past: string,
  test: readonly [file: string, text: string],
  unit: LimitRow['unit'] = 'number',
): LimitRow {
  return { what, value, unit, past, test };
}
