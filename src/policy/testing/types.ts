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
  readonly expect: readonly Expectation[];
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
