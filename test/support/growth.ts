/** Whether work grows no faster than its input: what a hostile file would turn into minutes is told here in milliseconds. */

/** How often what grows too fast is measured again: another process may have had the processor. */
const ATTEMPTS = 5;
/** Twice the input may cost this many times as much; linear work comes to 2, quadratic work to 4. */
const MOST_FOR_TWICE = 3;
/** Or four times the input this many times as much; linear work comes to 4, quadratic work to 16. */
const MOST_FOR_FOUR = 9;
/** Milliseconds below which a measurement says nothing about growth: one collection of garbage is as long. */
const LEAST = 150;

export interface Growth {
  /** Processor time in milliseconds for n, 2n and 4n. */
  readonly times: readonly [number, number, number];
  readonly isLinear: boolean;
}

/**
 * Runs `work` on inputs of n, 2n and 4n and compares the processor time of the last two. `make` is not measured. Steps cannot be counted
 * from outside, so time has to do: of this process alone, the least of several runs, with wide bounds.
 */
export async function growthOf<T>(make: (n: number) => T, work: (input: T) => unknown, n: number): Promise<Growth> {
  // Compiles what is measured.
  for (let i = 0; i < 3; i++) await work(make(Math.ceil(n / 4)));
  const times: [number, number, number] = [Infinity, Infinity, Infinity];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    for (const [i, factor] of [1, 2, 4].entries()) {
      const input = make(n * factor);
      const before = process.cpuUsage();
      await work(input);
      const { user, system } = process.cpuUsage(before);
      times[i] = Math.min(times[i]!, (user + system) / 1000);
    }
    if (isLinear(times)) return { times, isLinear: true };
  }
  return { times, isLinear: false };
}

function isLinear([once, twice, fourTimes]: Growth['times']): boolean {
  return fourTimes <= Math.max(MOST_FOR_TWICE * twice, MOST_FOR_FOUR * once, LEAST);
}
