/** A policy test: a made-up repository, and what a policy finds there. */
import type { Level } from '../../model/rule.ts';
import type { Span } from '../../text/source.ts';

export interface PolicyCase {
  readonly name: string;
  /** Texts by their paths from the root of the made-up repository. */
  readonly files: Readonly<Record<string, string>>;
  /** As written: relative to the test file. Left out: the nearest policy above the test file. */
  readonly policy?: string | undefined;
  /** YYYY-MM-DD. */
  readonly asOf?: string | undefined;
  /** What is known of modules; left out: nothing. */
  readonly facts?: CaseFacts | undefined;
  readonly expect: readonly Expectation[];
  /** Rules that cannot check everything; left out: any. */
  readonly unchecked?: readonly string[] | undefined;
  /** Findings that are not expected fail the case. */
  readonly exact: boolean;
  /** Where it stands in the test file. */
  readonly at: Span;
  /** Where its policy is named; the case where it is not. */
  readonly policyAt: Span;
}

/** What a finding must have; what is left out may be anything. */
export interface Expectation {
  readonly rule: string;
  readonly subject?: string | undefined;
  readonly level?: Level | undefined;
  /** `path:line`. */
  readonly place?: string | undefined;
}

/** By `path@version`, or a path for what is known of a module as a whole. */
export type CaseFacts = Readonly<Record<string, ModuleFacts>>;

/** In place of a fact: it is not known. */
export interface CaseUnknown {
  readonly why: 'offline' | 'private' | 'missing' | 'failed';
  readonly detail?: string | undefined;
}

/** What a case says about a module or a version of it. docs/policy-tests.md explains each key. */
export interface ModuleFacts {
  readonly time?: string | CaseUnknown | undefined;
  readonly license?: string | Readonly<Record<string, string>> | CaseUnknown | undefined;
  readonly mod?: string | CaseUnknown | undefined;
  readonly requires?: readonly string[] | undefined;
  readonly retracts?: readonly string[] | undefined;
  readonly deprecated?: string | undefined;
  readonly versions?: readonly string[] | CaseUnknown | undefined;
  readonly latest?: string | CaseUnknown | undefined;
  readonly vulns?: readonly CaseVulnerability[] | undefined;
}

export interface CaseVulnerability {
  readonly id: string;
  readonly aliases?: readonly string[] | undefined;
  readonly summary?: string | undefined;
  readonly introduced?: string | undefined;
  readonly fixed?: string | undefined;
  readonly packages?: readonly string[] | undefined;
  readonly withdrawn?: string | undefined;
  readonly reviewed?: boolean | undefined;
}
