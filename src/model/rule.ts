/** What a rule is, and what it is given. Rule authors reach these through src/rule.ts. */

import type * as valibot from 'valibot';
import type { GenericSchema } from 'valibot';
import type { ModuleVersion } from '../go/version/module-version.ts';
import type { LicenseTools } from '../license/tools.ts';
import type { Detection, ModuleLicense } from '../license/types.ts';
import type { Span } from '../text/source.ts';
import type { Answer, Ask, FactKind, FactTypes, LicenseFile, Unknown } from './facts/facts.ts';
import type { FoundVulnerability } from './facts/found-vulnerability.ts';
import type { VulnerabilityTools } from './facts/known-vulnerabilities.ts';
import type { DraftFix } from './fix.ts';
import type { FindLookAlike } from './look-alike/compare.ts';
import type { CapturedEnv, MainModule, Repo } from './repo.ts';
import type { WorkspaceScope } from './workspace/built.ts';

export type { Detection, LicenseFile, ModuleLicense };

/** The severity of a finding. */
export type Level = 'error' | 'warning' | 'note';

/** valibot, handed in so that a run with a cached policy never loads it. */
export type Valibot = typeof valibot;

/** Checks of option values that need more than a pattern. They give the message, its second line a hint; undefined: it is right. */
export interface OptionChecks {
  /** An SPDX license id, with `WITH` or `-or-later` where it has one, or a named set of licenses. */
  readonly license: (entry: string) => string | undefined;
  /** An SPDX expression of known licenses. */
  readonly expression: (text: string) => string | undefined;
}

/** Where only the shape of options is of interest. */
export const NO_CHECKS: OptionChecks = { license: () => undefined, expression: () => undefined };

/** `safe`: nothing that is built changes, and nothing that is meant is lost · `unsafe`: a person has to look at it. */
export type FixSafety = 'safe' | 'unsafe';
/** A vulnerability database with entries about vulnerable versions, or about malicious modules; reports of other tools; a module index. */
export type GivenKind = 'vulnerabilities' | 'malicious' | 'reports' | 'index';

/** The definition of a rule. */
export interface Rule<O = unknown> {
  /** `group/name`; a contract once released. */
  readonly id: string;
  /** One line, sentence case, no final stop: what is wrong where it is reported. */
  readonly title: string;
  /** Why it matters, in a sentence or three. Markdown. */
  readonly why: string;
  /** The version that brought it. */
  readonly since: string;
  /** The level it has unless a policy says otherwise. */
  readonly level: Level;
  /** code scanning's security-severity, 0.1 to 10; makes it a security rule. */
  readonly security?: number;
  /** For rules that are not built in: the plug-in, or `own` for the caller of the library. Set when a rule is loaded, not by its author. */
  readonly plugin?: string;
  /** How often it is right. */
  readonly precision?: 'very-high' | 'high' | 'medium' | 'low';
  /** `files`: the tree is enough · `graph`: needs go.mod files of dependencies · `facts`: needs facts about modules (`needs`). */
  readonly reach: 'files' | 'graph' | 'facts';
  /** For reach `graph`: it still judges go.mod's own requirements where no graph is loaded, as in the hook. */
  readonly declared?: boolean;
  /** It judges what is built: where a module's own graph is unavailable, a list from vendor or go.work is enough, and no gap. */
  readonly built?: true;
  /** For reach `facts`: it needs no module graph, so that one which cannot be loaded is no gap of this rule. */
  readonly withoutGraph?: true;
  /**
   * It compares the go.mod files that were read for the graph. One that was not read is a gap, but never fails the run, and a graph that
   * was refused on account of go.sum is a finding of this rule, not its gap.
   */
  readonly asRead?: true;
  /**
   * It judges what a go.work builds too, as a module of kind `workspace` among the others: `all` of it, or what is new in it, which is
   * `versions` that no member's own graph has, or `paths` that none has at any version. Left out: it is given no such module.
   */
  readonly workspaces?: WorkspaceScope;
  /** Which fixes its findings can have: left out, none. A fix that is not named here is dropped. */
  readonly fixes?: readonly FixSafety[];
  /** Which presets switch it on; `strict` includes what `recommended` has. Options-less rules only, or with `defaults`. */
  readonly presets: readonly ('recommended' | 'strict')[];
  /** Options that the preset `strict` sets, where it asks for more than the defaults. */
  readonly strict?: { readonly [K in keyof O & string]?: O[K] };
  /** Options that the preset `audit` sets beyond those of `strict`: `scope: all` where the rule has that option. */
  readonly audit?: { readonly [K in keyof O & string]?: O[K] };
  /** Options as a valibot schema; every option documented by `v.description`. Left out: the rule has none. */
  readonly options?: (v: Valibot, checks: OptionChecks) => GenericSchema<unknown, O>;
  /** Heavy tools to have loaded before `check`. */
  uses?(options: O): readonly ('ranges' | 'licenses' | 'look-alikes' | 'vulnerabilities')[];
  /** It reads what the user gives. Presets apply it only where that was given; where a policy names the rule, its lack is a gap. */
  readonly given?: GivenKind;
  /** It reads `MainModule.imports`: the import lines of a module's own .go files. */
  readonly imports?: true;
  /** It reads `Repo.vendoredFiles`: the checksums of all files in vendor folders. */
  readonly vendored?: true;
  /** It reads `MainModule.survey`: what version lists and newest versions say about every module of the build list. */
  readonly survey?: true;
  /** It reads `Repo.settingFiles`: what committed files set for Go, git and ssh. */
  readonly settings?: true;
  /** For reach `files`: with these options it needs module graphs too. What a graph lacks is the rule's own gap. */
  graphFor?(options: O): boolean;
  /** The facts to be had; for another reach than `facts` only those that options ask for. Called again after answers came, until it asks nothing new. */
  needs?(repo: Repo, context: NeedsContext<O>): Iterable<Ask>;
  /** Pure and synchronous. */
  check(repo: Repo, context: Context<O>): Iterable<Draft | Unchecked | Measure>;
}

/** What `needs` is given beside the repository. */
export interface NeedsContext<O> {
  readonly options: O;
  readonly facts: Facts;
  /** The day that is judged, YYYY-MM-DD. Never a clock. */
  readonly today: string;
  /** Finds look-alikes of widely used repositories; throws where `uses` did not name `look-alikes`. */
  readonly lookAlikeOf: FindLookAlike;
  /** The policy's `private` patterns (Go's own pattern language). */
  readonly isPrivate: (modulePath: string) => boolean;
  /** npm-style ranges over Go versions; throws where `uses` did not name `ranges`. */
  readonly inRange: (version: string, range: string) => boolean;
}

/** What `check` is given beside the repository. */
export interface Context<O> extends NeedsContext<O> {
  /** Captured environments that the same rule judges by other settings, with their options. */
  readonly elsewhere: readonly { readonly options: O; readonly env: readonly CapturedEnv[] }[];
  /** The policy's `private` patterns themselves. */
  readonly privatePatterns: readonly string[];
  /** License detection and judgment; throws where `uses` did not name `licenses`. */
  readonly licenses: () => LicenseTools;
  /** Matching of vulnerabilities; throws where `uses` did not name `vulnerabilities`. */
  readonly vulnerabilities: () => VulnerabilityTools;
}

/** Answers to what was asked. `get` of something that no rule asked for throws: a plan must not lie. */
export interface Facts {
  get<K extends FactKind>(kind: K, module: ModuleVersion): Answer<FactTypes[K]>;
  /** Whether it was asked (and so may be read). For `needs`, which asks in rounds. */
  asked(ask: Ask): boolean;
}

/** A finding before it is settled. */
export interface Draft {
  readonly at: Span;
  /** What it is about: a module path, a variable's name. Never a line, a version, or the message. Part of the identity. */
  readonly subject: string;
  /** One or two sentences, first the fact. Text from outside needs no escaping here: reporters do that. */
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
  /** The module it belongs to; left out for findings about a file (go.work, a captured env). */
  readonly module?: MainModule;
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
  /** For indirect modules: how it comes in. */
  readonly trail?: readonly ModuleVersion[];
  /** Version the finding is about, for waivers with a range. */
  readonly version?: string;
  readonly confidence?: 'low';
  /** The highest level that this finding can have, whatever the policy says; left out: the policy's level. */
  readonly atMost?: Level;
  /** When the facts that change and that it rests on were read, RFC 3339. */
  readonly asOf?: string;
  /** How to fix it; only where it is known to be right. Findings about the integrity of modules have none. */
  readonly fix?: DraftFix;
  /** The vulnerability that it is about. */
  readonly vulnerability?: FoundVulnerability;
  /** More facts for the JSON report; keys are stable. */
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** What a rule could not check, beyond unanswered asks (those become gaps by themselves). */
export interface Unchecked {
  readonly unchecked: {
    readonly subject: string;
    readonly module?: MainModule;
    readonly why: Unknown['why'];
    readonly detail: string;
    /** What to do about it; left out: what `why` suggests. */
    readonly hint?: string;
    /** It is a fault of modwarden itself. */
    readonly internal?: true;
  };
}

/** A figure for monitoring, found on the way. */
export interface Measure {
  readonly measure: 'score' | 'library_years';
  /** The module it is about; undefined for the repository. */
  readonly module: MainModule | undefined;
  readonly value: number;
}

/** In place of a plug-in's name: rules that are handed to the library. */
export const OWN = 'own';

/** Gives a rule its types; the identity function otherwise. */
export function defineRule<O = undefined>(rule: Rule<O>): Rule<O> {
  return rule;
}
