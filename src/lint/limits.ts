/** How much one report holds. What is beyond a limit is told as a gap of the rule that found it. */

/** Findings of one run. */
export const MAX_FINDINGS = 100_000;

/** Characters of all findings of one run together; formats need several times as many. */
export const MAX_FINDING_CHARS: number = 40 << 20;

/** Characters of a finding's message, hint or other sentence. */
export const MAX_SENTENCE = 10_000;

/** Characters of a finding's subject, version or other name. The identity is made of the whole. */
export const MAX_NAME = 2_000;
