/** A tree as text in gofmt's manner for go.mod: golang.org/x/mod/modfile, print.go. */

import { trimSpace } from '../std/unicode.ts';
import type { Comment, Comments, FileSyntax, Line, LineBlock, Statement } from './tree.ts';

/** modfile.Format: one blank line between statements, blocks indented by a tab, nothing aligned, LF line ends. */
export function format(tree: FileSyntax): string {
  const p: Printer = { done: [], line: '', pending: [], indent: '' };
  for (const comment of tree.before) ownLine(p, comment);
  tree.stmt.forEach((statement, i) => {
    printStatement(p, statement);
    if (statement.kind !== 'comment') newline(p);
    for (const comment of statement.after) ownLine(p, comment);
    if (i + 1 < tree.stmt.length) newline(p);
  });
  while (p.line === '' && p.done.at(-1) === '') p.done.pop();
  p.done.push(p.line);
  return p.done.join('\n');
}

interface Printer {
  /** Finished lines. */
  readonly done: string[];
  line: string;
  /** Comments for the end of the line. */
  pending: Comment[];
  indent: string;
}

function newline(p: Printer): void {
  if (p.pending.length > 0) {
    p.pending.forEach((comment, i) => {
      const text = trimSpace(comment.token);
      if (i === 0) {
        p.line += ` ${text}`;
        return;
      }
      p.done.push(trimEnd(p.line));
      p.line = p.indent + text;
    });
    p.pending = [];
  }
  const line = trimEnd(p.line);
  // Never a blank line at the top, nor two in a row.
  if (line !== '' || (p.done.length > 0 && p.done[p.done.length - 1] !== '')) p.done.push(line);
  p.line = p.indent;
}

function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && isBlank(line.charCodeAt(end - 1))) end--;
  return end === line.length ? line : line.slice(0, end);
}

const isBlank = (unit: number) => unit === 0x20 || unit === 0x09;

function ownLine(p: Printer, comment: Comment): void {
  p.line += trimSpace(comment.token);
  newline(p);
}

function commentsBefore(p: Printer, node: Comments): void {
  if (node.before.length === 0) return;
  const line = trimEnd(p.line);
  if (line !== '') p.done.push(line);
  p.line = p.indent;
  for (const comment of node.before) ownLine(p, comment);
}

function printStatement(p: Printer, statement: Statement): void {
  commentsBefore(p, statement);
  if (statement.kind === 'line') p.line += joined(statement.token);
  else if (statement.kind === 'block') printBlock(p, statement);
  suffix(p, statement);
}

function printBlock(p: Printer, block: LineBlock): void {
  p.line += `${joined(block.token)} `;
  commentsBefore(p, block.lparen);
  p.line += '(';
  suffix(p, block.lparen);
  p.indent = '\t';
  for (const line of block.line) {
    newline(p);
    printLine(p, line);
  }
  p.indent = '';
  newline(p);
  commentsBefore(p, block.rparen);
  p.line += ')';
  suffix(p, block.rparen);
}

function printLine(p: Printer, line: Line): void {
  commentsBefore(p, line);
  p.line += joined(line.token);
  suffix(p, line);
}

function suffix(p: Printer, node: Comments): void {
  for (const comment of node.suffix) p.pending.push(comment);
}

/** With spaces between, but none after an opening bracket nor before a closing one or a comma. */
function joined(tokens: readonly string[]): string {
  let out = '';
  let separator = '';
  for (const token of tokens) {
    out += token === ',' || token === ')' || token === ']' || token === '}' ? token : separator + token;
    separator = token === '(' || token === '[' || token === '{' ? '' : ' ';
  }
  return out;
}
