/** What reading licence files gives: plain data. */

/** A stretch of a text: offsets in UTF-16 units, `end` exclusive, and 1-based lines. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** One licence found in a text. */
export interface Match extends Stretch {
  /** SPDX id, `LicenseRef-…`, or for a tag the whole expression. */
  readonly id: string;
  /** The licence's own text, the notice that points to it, a sentence or title that names it, or an SPDX tag. */
  readonly kind: 'text' | 'notice' | 'statement' | 'tag';
  /** 0 … 1. For texts and notices Dice over words; statements and tags have fixed values. */
  readonly confidence: number;
  /** 0 … 1: share of the licence's words that are there; 0 for statements and tags. */
  readonly coverage: number;
}

/** Words that decided how the licences stand together. */
export interface Evidence extends Stretch {
  readonly operator: 'OR' | 'WITH';
  /** The words themselves. */
  readonly text: string;
}

export interface Detection {
  /** SPDX expression; undefined where the text names no licence that has an id. */
  readonly expression: string | undefined;
  readonly matches: readonly Match[];
  /** 0 … 1: share of the text's words that matches cover (copyright lines and list markers are no words). */
  readonly coverage: number;
  /** 0 … 1: least confidence of the matches; 0 where there are none. */
  readonly confidence: number;
  /** Stretches no match covers, and how many words each has: terms that were added stand here. */
  readonly uncovered: readonly (Stretch & { readonly words: number })[];
  readonly evidence: readonly Evidence[];
  /** Why there is no expression, where something can be said. */
  readonly note?: string;
}
