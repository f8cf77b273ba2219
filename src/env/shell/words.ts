/** What the lexer of shell scripts makes: commands of words, with redirections and here-documents. */
import type { MappedText } from '../mapped-text.ts';

export interface ShellWord extends MappedText {
  /** Index in `text` up to which nothing was quoted: an assignment has its name and `=` there. */
  readonly bareUntil: number;
  /** Whether the shell fills something in. */
  readonly expands: boolean;
  /** The elements of `NAME=(…)`. */
  readonly elements?: readonly ShellWord[];
}

export interface Redirection {
  /** `>`, `>>`, `<` and the like; `|` for what is piped into `tee`. */
  readonly operator: string;
  readonly target: ShellWord;
}

export interface HereDocument {
  readonly body: MappedText;
  /** Whether the shell fills in variables. */
  readonly expands: boolean;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly redirections: readonly Redirection[];
  /** Filled in when the lexer has come to the bodies, before the command is handed over. */
  readonly documents: readonly HereDocument[];
  /** In an `if`, a loop, or a case. */
  readonly isConditional: boolean;
  /** The group `{ …; }` or `( … )` around it. */
  readonly group: ShellGroup | undefined;
}

export interface ShellGroup {
  readonly outer: ShellGroup | undefined;
  /** Known when the group has ended. */
  redirections: readonly Redirection[];
}
