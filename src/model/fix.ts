/** How a finding can be fixed: edits of one file of the repository. */
import type { TextEdit } from '../text/text-edit.ts';

/** What a rule proposes. */
export interface DraftFix {
  /** What the edits do, as an instruction: `remove the line`. */
  readonly what: string;
  /** They change nothing that is built and lose nothing that is meant. Everything else needs a person to look at it. */
  readonly safe: boolean;
  /** All in one file, no two of which touch. Not empty. */
  readonly edits: readonly TextEdit[];
  /** What has to be run afterwards: the fix is not undone for findings of these rules, which that resolves. */
  readonly followUp?: FollowUp;
}

/** A command that completes a fix, and the rules whose new findings it resolves. */
export interface FollowUp {
  readonly run: string;
  readonly resolves: readonly string[];
}
