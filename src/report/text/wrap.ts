/** Prose in lines that fit a terminal. */
import { type Printable, printable } from '../../text/printable.ts';
import { textColumns } from './columns.ts';

/** Narrower than this, nothing can be read, so lines run over. */
export const MIN_WIDTH = 40;

/** Where a line may end: not before a number that ends a parenthesis, as in `(line 12)`. */
const BREAK = / (?!\d+\))/;

/**
 * `text` in lines of at most `width` terminal columns, the first of at most `first`. Breaks between words only: a word that is wider
 * than a line runs over. At least one line.
 */
export function wrap(text: Printable, width: number, first: number = width): Printable[] {
  if (textColumns(text) <= first) return [text];
  const lines: Printable[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(BREAK)) {
    if (word === '') continue;
    const size = textColumns(word);
    const room = lines.length === 0 ? first : width;
    if (line !== '' && used + 1 + size > room) {
      lines.push(printable(line));
      line = word;
      used = size;
    } else {
      line = line === '' ? word : `${line} ${word}`;
      used += line === word ? size : size + 1;
    }
  }
  return [...lines, printable(line)];
}
