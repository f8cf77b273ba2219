/**
 * The syntax tree of a go.mod-like file, as golang.org/x/mod/modfile builds it: every token, comment and blank line that Format keeps.
 *
 * Positions are offsets into `FileSyntax.source.text` (UTF-16 code units); -1 where a node has none because an edit made it.
 * Nodes are mutable, because edits work on the tree.
 */
import type { Source } from '../../text/source.ts';

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

/** Where a token stands in the source. */
export interface TokenPlace {
  start: number;
  end: number;
}

/** One line of a go.mod or go.work, with its comments. */
export interface Line extends Comments {
  kind: 'line';
  start: number;
  /** After the last token, not the comment. */
  end: number;
  /** As the parser left them: it rewrites strings and versions to canonical form. In a block the verb is not among them. */
  token: string[];
  /** Where each token stands in the source; empty on lines that edits made. */
  at: TokenPlace[];
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
  at: TokenPlace[];
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

export function newFile(source: Source): FileSyntax {
  return { source, stmt: [], before: [], suffix: [], after: [] };
}

/** A line without a place of its own; the parser sets `start` and `end`. */
export function newLine(token: string[], at: TokenPlace[], inBlock: boolean): Line {
  return { kind: 'line', start: -1, end: -1, token, at, inBlock, before: [], suffix: [], after: [] };
}

/** An empty block without a place. */
export function newBlock(token: string[], at: TokenPlace[]): LineBlock {
  return {
    kind: 'block',
    start: -1,
    end: -1,
    token,
    at,
    lparen: newParen(),
    line: [],
    rparen: newParen(),
    before: [],
    suffix: [],
    after: [],
  };
}

export function newCommentBlock(start: number): CommentBlock {
  return { kind: 'comment', start, before: [], suffix: [], after: [] };
}

function newParen(): Paren {
  return { pos: -1, before: [], suffix: [], after: [] };
}
