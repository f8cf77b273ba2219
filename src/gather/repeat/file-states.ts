/**
 * What a path was when it was looked at, in numbers: enough to tell later whether looking again would show the same. As in git's index the
 * kernel's word is taken for a file's content: its size, its number, and the times of its last change, of which ctime cannot be set.
 */
import { lstatSync, type Stats, statSync } from 'node:fs';

/** How a path was looked at. Of a folder that was not listed, only that it is one and whose: what lies in it is another question. */
export const FOLLOWED = 1;
export const NOT_FOLLOWED = 2;
export const LISTED = 4;

/** Numbers of one state. */
export const FIELDS = 8;

/** Where each stands. */
const HOW = 0;
const MODE = 3;
const CTIME = 7;

export type FileState = Float64Array;

/** That of a path where nothing is. */
export function absent(how: number): FileState {
  const state = new Float64Array(FIELDS);
  state[HOW] = how;
  return state;
}

/** Whether nothing was there: whatever is has a mode. */
export function isAbsent(state: FileState): boolean {
  return state[MODE] === 0;
}

/** undefined for what is neither file, folder nor link: a pipe, a device. */
export function stateOf(stat: Stats, how: number): FileState | undefined {
  if (!stat.isFile() && !stat.isDirectory() && !stat.isSymbolicLink()) return undefined;
  const state = new Float64Array(FIELDS);
  state[HOW] = how;
  state[1] = stat.dev;
  state[2] = stat.ino;
  state[MODE] = stat.mode;
  state[4] = stat.uid;
  if (stat.isDirectory() && how !== LISTED) return state;
  state[5] = stat.size;
  state[6] = stat.mtimeMs;
  state[CTIME] = stat.ctimeMs;
  return state;
}

/** That of now; undefined also where it cannot be told. */
export function stateNow(path: string, how: number): FileState | undefined {
  try {
    const stat = (how === NOT_FOLLOWED ? lstatSync : statSync)(path, { throwIfNoEntry: false });
    return stat === undefined ? absent(how) : stateOf(stat, how);
  } catch (error) {
    return isMissing(error) ? absent(how) : undefined;
  }
}

/** Whether a look failed because there is nothing, or no folder on the way. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The path looks now as `states` has it from `at` on. */
export function isAsBefore(path: string, states: Float64Array, at: number): boolean {
  const now = stateNow(path, states[at]!);
  if (now === undefined) return false;
  for (let i = 1; i < FIELDS; i++) if (now[i] !== states[at + i]) return false;
  return true;
}

/** Milliseconds: the kernel writes times by its clock's ticks, and some file systems keep whole seconds, or two. */
const TICKS = 100;
const SECONDS = 2_500;

/** Whether a later change would get another time. What was changed a moment ago could change again within the same tick. */
export function isSettled(state: FileState, now: number): boolean {
  const changed = state[CTIME]!;
  return changed < now - (changed % 1000 === 0 ? SECONDS : TICKS) || changed === 0;
}
