/** What a module graph asks of the world outside the repository, and what it may be told. */
import type { ModuleVersion } from '../version/module-version.ts';
/** What each question is answered with; the same as in model/facts.ts. */
export interface Told {
  readonly mod: string;
  readonly info: { readonly version: string; readonly time?: string };
  readonly versions: readonly string[];
  readonly latest: { readonly version: string; readonly time?: string };
}

export type QuestionKind = keyof Told;

/** A question about a module that only the world outside the repository can answer. */
export type Question<K extends QuestionKind = QuestionKind> = {
  [P in K]: { readonly kind: P; readonly module: ModuleVersion };
}[K];

export interface NotKnown {
  readonly known: false;
  /** `missing`: it does not exist, Go says so too. The others: it may exist. */
  readonly why: 'offline' | 'private' | 'missing' | 'failed';
  /** Go's own words where it has some, without `path@version: `. */
  readonly detail: string;
}

export type Reply<K extends QuestionKind> =
  | {
      readonly known: true;
      readonly value: Told[K];
      /** Of what changes: when it was read, RFC 3339. */
      readonly asOf?: string;
    }
  | NotKnown;

/** A file of the repository, or of a folder that a replace leads to. `detail`: as Go's `open`, `open /x/go.mod: no such file or directory`. */
export type FileReply = { readonly known: true; readonly text: string } | NotKnown;
