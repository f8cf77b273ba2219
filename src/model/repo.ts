/** The repository as rules see it. Made by open.ts from a Tree; plain data and pure look-ups, no I/O. */
import type { SettingsRead } from '../env/setting.ts';
import type { EnvFile } from '../go/env/captured-types.ts';
import type { SumMismatch } from '../go/graph/failure.ts';
import type { Surveyed } from '../go/graph/list/survey.ts';
import type { ModuleGraph } from '../go/graph/types.ts';
import type { ModError, ModFile, Require, WorkFile } from '../go/modfile/types.ts';
import type { SumEntry, SumFile } from '../go/sum/parse.ts';
import type { VendorFile } from '../go/vendor/modules-txt.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import type { Source, Span } from '../text/source.ts';
import type { Omitted } from './discover.ts';
import type { Unknown } from './facts/facts.ts';

/** The repository as rules see it. */
export interface Repo {
  /** The tree's name. */
  readonly name: string;
  /** Every main module, sorted by folder. Rules see those whose settings are alike. */
  readonly modules: readonly MainModule[];
  readonly workspaces: readonly Workspace[];
  /**
   * What each go.work builds, as a module of kind `workspace`; there where the policy wants it judged. A rule finds those that it judges
   * among `modules`.
   */
  readonly built?: readonly MainModule[];
  /** Captured `go env` outputs and GOENV files handed to the run. */
  readonly env: readonly CapturedEnv[];
  /** By path, SHA-256 in hex digits of every file of a vendor folder; undefined if unreadable. There where a rule needs them. */
  readonly vendoredFiles?: ReadonlyMap<string, string | undefined>;
  /** Committed files that may set Go's variables, sorted by path: Dockerfiles, workflows, scripts. */
  readonly settingFiles: readonly SettingFile[];
  /** go.mod and go.work files beyond a limit, which were left out. */
  readonly omitted?: readonly Omitted[];
  /** Files in the language of go.mod that are not judged, since no policy includes them; sorted. */
  readonly otherModfiles?: readonly string[];
  /** Whether the tree has this file. */
  hasFile(path: string): boolean;
  /** Whether the tree has any .go file: one without was cut down to what tells of modules. */
  hasSources(): boolean;
  /** Whether the tree has a file below this folder ('' is the root). */
  hasFolder(path: string): boolean;
}

/** One go.mod of the repository with all that is known about it. */
export interface MainModule {
  /** Folder in the repository, '' for the root. */
  readonly dir: string;
  /**
   * `module`: a go.mod. `modfile`: another file of the same language that the policy names (`vendor.mod`, `.bingo/x.mod`).
   * `workspace`: what a go.work builds, with its file in place of a go.mod.
   */
  readonly kind: 'module' | 'modfile' | 'workspace';
  readonly source: Source;
  readonly mod: ModFile;
  readonly errors: readonly ModError[];
  /** The module line's path; '' where there is none. */
  readonly path: string;
  readonly sum: SumFile | undefined;
  /** The same file in the revision that a change is compared with; undefined where there is none. */
  readonly sumBefore?: SumFile | undefined;
  readonly vendor: VendorFile | undefined;
  /** The workspace that lists this module, if one does; of kind `workspace` the workspace itself. */
  readonly workspace: Workspace | undefined;
  /** Of kind `workspace`: those of its members that the run judges, in the order of the `use` lines. */
  readonly members?: readonly MainModule[];
  readonly imports: ImportState;
  readonly graph: GraphState;
  /**
   * The modules in use: the build list without the main module where the graph is loaded, what is built where something stands in for
   * it, else what go.mod itself requires.
   * Sorted by path.
   */
  readonly uses: readonly ModuleInUse[];
  /** Lines of go.sum and go.work.sum that differ from a go.mod that was read; there where graphs were loaded. */
  readonly mismatches?: readonly Mismatch[];
  /** By path, for every module of the build list; there where the graph is loaded and a rule wants it. */
  readonly survey: ReadonlyMap<string, Surveyed> | undefined;
  /** Why there is no survey, where a rule wanted one and the graph is loaded. */
  readonly surveyGap?: Unknown;
}

/** A line of go.sum whose hash is not that of the go.mod that was read. */
export interface Mismatch {
  readonly sum: SumFile;
  readonly entry: SumEntry;
  /** `h1:` of the go.mod that was read. */
  readonly downloaded: string;
}

/** What the .go files of a module import. */
export type ImportState =
  | {
      readonly state: 'read';
      /** Import paths, each with the first file that has it; what the module itself provides is left out. */
      readonly paths: ReadonlyMap<string, string>;
      /** Folders of the repository that hold a `package main`, sorted. */
      readonly commands: readonly string[];
    }
  /** No rule wants them (or a staged run). */
  | { readonly state: 'not-wanted' }
  | { readonly state: 'lacking'; readonly detail: string; readonly internal?: true };

/** The module graph of a main module, or why there is none. */
export type GraphState =
  | LoadedState
  /** Nobody asked for the graph (no rule needs it, or a staged run). */
  | { readonly state: 'not-wanted' }
  | NoGraph
  /** In its place the part of the workspace's graph that this module needs: its versions, not those that this go.mod leads to by itself. */
  | { readonly state: 'workspace'; readonly graph: ModuleGraph; readonly beyond: Beyond; readonly instead: NoGraph }
  /** In its place what vendor/modules.txt lists, and what go.mod requires beside it. */
  | { readonly state: 'vendored'; readonly instead: NoGraph };

export interface LoadedState {
  readonly state: 'loaded';
  readonly graph: ModuleGraph;
  readonly beyond: Beyond;
}

/** go.mod files that Go itself does not load, are unavailable, and hold what the depth of some modules depends on. */
type Beyond = readonly { readonly module: ModuleVersion; readonly answer: Unknown }[];

export type NoGraph =
  /** go.mod files are missing. */
  | {
      readonly state: 'lacking';
      readonly missing: readonly { readonly module: ModuleVersion; readonly answer: Unknown }[];
      /** They were not read, since the graph is larger than a limit; the answer says which. */
      readonly tooLarge?: true;
    }
  /** Go itself refuses to load this graph; `message` is Go's. */
  | {
      readonly state: 'refused';
      readonly message: string;
      /** It stopped at a go.mod that differs from go.sum. */
      readonly mismatch?: SumMismatch;
      /** All that is missing are placeholder versions, which only a workspace can put a folder in place of. */
      readonly placeholders?: true;
    };

/** A module in the build list of a main module, or in its go.mod where there is no build list. */
export interface ModuleInUse extends ModuleVersion {
  /** What the main module's replace directives put in its place. */
  readonly replace: ModuleVersion | undefined;
  /** Required without `// indirect`. */
  readonly direct: boolean;
  /** Its own line in go.mod, if it has one. */
  readonly require: Require | undefined;
  /**
   * Declared depth: 1 for requirements without `// indirect`, else the distance from those in the build-list graph.
   * undefined: unknown without more go.mod files (see `depthState`).
   */
  readonly depth: number | undefined;
  /**
   * `declared`: as defined above · `indirect-only`: reached only through `// indirect` lines · `unselected`: required only by versions
   * that are not selected, so that nothing of it is built · `unknown`: not computable from what is known.
   */
  readonly depthState: 'declared' | 'indirect-only' | 'unselected' | 'unknown';
  /** From the requirement through which it comes in to the module itself; length = depth where known. */
  readonly trail: readonly ModuleVersion[];
  /** Its own require line, else the one through which it comes in. */
  readonly at: Span;
  /** In a workspace: the lines by which members require it, at whatever version; left out where none does. */
  readonly requiredBy?: readonly MemberRequirement[];
  /** In a workspace: the build list of a member has it too, at this version or at another. Left out: the workspace alone has it. */
  readonly inMember?: 'version' | 'path';
  /** Nothing of it is vendored, so nothing of it is built. */
  readonly unbuilt?: true;
  /** The go.work builds it from a folder of this repository, so nobody is asked what others publish under its path. */
  readonly own?: true;
}

/** A line by which a member of a workspace requires a module. */
export interface MemberRequirement {
  readonly module: MainModule;
  readonly require: Require;
}

/** One go.work of the repository. */
export interface Workspace {
  readonly dir: string;
  readonly source: Source;
  readonly work: WorkFile;
  readonly errors: readonly ModError[];
  /** Folders of the `use` lines, relative to the repository; undefined where one leaves it. */
  readonly members: readonly { readonly dir: string | undefined; readonly at: Span; readonly text: string }[];
  /** Module paths of the members that lie in the repository. */
  readonly own: ReadonlySet<string>;
  readonly sum: SumFile | undefined;
  /** The same file in the revision that a change is compared with; undefined where there is none. */
  readonly sumBefore?: SumFile | undefined;
  readonly vendor: VendorFile | undefined;
}

/** A captured environment, and whose policy applies to it. */
export interface CapturedEnv {
  /** The folder whose policy judges it; the root's where left out. */
  readonly dir?: string;
  readonly source: Source;
  readonly file: EnvFile;
}

/** A committed file that may set Go's variables. */
export interface SettingFile {
  /** Its folder, whose policy judges it. */
  readonly dir: string;
  /** Without text as long as it is not read. */
  readonly source: Source;
  /** What it sets; undefined as long as no rule has asked (`Rule.settings`). */
  readonly read: SettingsRead | undefined;
}
