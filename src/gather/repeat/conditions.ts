/**
 * On what the answer of a run depends besides files: how long it holds, and whether it can be given again at all. Kept for the process,
 * as a command is one run; whoever does not ask for it (the library, tests) pays nothing.
 */

let until = Number.POSITIVE_INFINITY;
let repeatable = true;

/** What is true now may be otherwise from `time` on: milliseconds since 1970. */
export function holdsUntil(time: number): void {
  until = Math.min(until, time);
}

/** A server, another program or standard input was asked: the same question may have another answer next time. */
export function notRepeatable(): void {
  repeatable = false;
}

/** Looks that have no part in the answer are under way. */
let unwatched = 0;

/** What `action` reads is not noted: a cache whose content is compared with what it was made of. It must give the same whatever it finds. */
export function withoutWatch<T>(action: () => T): T {
  unwatched++;
  try {
    return action();
  } finally {
    unwatched--;
  }
}

export function isWatched(): boolean {
  return unwatched === 0;
}

export interface Conditions {
  readonly repeatable: boolean;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** What was said since `forgetConditions`. */
export function conditions(): Conditions {
  return { repeatable, until };
}

export function forgetConditions(): void {
  until = Number.POSITIVE_INFINITY;
  repeatable = true;
}
