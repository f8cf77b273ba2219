/** A policy, loaded: plain data with places, so that it can be cached as JSON and every finding can name the line that decided. */
import type { Level } from '../model/rule.ts';
import type { Place } from '../text/source.ts';

/** A place in a policy file with the text of its first line. */
export interface PolicyPlace {
  readonly place: Place;
  readonly snippet: string;
}

export interface RuleSetting {
  readonly level: Level | 'off';
  /** Validated options with defaults filled in; undefined where the rule has none. Plain data. */
  readonly options: unknown;
  /** Where the policy says so; undefined for what a preset or a default says. */
  readonly at?: PolicyPlace;
  /** In an override: what it names itself. The rest is the policy's own, unless an earlier override of the same file says otherwise. */
  readonly names?: { readonly level: boolean; readonly options: readonly string[] };
}

export interface Override {
  /** minimatch patterns over repository paths. */
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly at: PolicyPlace;
}

export interface Waiver {
  readonly rule: string;
  /** Go prefix pattern over the finding's subject where that is a module path; undefined: any. */
  readonly module?: string;
  /** npm-style range over Go versions. */
  readonly versions?: string;
  /** Exact subject, for what is not a module (a variable's name). */
  readonly subject?: string;
  /** minimatch patterns over the finding's file. */
  readonly files?: readonly string[];
  /** IDs of vulnerabilities (GO-, CVE-, GHSA-): only findings about one of them. */
  readonly vuln?: readonly string[];
  readonly reason: string;
  /** OpenVEX's word for why a vulnerability does not matter here. */
  readonly justification?: string;
  readonly owner?: string;
  /** YYYY-MM-DD, the last day on which it holds. */
  readonly until: string;
  readonly at: PolicyPlace;
}

export interface Policy {
  /** Repository path of the policy file (`../` and so on where the command line names one outside); undefined for a preset alone. */
  readonly path: string | undefined;
  readonly extends: readonly string[];
  /** Go's own pattern language: module paths that must never be asked of a public server. */
  readonly private: readonly string[];
  /** By rule id; a rule that is not here is off. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly overrides: readonly Override[];
  readonly waivers: readonly Waiver[];
  /** By rule group; a group not named reports. */
  readonly gaps: Readonly<Record<string, 'fail' | 'report'>>;
  /** Further modfiles to judge, and folders that Go's package patterns pass over (minimatch over repository paths). */
  readonly modules: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  /** Whether the build list of a go.work is judged beside those of its members; left out: it is. */
  readonly workspace?: 'judge' | 'ignore' | undefined;
  /** Facts that change and are older than this are gaps: a duration such as `7d`. */
  readonly maxFactAge?: string;
}
