/** What reading license files gives: plain data. */
import type { FileRole } from './files.ts';

/** A stretch of a text: offsets in UTF-16 units, `end` exclusive, and 1-based lines. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** One license found in a text. */
export interface Match extends Stretch {
  /** SPDX id, `LicenseRef-…`, or for a tag the whole expression. */
  readonly id: string;
  /** The license's own text, the notice that points to it, a sentence or title that names it, or an SPDX tag. */
  readonly kind: 'text' | 'notice' | 'statement' | 'tag';
  /** 0 … 1. For texts and notices Dice over words; statements and tags have fixed values. */
  readonly confidence: number;
  /** 0 … 1: share of the license's words that are there; 0 for statements and tags. */
  readonly coverage: number;
}

/** Words that decided how the licenses stand together. */
export interface Evidence extends Stretch {
  readonly operator: 'OR' | 'WITH';
  /** The words themselves. */
  readonly text: string;
}

export interface Detection {
  /** SPDX expression; undefined where the text names no license that has an id. */
  readonly expression: string | undefined;
  readonly matches: readonly Match[];
  /** 0 … 1: share of the text's words that matches cover (copyright lines and list markers are no words). */
  readonly coverage: number;
  /** 0 … 1: least confidence of the matches; 0 where there are none. */
  readonly confidence: number;
  /** Stretches no match covers, and how many words each has: terms that were added stand here. */
  readonly uncovered: readonly (Stretch & { readonly words: number })[];
  readonly evidence: readonly Evidence[];
  /** Why there is no expression, or what in the text has none, where something can be said: quotes the sentence. */
  readonly note?: string;
  /** The text reserves all rights and grants none. */
  readonly reserved?: true;
}

/** One file of a module and what it says. */
export interface FileLicense {
  /** Path in the module. */
  readonly path: string;
  readonly role: FileRole;
  readonly detection: Detection;
  /** Whether it is part of the module's expression. */
  readonly counts: boolean;
}

/** What a reader should know beside the expression. */
export interface LicenseHint {
  readonly kind: /** The module holds no license file. */
    | 'no-file'
    /** Only a README, a COPYRIGHT or source files say something: low confidence. */
    | 'weak-evidence'
    /** A license file whose terms have no SPDX id. */
    | 'unrecognised'
    /** Several license files and no word whether all hold or one may be chosen: all are taken to hold. */
    | 'choice-unstated'
    /** Folders have licenses of their own that the expression does not hold. */
    | 'folders-differ'
    /** A file licenses the documentation, which is no part of the expression. */
    | 'documentation'
    /** Texts beside the license: terms may have been added. */
    | 'more-text'
    /** GPL and LGPL texts side by side: commonly the library is under the LGPL, which needs the GPL's text. */
    | 'lesser-beside-gpl';
  readonly text: string;
  /** The file it is about. */
  readonly file?: string;
}

/** License of a module: what its files say together. */
export interface ModuleLicense {
  /** SPDX expression; `NONE` where nothing grants anything; a part without an id is `NOASSERTION`. */
  readonly expression: string;
  /** 0 … 1: least confidence of what the expression rests on. */
  readonly confidence: number;
  /** 0 … 1: least coverage of the files that count. */
  readonly coverage: number;
  readonly files: readonly FileLicense[];
  /** Words that decided for OR or WITH. */
  readonly evidence: readonly (Evidence & { readonly file: string })[];
  readonly hints: readonly LicenseHint[];
}
