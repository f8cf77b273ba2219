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

/** `text`, cut to `max` UTF-16 code units, the last of them an ellipsis where something was cut. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
