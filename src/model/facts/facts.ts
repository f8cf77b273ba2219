/**
 * Facts about modules that the repository itself does not hold: asked by plans, answered by fact sources, read by rules.
 * Everything here is plain data, so that a run's facts can be written to one file and replayed.
 */
import type { PackageFolder } from '../../go/source/package-folder.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { GivenReport } from '../../vuln/reports/types.ts';
import type { DatabaseInfo, ModuleVulns } from '../../vuln/types.ts';

/** A license-like file of a module: path inside the module, text decoded as in text/bytes.ts. */
export interface LicenseFile {
  readonly path: string;
  readonly text: string;
}

/** A part of a version in a module cache; `ziphash` is what the go command wrote beside the zip. */
export type CachedPart = 'zip' | 'folder' | 'mod' | 'ziphash';

export type CachedHashes = Readonly<Partial<Record<CachedPart, string>>> & {
  /** What is there and could not be hashed, with the reason. */
  readonly unreadable?: readonly { readonly part: CachedPart; readonly detail: string }[];
};

/** As the go command writes it (codehost.Origin). */
export interface VersionOrigin {
  readonly vcs?: string;
  readonly url?: string;
  readonly ref?: string;
  /** Of the commit. */
  readonly hash?: string;
}

/** What each kind of question is answered with. */
export interface FactTypes {
  /** The text of a version's go.mod, as a proxy serves it. */
  readonly mod: string;
  /** `.info`: the canonical version and its commit time (RFC 3339), where known. */
  readonly info: { readonly version: string; readonly time?: string };
  /** `@v/list`: tagged versions, as listed (pseudo-versions dropped, sorted by semver). `version` of the ask is ''. */
  readonly versions: readonly string[];
  /** `@latest`: used where a module has no suitable tag. `version` of the ask is ''. */
  readonly latest: { readonly version: string; readonly time?: string };
  /** The license-like files of a version (root and sub-folders, README of the root), from its zip, cache directory or vendor folder. */
  readonly license: { readonly files: readonly LicenseFile[] };
  /** Every file of a version's zip, by its path in the module, with SHA-256 in hex digits. `hash1` of them is the hash in go.sum. */
  readonly files: { readonly files: readonly { readonly path: string; readonly sha256: string }[] };
  /** What the packages of a version import, and the SHA-256 of the zip that they were read from, in hex digits. */
  readonly packages: { readonly sha256: string; readonly packages: readonly PackageFolder[] };
  /** The `h1:` hash of a version's content, computed: of its zip, or where a module cache has no zip of the extracted folder. */
  readonly content: { readonly hash: string; readonly of: 'zip' | 'folder' };
  /** What the user's module cache has of a version, as `h1:` hashes of the content; nothing of what is not in it. No other source answers. */
  readonly cached: CachedHashes;
  /** Where a proxy took the version from (`Origin` in its `.info`). What it does not say is left out. */
  readonly origin: VersionOrigin;
  /** The commit that the tag of a version points to now, in its repository; null: the tag is gone. */
  readonly tag: { readonly hash: string | null };
  /** The go.sum lines for this version that a checksum database has logged and proved: mostly one of the zip and one of go.mod. */
  readonly proof: { readonly database: string; readonly lines: readonly string[] };
  /** The vulnerability databases of the run. `module` of the ask is VULNERABILITY_DATABASE. */
  readonly vulndb: { readonly databases: readonly DatabaseInfo[] };
  /** What those databases say about a module path, at any version. `version` of the ask is ''. */
  readonly vulns: ModuleVulns;
  /**
   * When a module index listed a version first. `since` and `until`: what of the index was read, RFC 3339. Without `listed` the version is
   * not listed in that time: it was listed before, or never.
   */
  readonly seen: { readonly listed?: string; readonly since: string; readonly until: string };
  /** Reports of other tools that the user gave. `module` of the ask is VULNERABILITY_REPORTS. */
  readonly reports: { readonly reports: readonly GivenReport[] };
}

/** Stands for the databases themselves in a question about them. */
export const VULNERABILITY_DATABASE: ModuleVersion = { path: 'vulnerability database', version: '' };

/** Stands for the reports of other tools in a question about them. */
export const VULNERABILITY_REPORTS: ModuleVersion = { path: 'vulnerability reports', version: '' };

/** The kinds of questions. */
export type FactKind = keyof FactTypes;

/** One question about a module version. */
export type Ask<K extends FactKind = FactKind> = {
  [P in K]: {
    readonly kind: P;
    readonly module: ModuleVersion;
    /** That it does not exist is an answer too, and no gap. */
    readonly probe?: true;
    /** Of `seen`: the day (YYYY-MM-DD) from which on the index is wanted. */
    readonly since?: string;
  };
}[K];

/** Why a fact is not known. It becomes a gap in the report. */
export type Unknown = {
  readonly known: false;
  /** offline: nobody was allowed to be asked · private: must not be asked of a public server, or `direct` (no VCS access) · missing: does not exist · failed: is unavailable. */
  readonly why: 'offline' | 'private' | 'missing' | 'failed';
  /** Go's own words where Go has some. */
  readonly detail: string;
  /** It is a fault of modwarden itself (model/fault.ts): such a gap fails the run unless the policy says otherwise. */
  readonly internal?: true;
  /** What to do about it, where `why` does not tell. */
  readonly hint?: string;
  /** With `private`: every proxy said that it has no such thing (404 or 410), and only the module's origin is left to be asked. */
  readonly notFound?: true;
};

/** The answer to one question, with its source, or why there is none. */
export type Answer<T> =
  | {
      readonly known: true;
      readonly value: T;
      /** Name of the source: `record`, `module cache`, `vendor`, `fact cache`, or a proxy's host. */
      readonly source: string;
      /** For facts that change (versions, latest): when they were read, RFC 3339. */
      readonly asOf?: string;
      /** Of a cache: a proxy said it so recently that it would not be asked again for a fact that changes either. */
      readonly recent?: true;
    }
  | Unknown;

/** Somewhere facts come from. `undefined`: this source has nothing to say, ask the next. */
export interface FactSource {
  readonly name: string;
  readonly network: boolean;
  answer<K extends FactKind>(ask: Ask<K>): Promise<Answer<FactTypes[K]> | undefined>;
}

/** One string per question, for maps and records. */
export function askKey(ask: Ask): string {
  return `${ask.kind} ${ask.module.path}@${ask.module.version}`;
}
