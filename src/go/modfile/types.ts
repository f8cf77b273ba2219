/** What go.mod and go.work say, typed; every entry keeps the line it stands on. Made by parseMod and parseWork. */

import type { Span } from '../../text/source.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import type { FileSyntax, Line } from './tree.ts';

export interface ModuleLine extends ModuleVersion {
  readonly deprecated: string;
  readonly line: Line;
}

/** The go line: the version without the word `go`. */
export interface GoLine {
  readonly version: string;
  readonly line: Line;
}

/** The toolchain line: the name as in `go1.24.1`. */
export interface ToolchainLine {
  readonly name: string;
  readonly line: Line;
}

/** One setting of a godebug line. */
export interface Godebug {
  readonly key: string;
  readonly value: string;
  readonly line: Line;
}

/** A require line. */
export interface Require extends ModuleVersion {
  readonly indirect: boolean;
  readonly line: Line;
}

/** An exclude line. */
export interface Exclude extends ModuleVersion {
  readonly line: Line;
}

/** A replace line. An empty old version means all versions; an empty new version means a folder. */
export interface Replace {
  readonly old: ModuleVersion;
  readonly new: ModuleVersion;
  readonly line: Line;
}

/** A retract line: both ends of the range, which are equal for a single version. */
export interface Retract {
  readonly low: string;
  readonly high: string;
  readonly rationale: string;
  readonly line: Line;
}

/** A `use`, `tool` or `ignore` line. */
export interface PathLine {
  readonly path: string;
  readonly line: Line;
}

/** A parsed go.mod: its syntax tree and its directives, in file order. */
export interface ModFile {
  readonly syntax: FileSyntax;
  readonly module: ModuleLine | undefined;
  readonly go: GoLine | undefined;
  readonly toolchain: ToolchainLine | undefined;
  readonly godebug: readonly Godebug[];
  readonly require: readonly Require[];
  readonly exclude: readonly Exclude[];
  readonly replace: readonly Replace[];
  readonly retract: readonly Retract[];
  readonly tool: readonly PathLine[];
  readonly ignore: readonly PathLine[];
}

/** A parsed go.work: its syntax tree and its directives, in file order. */
export interface WorkFile {
  readonly syntax: FileSyntax;
  readonly go: GoLine | undefined;
  readonly toolchain: ToolchainLine | undefined;
  readonly godebug: readonly Godebug[];
  readonly use: readonly PathLine[];
  readonly replace: readonly Replace[];
}

/** One error, as x/mod's modfile.Error, with its place. `message` is the inner text, without file name and position. */
export interface ModError {
  readonly at: Span;
  readonly message: string;
  readonly verb: string;
  readonly modPath: string;
  /** What a person should do, where we know (a directive that blogs invented, merge-conflict markers, …). */
  readonly hint?: string;
}

/**
 * Result of a parse. Go gives either a file or errors; we keep what could be understood beside the errors, so that the rest of a broken
 * file is still judged. Go's own answer is "failed" exactly when `errors` is not empty.
 */
export interface Parsed<T> {
  readonly file: T;
  readonly errors: readonly ModError[];
}
