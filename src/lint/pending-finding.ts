/** What turns drafts into findings is handed, and what it works on. */
import type { MainModule, Repo } from '../model/repo.ts';
import type { Finding, Gap } from '../model/report.ts';
import type { Draft, Rule } from '../model/rule.ts';
import type { CompiledPolicy, PolicyFor } from '../policy/compile.ts';
import type { PlacedWaiver } from './inline.ts';
import type { Tools } from './tools.ts';

export interface FindingsInput {
  readonly drafts: readonly { readonly rule: string; readonly draft: Draft }[];
  readonly gaps: readonly Gap[];
  readonly inline: readonly PlacedWaiver[];
  /** The folder that was judged, '' for all. */
  readonly under: string;
  readonly rules: readonly Rule[];
  readonly ran: ReadonlySet<string>;
  readonly repo: Repo;
  readonly policyFor: PolicyFor;
  readonly today: string;
  /** A run that looks at less on purpose: a waiver may be in use where it did not look. */
  readonly partial: boolean;
  readonly tools: Tools;
}

/** A finding with the module and judge it came from, while waivers are still to be looked up. */
export interface PendingFinding extends Finding {
  readonly judge: CompiledPolicy;
  readonly from: MainModule | undefined;
}
