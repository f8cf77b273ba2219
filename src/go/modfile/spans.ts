/** Where lines, tokens and comments of a tree stand in the source, for carets and fixes. */
import { firstLine, type Span, span } from '../../text/source.ts';
import type { Comment, FileSyntax, Line } from './tree.ts';
import type { Replace } from './types.ts';

/** A line without its comment; the file's first line where an edit made the line. */
export function lineSpan(file: FileSyntax, line: Line): Span {
  return line.start < 0 ? firstLine(file.source) : span(file.source, line.start, line.end);
}

/** Token `index` of `line.token`; in a block token 0 is the first after the (unwritten) verb. undefined on lines that edits made. */
export function tokenSpan(file: FileSyntax, line: Line, index: number): Span | undefined {
  const at = line.at[index];
  return at && span(file.source, at.start, at.end);
}

/** Argument `index` of the directive, 0 being the first after the verb, in a block or not. The whole line where it has no place. */
export function argumentSpan(file: FileSyntax, line: Line, index: number): Span {
  return tokenSpan(file, line, line.inBlock ? index : index + 1) ?? lineSpan(file, line);
}

/** The path of a module, require, exclude, replace (left side), use, tool or ignore line. */
export function pathSpan(file: FileSyntax, line: Line): Span {
  return argumentSpan(file, line, 0);
}

/** The version of a require or exclude line. */
export function versionSpan(file: FileSyntax, line: Line): Span {
  return argumentSpan(file, line, 1);
}

/** The sides of a replacement; a version that is not written has no span. */
export interface ReplaceSpans {
  readonly oldPath: Span;
  readonly oldVersion: Span | undefined;
  readonly newPath: Span;
  readonly newVersion: Span | undefined;
}

/** The places of the parts of a replace line. Parts without text are undefined. */
export function replaceSpans(file: FileSyntax, replace: Replace): ReplaceSpans {
  const { line } = replace;
  const arrow = replace.old.version === '' ? 1 : 2;
  return {
    oldPath: argumentSpan(file, line, 0),
    oldVersion: arrow === 1 ? undefined : argumentSpan(file, line, 1),
    newPath: argumentSpan(file, line, arrow + 1),
    newVersion: replace.new.version === '' ? undefined : argumentSpan(file, line, arrow + 2),
  };
}

/** undefined for a blank line and for a comment that an edit made. */
export function commentSpan(file: FileSyntax, comment: Comment): Span | undefined {
  return comment.start < 0 ? undefined : span(file.source, comment.start, comment.start + comment.token.length);
}
