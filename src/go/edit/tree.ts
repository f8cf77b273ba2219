/** Lines put into a tree, changed and taken out, and the tidying afterwards: golang.org/x/mod/modfile, read.go. */
import { type FileSyntax, type Line, type LineBlock, newBlock, newLine, type Statement } from '../modfile/tree.ts';

/**
 * Adds a line. Beside `hint` (in its block, or making one of it) where the verb is the same, after it where it is not. Without a
 * hint: at the end of the last statement of that verb, else at the end of the file.
 */
export function addLine(tree: FileSyntax, hint: Line | undefined, tokens: readonly string[]): Line {
  const verb = tokens[0]!;
  const i = hint ? tree.stmt.findIndex((statement) => holds(statement, hint)) : lastOf(tree, verb);
  const statement = tree.stmt[i];
  if (!statement || statement.kind === 'comment') return insertLine(tree, tree.stmt.length, tokens);
  if (statement.token[0] !== verb) return insertLine(tree, i + 1, tokens);
  const line = newLine(tokens.slice(1), [], true);
  const block = statement.kind === 'block' ? statement : blockOf(statement);
  tree.stmt[i] = block;
  const beside = hint && statement.kind === 'block' ? block.line.indexOf(hint) + 1 : block.line.length;
  block.line.splice(beside, 0, line);
  return line;
}

function holds(statement: Statement, line: Line): boolean {
  return statement === line || (statement.kind === 'block' && statement.line.includes(line));
}

function lastOf(tree: FileSyntax, verb: string): number {
  return tree.stmt.findLastIndex((statement) => statement.kind !== 'comment' && statement.token[0] === verb);
}

export function insertLine(tree: FileSyntax, i: number, tokens: readonly string[]): Line {
  const line = newLine([...tokens], [], false);
  tree.stmt.splice(i, 0, line);
  return line;
}

/** A block of the line, which keeps its comments. */
function blockOf(line: Line): LineBlock {
  const block = newBlock(line.token.slice(0, 1), line.at.slice(0, 1));
  block.line.push(line);
  line.inBlock = true;
  line.token = line.token.slice(1);
  line.at = line.at.slice(1);
  return block;
}

/** `tokens` begin with the verb, also for a line in a block. */
export function updateLine(line: Line, tokens: readonly string[]): void {
  line.token = tokens.slice(line.inBlock ? 1 : 0);
  line.at = [];
}

/** Marks a line as gone, with the comment at its end; `cleanTree` takes it out. */
export function removeLine(line: Line): void {
  line.token = [];
  line.at = [];
  line.suffix = [];
}

/** Takes out removed lines and emptied blocks, and makes a line of each block of one (if no comment stands before its `)`). */
export function cleanTree(tree: FileSyntax): void {
  tree.stmt = tree.stmt.flatMap((statement): Statement[] => {
    if (statement.kind === 'comment') return [statement];
    if (statement.kind === 'line') return statement.token.length > 0 ? [statement] : [];
    statement.line = statement.line.filter((line) => line.token.length > 0);
    const [only, ...more] = statement.line;
    if (!only) return [];
    if (more.length > 0 || statement.rparen.before.length > 0) return [statement];
    unwrap(statement, only);
    return [only];
  });
}

function unwrap(block: LineBlock, line: Line): void {
  line.before = [...block.before, ...line.before];
  line.suffix = [...line.suffix, ...block.suffix];
  line.after = [...line.after, ...block.after];
  line.token = [...block.token, ...line.token];
  line.at = [];
  line.inBlock = false;
  line.start = -1;
  line.end = -1;
}
