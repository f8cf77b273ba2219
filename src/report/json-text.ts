/** JSON that is safe to print: what JSON itself leaves as it is but a terminal or a CI log acts on is escaped. */
import { LOG_COMMAND } from './outside-text.ts';

/** Indented by two, with a final line end. Control and formatting characters beyond ASCII can stand in strings only, so `\u` is always right. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(UNSAFE, escaped).replace(LOG_COMMAND, '#\\u0023');
  return `${text}\n`;
}

/** JSON.stringify escapes what is below U+0020 and lone surrogates, and no more. The line ends are its own. */
const UNSAFE = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

/** By UTF-16 code units, as JSON has it. */
function escaped(ch: string): string {
  return ch
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
