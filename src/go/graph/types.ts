/** What a module graph is made from, what it asks for, and what it is. */

import type { ModuleVersion } from '../version/module-version.ts';
import type { SumMismatch } from './failure.ts';
import type { Exceeded } from './limits.ts';
import type { NotKnown, Question } from './questions.ts';
import type { Task } from './task.ts';

/** Go's `-mod`: `mod` may repair go.mod (in memory), `readonly` must not, `vendor` looks at vendor/ alone. */
export type BuildMode = 'mod' | 'readonly' | 'vendor';

/** What a graph is computed from. */
export interface GraphInput {
  /** `mod graph` never complains about an untidy go.mod; `list` does, as its mode says. */
  readonly command: 'mod graph' | 'list';
  /** Absolute folder in which go would run: messages name files relative to it. */
  readonly cwd: string;
  /** Absolute folder of the main module's go.mod; not used in a workspace. */
  readonly folder: string;
  /** Absolute path of go.work; left out: no workspace. */
  readonly work?: string;
  /** Absolute path of the file that is read in place of `go.mod` (`-modfile`); its hashes are in the `.sum` file beside it. Not in a workspace. */
  readonly modfile?: string;
  /**
   * In a workspace, what a member requires of another at a placeholder version (v0.0.0) is taken as the member's folder, as `go build`
   * does. Left out: it is asked for, and the graph fails, as `go mod graph` does.
   */
  readonly placeholders?: 'folders';
  /** An explicit `-mod`. Left out: as Go decides by itself. */
  readonly mod?: BuildMode;
  /** The Go that runs. Left out: one that is never too old, as with GOTOOLCHAIN=auto. */
  readonly running?: {
    /** `1.26.8` */
    readonly version: string;
    /** GOTOOLCHAIN where it is set and not `auto`; Go puts it into messages. */
    readonly toolchain?: string;
  };
}

/** A module of the build list. */
export interface BuildModule extends ModuleVersion {
  /** What replaces it. A folder has no version; relative to the main module's folder, or to go.work's. */
  readonly replace?: ModuleVersion;
  readonly main: boolean;
  /** Go's Indirect: no main module requires it without `// indirect`. */
  readonly indirect: boolean;
  /** Neither main nor indirect. */
  readonly direct: boolean;
  /** Its go line, where its go.mod was read for the graph. */
  readonly goVersion?: string;
}

export interface GraphMain {
  readonly path: string;
  /** Absolute. */
  readonly folder: string;
  /** Version-less paths that it requires without `// indirect`, in the order of go.mod, excluded versions left out. */
  readonly direct: ReadonlySet<string>;
}

/** A module graph as Go has it after loading: pruned, selected, its roots consistent. */
export interface ModuleGraph {
  readonly mode: BuildMode;
  readonly workspace: boolean;
  /** In `use` order. */
  readonly main: readonly GraphMain[];
  /** Main modules first, the rest by path. Without `go` and `toolchain`. */
  readonly buildList: readonly BuildModule[];
  /** Requirements of the main module as they stand after loading, or in a workspace its members, with `go` and `toolchain`; sorted. */
  readonly roots: readonly ModuleVersion[];
  /** '' for a main module, undefined for a path that is not in the graph. */
  selected(path: string): string | undefined;
  /** In recorded order, excluded versions left out; undefined where the go.mod is not part of the graph (pruned away). */
  requirements(module: ModuleVersion): readonly ModuleVersion[] | undefined;
  replacement(module: ModuleVersion): ModuleVersion | undefined;
  /** Whether an exclude line leaves out a requirement on this version, of the main modules or of a go.mod that was read. */
  leavesOut(module: ModuleVersion): boolean;
  /** What a module requires whose go.mod was pruned away; undefined where it is unavailable. */
  beyond(module: ModuleVersion): Task<readonly ModuleVersion[] | undefined>;
  /** Every module version of the graph once, breadth first from the roots: the order in which `go mod graph` prints. */
  walk(): Iterable<ModuleVersion>;
  /** What `go mod graph` prints. */
  text(): string;
}

export interface GraphError {
  /** What the go command prints, `go: ` included. */
  readonly message: string;
  /** Facts that are unavailable, where they are why. Empty: Go would refuse this graph wherever it runs. */
  readonly missing: readonly { readonly question: Question; readonly reply: NotKnown }[];
  /** Modules of the graph whose go.mod cannot be used, where that is why. */
  readonly unloaded: readonly ModuleVersion[];
  /** The graph is larger than modwarden's limits; Go has none. */
  readonly exceeded?: Exceeded;
  /** A go.mod differs from go.sum: Go's SECURITY ERROR. */
  readonly mismatch?: SumMismatch;
}
