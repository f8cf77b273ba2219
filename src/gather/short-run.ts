/**
 * A hook's run is over before optimized code pays: V8's optimizing compiler alone can take a fifth of its CPU time. So it is off in a run
 * that is expected to be short, unless little is read, when it has nothing to do, or much, when it pays. V8's flags belong to the process,
 * so nobody but the command asks for it.
 */

/** Bytes read from the repository up to which switching costs more than it saves. */
const LITTLE = 16 << 10;
/** Bytes from which on optimized code pays. */
const MUCH = 1 << 20;

/** Bytes read so far; undefined where the run is not taken for a short one. */
let read: number | undefined;
let isOff = false;

/** The run is expected to be short. While nothing is optimized, built-in modules that are loaded are compiled anew, which is slow. */
export function shortRun(): void {
  read ??= 0;
}

/** Tells that so many bytes more are to be worked on. */
export function countRead(bytes: number): void {
  if (read === undefined) return;
  read += bytes;
  switchOff(read > LITTLE && read <= MUCH);
}

/** Ends what `shortRun` began; of no effect without it. */
export function longRun(): void {
  switchOff(false);
  read = undefined;
}

function switchOff(wanted: boolean): void {
  if (wanted !== isOff) process.getBuiltinModule('node:v8').setFlagsFromString(wanted ? '--no-opt' : '--opt');
  isOff = wanted;
}
