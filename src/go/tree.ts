/**
 * The syntax tree of a go.mod-like file, as golang.org/x/mod/modfile builds it: every token, comment and blank line that Format keeps.
 *
 * Positions are offsets into `FileSyntax.source.text` (UTF-16 code units). Nodes are mutable, because edits work on the tree.
 */
import type { Source } from '../text/source.ts';

export interface Comment {
  /** Offset of `//`; -1 for a blank line kept inside a block and for comments that edits add. */
  start: number;
  /** With its `//`; '' for a blank line. */
  token: string;
  /** On the same line after other text. */
  suffix: boolean;
}

export interface Comments {
  before: Comment[];
  suffix: Comment[];
  after: Comment[];
}

export interface Line extends Comments {
  kind: 'line';
  start: number;
  /** After the last token, not the comment. */
  end: number;
  /** As the parser left them: it rewrites strings and versions to canonical form. */
  token: string[];
  /** Where each token stands in the source; empty on lines that edits made. */
  at: { start: number; end: number }[];
  inBlock: boolean;
}

export interface Paren extends Comments {
  pos: number;
}

export interface LineBlock extends Comments {
  kind: 'block';
  start: number;
  /** After the `)`. */
  end: number;
  token: string[];
  at: { start: number; end: number }[];
  lparen: Paren;
  line: Line[];
  rparen: Paren;
}

export interface CommentBlock extends Comments {
  kind: 'comment';
  start: number;
}

export type Statement = Line | LineBlock | CommentBlock;

export interface FileSyntax extends Comments {
  source: Source;
  stmt: Statement[];
}
