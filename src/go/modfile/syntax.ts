/** go.mod and go.work text to a syntax tree (golang.org/x/mod/modfile, read.go). */
import { goPosition } from '../../text/go-position.ts';
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type Source, span } from '../../text/source.ts';
import { assignSuffixes } from './comments.ts';
import { syntaxHint } from './hints.ts';
import * as lexer from './lexer.ts';
import { advance, endsLine, type Lexer } from './lexer.ts';
import {
  type Comment,
  type CommentBlock,
  type FileSyntax,
  type Line,
  type LineBlock,
  newBlock,
  newCommentBlock,
  newFile,
  newLine,
  type TokenPlace,
} from './tree.ts';
import type { ModError } from './types.ts';

/**
 * After an error `tree` holds the statements before the one that has it, none where the file has too many tokens. The first error is
 * the only one, as for Go.
 */
export interface Syntax {
  readonly tree: FileSyntax;
  readonly error: ModError | undefined;
}

export function parseSyntax(source: Source): Syntax {
  const lx = lexer.newLexer(source.text);
  const tree = newFile(source);
  advance(lx);
  parseFile(lx, tree, { count: 0, token: [], at: [] });
  if (lexer.isOverLimit(lx)) tree.stmt = [];
  else assignSuffixes(tree, lx.suffixes);
  const e = lx.error;
  if (!e) return { tree, error: undefined };
  const hint = syntaxHint(source.text, e);
  const error = { at: span(source, e.start, e.end), message: e.message, verb: '', modPath: '' };
  return { tree, error: hint === undefined ? error : { ...error, hint } };
}

/** The tokens of a line so far, in arrays used again: what a line keeps are copies, since arrays that grow keep room for 17. */
interface Words {
  count: number;
  readonly token: string[];
  readonly at: TokenPlace[];
}

function parseFile(lx: Lexer, tree: FileSyntax, words: Words): void {
  let comments: CommentBlock | undefined;
  for (;;) {
    switch (lx.kind) {
      case lexer.BAD:
      case lexer.EOF:
        if (comments) tree.stmt.push(comments);
        return;
      case lexer.NEWLINE:
        if (comments) tree.stmt.push(comments);
        comments = undefined;
        advance(lx);
        break;
      case lexer.COMMENT:
        comments ??= newCommentBlock(lx.start);
        comments.before.push(ownLineComment(lx));
        advance(lx);
        break;
      default: {
        const statement = parseStatement(lx, tree, words);
        if (!statement) return;
        if (comments) statement.before = comments.before;
        comments = undefined;
        tree.stmt.push(statement);
      }
    }
  }
}

function ownLineComment(lx: Lexer): Comment {
  return { start: lx.start, token: lexer.commentText(lx), suffix: false };
}

/** A line, or a block where a `(` ends the line. undefined after an error. */
function parseStatement(lx: Lexer, tree: FileSyntax, words: Words): Line | LineBlock | undefined {
  const start = lx.start;
  words.count = 0;
  while (!endsLine(lx.kind)) {
    if (lx.kind === lexer.BAD) return undefined;
    if (lx.kind !== lexer.LPAREN || words.count === 0) {
      take(lx, words);
      continue;
    }
    // Brackets in the middle of a line are tokens like any other.
    const lparen = lx.start;
    advance(lx);
    if (endsLine(lx.kind)) {
      const block = beginBlock(words, start, lparen);
      return parseBlockLines(lx, tree, block, words);
    }
    if (lx.kind !== lexer.RPAREN) {
      push(words, '(', lparen, lparen + 1);
      continue;
    }
    const rparen = lx.start;
    advance(lx);
    if (endsLine(lx.kind)) {
      return endBlock(lx, beginBlock(words, start, lparen), rparen);
    }
    push(words, '(', lparen, lparen + 1);
    push(words, ')', rparen, rparen + 1);
  }
  return endLine(lx, start, words, false);
}

function take(lx: Lexer, words: Words): void {
  push(words, lx.text.slice(lx.start, lx.end), lx.start, lx.end);
  advance(lx);
}

function push(words: Words, token: string, start: number, end: number): void {
  words.token[words.count] = token;
  words.at[words.count++] = { start, end };
}

function endLine(lx: Lexer, start: number, { token, at, count }: Words, inBlock: boolean): Line {
  const line = newLine(token.slice(0, count), at.slice(0, count), inBlock);
  line.start = start;
  line.end = at[count - 1]!.end;
  advance(lx);
  return line;
}

function beginBlock({ token, at, count }: Words, start: number, lparen: number): LineBlock {
  const block = newBlock(token.slice(0, count), at.slice(0, count));
  block.start = start;
  block.lparen.pos = lparen;
  return block;
}

function endBlock(lx: Lexer, block: LineBlock, rparen: number): LineBlock {
  block.rparen.pos = rparen;
  block.end = rparen + 1;
  advance(lx);
  return block;
}

/** The lines of a block, from after its `(`. */
function parseBlockLines(lx: Lexer, tree: FileSyntax, block: LineBlock, words: Words): LineBlock | undefined {
  let comments: Comment[] = [];
  for (;;) {
    switch (lx.kind) {
      case lexer.BAD:
        return undefined;
      case lexer.EOF:
        unterminated(lx, tree, block);
        return undefined;
      case lexer.SUFFIX:
        advance(lx);
        break;
      case lexer.NEWLINE:
        if (keepsBlankLine(comments, block)) comments.push({ start: -1, token: '', suffix: false });
        advance(lx);
        break;
      case lexer.COMMENT:
        comments.push(ownLineComment(lx));
        advance(lx);
        break;
      case lexer.RPAREN: {
        const rparen = lx.start;
        advance(lx);
        if (lx.kind === lexer.BAD) return undefined;
        if (!endsLine(lx.kind)) {
          textAfterBlock(lx);
          return undefined;
        }
        const onlyBlank = comments.length === 1 && comments[0]!.token === '';
        block.rparen.before = onlyBlank ? [] : comments;
        return endBlock(lx, block, rparen);
      }
      default: {
        const line = parseLine(lx, words);
        if (!line) return undefined;
        if (comments.length > 0) {
          line.before = comments;
          comments = [];
        }
        block.line.push(line);
      }
    }
  }
}

/** One blank line in a row is kept, none at the start of the block. */
function keepsBlankLine(comments: readonly Comment[], block: LineBlock): boolean {
  const last = comments[comments.length - 1];
  return last ? last.token !== '' : block.line.length > 0;
}

/** A line inside a block; parentheses are tokens there. */
function parseLine(lx: Lexer, words: Words): Line | undefined {
  const start = lx.start;
  words.count = 0;
  while (!endsLine(lx.kind)) {
    if (lx.kind === lexer.BAD) return undefined;
    take(lx, words);
  }
  return endLine(lx, start, words, true);
}

/** Go stands at the end of the file by then, and names the place of the block in the message. */
function unterminated(lx: Lexer, tree: FileSyntax, block: LineBlock): void {
  const { line, column } = goPosition(tree.source, block.start);
  const where = `${tree.source.path}:${line}:${column}`;
  lexer.fail(lx, lx.end, lx.end, `syntax error (unterminated block started at ${where})`);
}

/** Go has read one token past the `)` and reports where that ends. */
function textAfterBlock(lx: Lexer): void {
  const end = indexOrEnd(lx.text, '\n', lx.end);
  lexer.fail(lx, lx.end, end, 'syntax error (expected newline after closing paren)');
}
