/**
 * Notes every path that a run looks at, and what it found there.
 *
 * Node's own functions are exchanged while it watches. Nothing else sees all: policies are found by a package, archives are read by others,
 * and a reader that forgot to tell what it read would give yesterday's answer for today's files.
 */
import fs, { type PathLike, type Stats } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { isWatched, withoutWatch } from './conditions.ts';
import {
  absent,
  FIELDS,
  type FileState,
  FOLLOWED,
  isAbsent,
  isMissing,
  isSettled,
  LISTED,
  NOT_FOLLOWED,
  stateNow,
  stateOf,
} from './file-states.ts';

export interface WatchedFiles {
  readonly paths: readonly string[];
  /** FIELDS numbers for each path, in the same order. A path is there once for each way it was looked at. */
  readonly states: Float64Array;
}

export interface Watch {
  /** Ends it. undefined: something changed meanwhile, or a moment ago, so that nobody can tell what was seen. */
  end(): WatchedFiles | undefined;
}

/** One watch at a time, for the whole process. `clock`: milliseconds since 1970. */
export function watchFiles(clock: () => number = Date.now): Watch {
  const seen = [
    undefined,
    new Map<string, FileState>(),
    new Map<string, FileState>(),
    undefined,
    new Map<string, FileState>(),
  ];
  let isClear = true;
  const note = (path: unknown, how: number, found: () => FileState | undefined) => {
    if (!isWatched() || typeof path === 'number') return;
    if (typeof path !== 'string') {
      isClear = false;
      return;
    }
    const whole = isWhole(path) ? path : resolve(path);
    const map = seen[how];
    if (map?.has(whole)) return;
    const state = ELSEWHERE.test(whole) ? undefined : withoutWatch(found);
    if (map === undefined || state === undefined || !isSettled(state, clock())) isClear = false;
    else map.set(whole, state);
  };
  const restore = exchange(note);
  return {
    end: () => {
      restore();
      if (!isClear) return undefined;
      const all = [FOLLOWED, NOT_FOLLOWED, LISTED].flatMap((how) =>
        [...seen[how]!].map(([path, state]) => ({ path, how, state })),
      );
      const states = new Float64Array(all.length * FIELDS);
      for (const [i, { path, how, state }] of all.entries()) {
        const now = stateNow(path, how);
        if (now === undefined || now.some((value, field) => value !== state[field])) return undefined;
        states.set(state, i * FIELDS);
      }
      return { paths: all.map(({ path }) => path), states };
    },
  };
}

/** An absolute path with nothing for `resolve` to do, told without a walk over all of it: a run may look at thousands. */
function isWhole(path: string): boolean {
  return sep === '/' && path.startsWith('/') && !path.includes('//') && !path.includes('/.') && !path.endsWith('/');
}

/** Files that are made when they are read. */
const ELSEWHERE = /^\/(?:proc|sys|dev)\//;

type Note = (path: unknown, how: number, found: () => FileState | undefined) => void;
type Functions = Record<string, (...args: unknown[]) => unknown>;

/** Gives what undoes it. */
function exchange(note: Note): () => void {
  const undo: (() => void)[] = [];
  const put = (
    on: object,
    name: string,
    make: (own: (...args: unknown[]) => unknown) => (...args: unknown[]) => unknown,
  ) => {
    const functions = on as Functions;
    const own = functions[name]!;
    functions[name] = Object.assign(make(own), own);
    undo.push(() => {
      functions[name] = own;
    });
  };
  const looked = (how: (args: unknown[]) => number) => (own: (...args: unknown[]) => unknown) =>
    function (this: unknown, ...args: unknown[]) {
      const asked = how(args);
      if (asked !== 0) note(args[0], asked, () => stateNow(args[0] as string, asked));
      return own.apply(this, args);
    };
  for (const [name, how] of Object.entries(LOOKS)) {
    put(fs, name, looked(how));
    if (name.endsWith('Sync')) continue;
    put(fs.promises, name, looked(how));
  }
  put(
    fs,
    'existsSync',
    (own) =>
      (...args) =>
        existing(own, args, note),
  );
  // Most are opened or looked at by these: their own answer says what was found.
  put(
    fs,
    'openSync',
    (own) =>
      (...args) =>
        opened(own, args, note),
  );
  for (const [name, how] of [
    ['statSync', FOLLOWED],
    ['lstatSync', NOT_FOLLOWED],
  ] as const)
    put(
      fs,
      name,
      (own) =>
        (...args) =>
          statted(own, args, how, note),
    );
  put(
    fs.realpathSync,
    'native',
    looked(() => FOLLOWED),
  );
  syncBuiltinESMExports();
  return () => {
    for (const one of undo.reverse()) one();
    syncBuiltinESMExports();
  };
}

/** No way to look: nobody can tell what was seen. */
const UNKNOWN = -1;

const follow = () => FOLLOWED;
/** With `recursive` Node looks into folders that nobody sees. */
const list = ([, options]: unknown[]) =>
  (options as { recursive?: boolean } | undefined)?.recursive ? UNKNOWN : LISTED;
/** 0: it is written, not read. */
const byFlags = ([, flags]: unknown[]) => (isWriting(flags) ? 0 : isNotFollowing(flags) ? NOT_FOLLOWED : FOLLOWED);

/** Every function that can look at a path, but those that only write. */
const LOOKS: Readonly<Record<string, (args: unknown[]) => number>> = {
  accessSync: follow,
  opendirSync: list,
  readdirSync: list,
  readFileSync: follow,
  readlinkSync: () => NOT_FOLLOWED,
  realpathSync: follow,
  access: follow,
  lstat: () => NOT_FOLLOWED,
  open: byFlags,
  opendir: list,
  readFile: follow,
  readdir: list,
  readlink: () => NOT_FOLLOWED,
  realpath: follow,
  stat: follow,
};

const { O_WRONLY, O_RDWR, O_NOFOLLOW = 0 } = fs.constants;

function isWriting(flags: unknown): boolean {
  return typeof flags === 'number'
    ? (flags & (O_WRONLY | O_RDWR)) !== 0
    : typeof flags === 'string' && /[wa+]/.test(flags);
}

function isNotFollowing(flags: unknown): boolean {
  return typeof flags === 'number' && (flags & O_NOFOLLOW) !== 0;
}

function opened(own: (...args: unknown[]) => unknown, args: unknown[], note: Note): unknown {
  const how = byFlags(args);
  if (how === 0) return own(...args);
  try {
    const file = own(...args) as number;
    note(args[0], how, () => stateOf(fs.fstatSync(file), how));
    return file;
  } catch (error) {
    note(args[0], how, () => afterError(error, args[0] as PathLike, how));
    throw error;
  }
}

/** The look that is noted says as well whether there is something, unless the path was noted before. */
function existing(own: (...args: unknown[]) => unknown, args: unknown[], note: Note): unknown {
  let found: FileState | undefined;
  note(args[0], FOLLOWED, () => {
    found = stateNow(args[0] as string, FOLLOWED);
    return found;
  });
  return found === undefined ? own(...args) : !isAbsent(found);
}

function statted(own: (...args: unknown[]) => unknown, args: unknown[], how: number, note: Note): unknown {
  try {
    const stat = own(...args) as Stats | undefined;
    note(args[0], how, () =>
      stat === undefined ? absent(how) : typeof stat.size === 'bigint' ? undefined : stateOf(stat, how),
    );
    return stat;
  } catch (error) {
    note(args[0], how, () => afterError(error, args[0] as PathLike, how));
    throw error;
  }
}

function afterError(error: unknown, path: PathLike, how: number): FileState | undefined {
  return isMissing(error) ? absent(how) : stateNow(path as string, how);
}
