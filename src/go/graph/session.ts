/** One run of the go command over one module or workspace: what it was given, what it knows, and what it has said so far. */

import type { Source } from '../../text/source.ts';
import type { ModFile, WorkFile } from '../modfile/types.ts';
import { shortPath } from '../path/file-path.ts';
import { compare } from '../version/go-version.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import type { QueryFailure, SumMismatch } from './failure.ts';
import type { AuthorsWord, RawMod } from './files/summary.ts';

import type { Known } from './known.ts';
import { createSize, type Exceeded, GRAPH_LIMITS, type GraphLimits, type GraphSize } from './limits.ts';
import type { NotKnown, Question } from './questions.ts';
import { stop, type Task } from './task.ts';
import type { BuildMode, GraphInput } from './types.ts';

/** A main module's go.mod as Go reads it: versions canonical, and indexed. */
export interface MainFile {
  readonly path: string;
  /** Absolute. */
  readonly folder: string;
  readonly source: Source;
  readonly file: ModFile;
  /** A version in it was not canonical, so go.mod has to be written anew. */
  readonly fixed: boolean;
  /** By versionKey of the left side; a wildcard's version is ''. */
  readonly replace: ReadonlyMap<string, ModuleVersion>;
  /** By versionKey. */
  readonly exclude: ReadonlySet<string>;
}

export interface MainWork {
  /** Absolute. */
  readonly path: string;
  readonly folder: string;
  readonly file: WorkFile;
  readonly replace: ReadonlyMap<string, ModuleVersion>;
  /** Two of its replaces contradict each other: Go's words. */
  readonly conflict: string | undefined;
}

export interface MainModules {
  /** Paths in `use` order. One that two folders bear is here twice, and `files` has the last. */
  readonly paths: readonly string[];
  readonly files: ReadonlyMap<string, MainFile>;
  readonly work: MainWork | undefined;
  /** By versionKey: what any of them excludes counts for all. */
  readonly excluded: ReadonlySet<string>;
  readonly excludedPaths: ReadonlySet<string>;
  /** Path to the highest version that is replaced, '' where only the wildcard is. */
  readonly highestReplaced: ReadonlyMap<string, string>;
}

export interface GraphSession {
  /** By versionKey: what is excluded and some go.mod that was read requires. */
  readonly leftOut: Set<string>;
  readonly input: GraphInput;
  readonly known: Known;
  /** Lines as go prints them on standard error. */
  readonly stderr: string[];
  /** Something said was an error: go goes on, and fails at the end. */
  failed: boolean;
  /** Questions without an answer that an error is due to. */
  readonly missing: { readonly question: Question; readonly reply: NotKnown }[];
  /** Modules of the graph whose go.mod cannot be used. */
  readonly unloaded: ModuleVersion[];
  readonly limits: GraphLimits;
  readonly size: GraphSize;
  /** The graph is larger than the limits allow: why the command stopped. */
  exceeded: Exceeded | undefined;
  /** A go.mod differs from go.sum: why the command stopped. */
  mismatch: SumMismatch | undefined;
  mode: BuildMode;
  /** Why Go chose this mode by itself (cfg.BuildModReason); it is part of some messages. */
  modeReason: string;
  /** Empty until they are read. */
  mains: MainModules;
  /** go.sum, or go.work.sum and the members' go.sum files; read when a hash is first asked for. */
  sums: Sums | undefined;
  /** Go lines of the go.mod files that were read, by versionKey of what was read (modload.rawGoVersion). */
  readonly goVersions: Map<string, string>;
  /** Go lines that are not too new. */
  readonly oldEnough: Set<string>;
  /** go.mod files that can be used, by versionKey of what was read. */
  readonly usable: Map<string, RawMod>;
  /** The latest version's go.mod, by path. */
  readonly latest: Map<string, LatestMod>;
}

export function createSession(input: GraphInput, known: Known, limits: GraphLimits = GRAPH_LIMITS): GraphSession {
  return {
    input,
    known,
    stderr: [],
    failed: false,
    missing: [],
    unloaded: [],
    limits,
    size: createSize(),
    exceeded: undefined,
    mismatch: undefined,
    mode: input.mod ?? 'readonly',
    modeReason: '',
    leftOut: new Set(),
    mains: { paths: [], files: new Map(), work: undefined, ...excludedBy([]), highestReplaced: new Map() },
    sums: undefined,
    goVersions: new Map(),
    oldEnough: new Set(),
    usable: new Map(),
    latest: new Map(),
  };
}

/** Injective: a version holds no `@`. */
export function versionKey(module: ModuleVersion): string {
  return `${module.path}@${module.version}`;
}

/** base.Errorf: go says it, goes on, and fails in the end. */
export function reportError(session: GraphSession, text: string): void {
  session.stderr.push(text);
  session.failed = true;
}

/** base.Fatal. Without a text: what was said is enough (base.ExitIfErrors). */
export function* fatal(session: GraphSession, text?: string): Task<never> {
  if (text !== undefined) reportError(session, text);
  return yield* stop();
}

/** Ends at what keeps a go.mod from being used. */
export function* hindered(
  session: GraphSession,
  by: { readonly fatal: string; readonly mismatch?: SumMismatch },
): Task<never> {
  session.mismatch = by.mismatch;
  return yield* fatal(session, by.fatal);
}

export function short(session: GraphSession, path: string): string {
  return shortPath(session.input.cwd, path);
}

export function inWorkspace(session: GraphSession): boolean {
  return session.input.work !== undefined;
}

export function isMain(session: GraphSession, path: string): boolean {
  // The one without a file is the only one: that of an empty workspace.
  return session.mains.files.has(path) || session.mains.paths[0] === path;
}

export function excludedBy(members: readonly MainFile[]): Pick<MainModules, 'excluded' | 'excludedPaths'> {
  return {
    excluded: new Set(members.flatMap((main) => [...main.exclude])),
    excludedPaths: new Set(members.flatMap((main) => main.file.exclude.map(({ path }) => path))),
  };
}

/** modload.mustHaveSums: only here is a line missing in go.sum an error. */
export function mustHaveSums(session: GraphSession): boolean {
  return session.mode === 'readonly' && !inWorkspace(session);
}

/** modload.mustHaveCompleteRequirements: the requirements may be checked but not repaired. */
export function mustBeComplete(session: GraphSession): boolean {
  return session.mode !== 'mod' && !inWorkspace(session);
}

/** gover.TooNewError where the go line is above the running Go, undefined where it is not. */
export function tooNew(session: GraphSession, what: string, goVersion: string): string | undefined {
  const { running } = session.input;
  if (running === undefined || session.oldEnough.has(goVersion)) return undefined;
  if (compare(goVersion, running.version) <= 0) {
    session.oldEnough.add(goVersion);
    return undefined;
  }
  const setting = running.toolchain ? `; GOTOOLCHAIN=${running.toolchain}` : '';
  return `${what} requires go >= ${goVersion} (running go ${running.version}${setting})`;
}

/** errGoModDirty. */
export function dirtyText(session: GraphSession): string {
  const needed = 'updates to go.mod needed';
  if (session.input.mod !== undefined) {
    return `${needed}, disabled by -mod=${session.mode}; to update it:\n\tgo mod tidy`;
  }
  if (session.modeReason === '') return `${needed}; to update it:\n\tgo mod tidy`;
  return `${needed}, disabled by -mod=${session.mode}\n\t(${session.modeReason})\n\tto update it:\n\tgo mod tidy`;
}

export interface Sums {
  /** As messages name it: `go.sum`, `go.work.sum`, a member's by its absolute path. */
  readonly files: readonly { readonly name: string; readonly hashes: ReadonlyMap<string, readonly string[]> }[];
  /** What go prints before it gives up on a malformed file. */
  readonly malformed: string | undefined;
  /** Lines of unknown kind that were warned about. */
  readonly warned: Set<string>;
}

export type LatestMod =
  | {
      readonly word: AuthorsWord;
      readonly module: ModuleVersion;
      readonly time?: string;
      readonly failure?: undefined;
    }
  | { readonly failure: QueryFailure };
