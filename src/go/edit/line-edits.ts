/** Edits of single directives that leave every other byte of a go.mod or go.work as it is. */
import { span } from '../../text/source.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Comment, FileSyntax, Line, LineBlock } from '../modfile/tree.ts';

/**
 * Removes a directive with the comments that belong to it, as `go mod edit -drop…` does: those above it and the one behind it. The only
 * line of a block takes the block with it. One of two blank lines that would meet goes too. undefined where comments would be lost that
 * may be about something else, and for a line that an edit made. For trees as the parser left them.
 */
export function lineRemoval(syntax: FileSyntax, line: Line): TextEdit | undefined {
  const block = blocksOf(syntax).get(line);
  const whole = block?.line.length === 1 ? block : line;
  if (whole.start < 0 || hasDetached(line.before) || line.after.length > 0) return undefined;
  if (whole.kind === 'block' && (whole.rparen.before.some(isText) || whole.after.length > 0)) return undefined;
  const { text } = syntax.source;
  const first = whole.before.find(isText)?.start ?? whole.start;
  const start = startOfLine(text, first);
  if (text.slice(start, first).trim() !== '') return undefined;
  return { at: span(syntax.source, ...withBlankLine(text, start, endOfLine(text, whole.end))), text: '' };
}

/** Adds or removes the comment `// indirect` of a require line, and keeps what else its comment says (modfile's setIndirect). */
export function indirectEdit(syntax: FileSyntax, line: Line, indirect: boolean): TextEdit | undefined {
  const [comment] = line.suffix;
  if (line.start < 0) return undefined;
  if (comment === undefined) {
    return indirect ? { at: span(syntax.source, line.end, line.end), text: ' // indirect' } : undefined;
  }
  const end = comment.start + comment.token.length;
  const said = comment.token.replace(/^\/\//, '').trim();
  const at = span(syntax.source, comment.start, end);
  if (indirect) return { at, text: said === '' ? '// indirect' : `// indirect; ${said}` };
  if (said === 'indirect') return { at: span(syntax.source, line.end, end), text: '' };
  const mark = 'indirect;';
  if (!said.startsWith(mark)) return undefined;
  return { at, text: `//${comment.token.slice(comment.token.indexOf(mark) + mark.length)}` };
}

const knownBlocks = new WeakMap<FileSyntax, ReadonlyMap<Line, LineBlock>>();

/** By line, the block that it is in. Remembered, since each line of a large file may be asked for. */
function blocksOf(syntax: FileSyntax): ReadonlyMap<Line, LineBlock> {
  const known = knownBlocks.get(syntax);
  if (known) return known;
  const blocks = new Map<Line, LineBlock>();
  for (const statement of syntax.stmt)
    if (statement.kind === 'block') for (const line of statement.line) blocks.set(line, statement);
  knownBlocks.set(syntax, blocks);
  return blocks;
}

function isText({ token }: Comment): boolean {
  return token !== '';
}

/** A comment, then a blank line: it may be a heading of what follows. */
function hasDetached(comments: readonly Comment[]): boolean {
  const first = comments.findIndex(isText);
  return first >= 0 && comments.slice(first).some((comment) => !isText(comment));
}

function withBlankLine(text: string, start: number, end: number): [start: number, end: number] {
  const above = start === 0 ? undefined : text.slice(startOfLine(text, start - 1), start).trim();
  const below = end === text.length ? undefined : text.slice(end, endOfLine(text, end)).trim();
  const begins = above === undefined || above === '' || /^[a-z]+\s*\($/.test(above);
  if (begins && below === '') return [start, endOfLine(text, end)];
  if (above === '' && (below === undefined || below === ')')) return [startOfLine(text, start - 1), end];
  return [start, end];
}

/** `offset` may be that of the line's own end. */
function startOfLine(text: string, offset: number): number {
  // A negative start would be read as 0.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the line end. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
