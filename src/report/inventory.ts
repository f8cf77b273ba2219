/** What is built of what: every module version of a repository's build lists, with licenses and requirements. Plain data. */
import type { ModuleVersion } from '../go/version/module-version.ts';

export interface Inventory {
  /** Sorted by folder. */
  readonly mains: readonly InventoryMain[];
  /** Each version once, sorted by path and version. */
  readonly components: readonly Component[];
  /** The register of waivers, sorted by place. */
  readonly waivers: readonly RegisteredWaiver[];
  /** Why modules may be missing, a line each. */
  readonly incomplete: readonly string[];
  /** There where it was computed which modules are built. */
  readonly built?: BuiltScope;
}

export interface BuiltScope {
  /** For which platforms and tags: `linux/amd64, with cgo, without tests`. */
  readonly text: string;
  /** Main modules of which it is unknown, and why: a line each. */
  readonly unknown: readonly string[];
}

/** Of a format that was not given one. */
export const EMPTY_INVENTORY: Inventory = { mains: [], components: [], waivers: [], incomplete: [] };

export interface InventoryMain {
  /** '' is the root. */
  readonly dir: string;
  /** '' where go.mod names none. */
  readonly path: string;
  /** Indexes of the components that its go.mod requires. */
  readonly requires: readonly number[];
}

export interface Component extends ModuleVersion {
  /** What is built in its place. A folder has no version. */
  readonly replacedBy?: ModuleVersion;
  /** One for every main module that has it in its build list. */
  readonly uses: readonly ComponentUse[];
  readonly license: ComponentLicense;
  /** `h1:` of the zip that is built, as go.sum has it. */
  readonly hash?: string;
  /** SHA-256 of the zip, where the whole of it was read; hex digits. */
  readonly sha256?: string;
  /** Whether packages of it are built, where that was computed; `unknown`: that of a main module which uses it is unknown. */
  readonly built?: 'yes' | 'no' | 'unknown';
  /** A package of it that is built, and one that imports it. */
  readonly builtBy?: { readonly package: string; readonly importer: string };
  /** Indexes of the components that it requires, at the versions that are built; empty where its go.mod is not part of the graph. */
  readonly requires: readonly number[];
}

export interface ComponentUse {
  /** Folder of the main module. */
  readonly dir: string;
  readonly direct: boolean;
  /** On a line of go.mod, so possibly built. */
  readonly required: boolean;
  /** Nothing of it is built: only versions that are not selected require it, or nothing of it is vendored. */
  readonly unbuilt: boolean;
  readonly depth?: number;
  /** From a requirement of go.mod to the module itself. */
  readonly trail: readonly ModuleVersion[];
}

export interface ComponentLicense {
  /** SPDX expression; left out where the texts could not be had. */
  readonly expression?: string;
  /** What the license files say, where a policy's clarification says something else. */
  readonly declared?: string;
  /** 0 to 1; left out where a policy's clarification counts. */
  readonly confidence?: number;
  /** Files and lines that it was read from, or why there is none. */
  readonly evidence: string;
  readonly hints: readonly string[];
}

export interface RegisteredWaiver {
  readonly rule: string;
  readonly subject: string;
  readonly reason: string;
  readonly owner: string;
  /** YYYY-MM-DD, or empty. */
  readonly until: string;
  readonly state: WaiverState;
  /** `file:line`. */
  readonly at: string;
}

/** Whether a waiver is in use is not known in a run that looks at less, or where what it may cover could not be judged. */
export type WaiverState = 'used' | 'expired' | 'unused' | 'unknown';
