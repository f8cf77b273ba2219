/** Edits of single lines of a go.sum. */
import { span } from '../../text/source.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { SumEntry, SumFile } from './parse.ts';

/** Removes a whole line, with its line end. */
export function sumLineRemoval({ source }: SumFile, { start, end }: SumEntry): TextEdit {
  const { text } = source;
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  return { at: span(source, from, next < 0 ? text.length : next + 1), text: '' };
}

/** Ends the last line. */
export function finalNewline({ source }: SumFile): TextEdit {
  return { at: span(source, source.text.length, source.text.length), text: '\n' };
}
