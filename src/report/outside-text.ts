/**
 * Text from outside (a repository's files, a server's answers) as it may stand in a line that a terminal or a CI log shows.
 *
 * CI runners read commands out of the log: GitHub takes `::…` where a line begins with it after blanks, and `##[…]` anywhere in a line;
 * Azure Pipelines takes `##vso[…]`. So outside text never begins a line, and `##` before a bracket is broken here.
 */
import { printable } from '../text/printable.ts';

export function outside(text: string): string {
  return printable(text).replace(LOG_COMMAND, '#\\u{23}');
}

/** The same, for prose: line ends and the blanks around them become one blank. */
export function outsideProse(text: string): string {
  return outside(oneLine(text));
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

export const LOG_COMMAND = /##(?=\w*\[)/g;
