/** Text from outside as it stands in a report's prose. */
import { type Printable, printable } from '../text/printable.ts';

/** Printable, with line ends and the blanks around them as one blank. */
export function outsideProse(text: string): Printable {
  return printable(oneLine(text));
}

export function oneLine(text: string): string {
  if (!text.includes('\n')) return text;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

export { cut } from '../text/cut.ts';
