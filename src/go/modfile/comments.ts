/** Which comments belong to which node, and what Go reads out of them. */

import { fields, trimSpace } from '../std/unicode.ts';
import type { Comment, Comments, FileSyntax, Line, LineBlock, Statement } from './tree.ts';

/**
 * Gives each comment at a line's end to the last node that ends before it. A node that begins on an earlier line than it ends gets
 * none: the comment after `)` is the parenthesis', not the block's. What is left over (after a string that spans lines, where
 * nothing stands before) goes to the file.
 */
export function assignSuffixes(tree: FileSyntax, suffixes: readonly Comment[]): void {
  if (suffixes.length === 0) return;
  const { text } = tree.source;
  let left = suffixes.length;
  const give = (node: Comments, start: number, end: number) => {
    if (left === 0 || end > suffixes[left - 1]!.start || spansLines(text, start, end)) return;
    const last = left;
    while (left > 0 && end <= suffixes[left - 1]!.start) left--;
    node.suffix = suffixes.slice(left, last);
  };
  for (let i = tree.stmt.length - 1; i >= 0 && left > 0; i--) giveStatement(tree.stmt[i]!, give);
  if (left > 0) tree.before = suffixes.slice(0, left);
}

type Give = (node: Comments, start: number, end: number) => void;

/** In reverse order of their ends, a block after what is inside it. */
function giveStatement(statement: Statement, give: Give): void {
  const end = statement.kind === 'comment' ? statement.start : statement.end;
  give(statement, statement.start, end);
  if (statement.kind !== 'block') return;
  const { lparen, rparen, line } = statement;
  give(rparen, rparen.pos, rparen.pos + 1);
  for (let i = line.length - 1; i >= 0; i--) give(line[i]!, line[i]!.start, line[i]!.end);
  give(lparen, lparen.pos, lparen.pos + 1);
}

function spansLines(text: string, start: number, end: number): boolean {
  const newline = text.indexOf('\n', start);
  return newline >= 0 && newline < end;
}

/** Whether the first comment at the line's end says `// indirect` or begins with `// indirect;`. One above never counts. */
export function isIndirect(line: Line): boolean {
  const token = line.suffix[0]?.token;
  if (token === undefined) return false;
  if (token === '// indirect') return true;
  if (!token.includes('indirect')) return false;
  const words = fields(withoutSlashes(token));
  return words.length === 1 ? words[0] === 'indirect' : words[0] === 'indirect;';
}

/**
 * The text of the comments above and beside a directive; of its block's where it has none itself. A blank line above counts as
 * having some, so that a line after a blank line does not take its block's.
 */
export function directiveComment(block: LineBlock | undefined, line: Line): string {
  const own = line.before.length > 0 || line.suffix.length > 0;
  const from: Comments = block && !own ? block : line;
  if (from.before.length === 0 && from.suffix.length === 0) return '';
  return [...from.before, ...from.suffix]
    .filter((comment) => comment.token.startsWith('//'))
    .map((comment) => trimSpace(withoutSlashes(comment.token)))
    .join('\n');
}

/** The message of the first paragraph that begins with `Deprecated:`, up to the paragraph's end; '' where there is none. */
export function deprecation(block: LineBlock | undefined, line: Line): string {
  const text = directiveComment(block, line);
  const mark = 'Deprecated:';
  let start = text.startsWith(mark) ? 0 : text.indexOf(`\n\n${mark}`);
  if (start < 0) return '';
  if (start > 0 || text[0] === '\n') start += 2;
  start += mark.length;
  while (text[start] === ' ') start++;
  const end = text.indexOf('\n\n', start);
  return end < 0 ? text.slice(start) : text.slice(start, end);
}

function withoutSlashes(token: string): string {
  return token.startsWith('//') ? token.slice(2) : token;
}
