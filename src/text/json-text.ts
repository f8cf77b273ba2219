/** JSON that is safe to print: what JSON itself leaves as it is but a terminal or a CI log acts on is escaped. */
import { LOG_COMMAND, type Printable } from './printable.ts';

/** Indented by two, with a final line end. */
export function jsonText(value: unknown): Printable {
  return printableJson(`${JSON.stringify(value, null, 2)}\n`);
}

/**
 * JSON text made printable; parsed, it gives the same values. Control and formatting characters beyond ASCII and `##` can stand in
 * strings only, so `\u` is always right. No line of JSON begins with a log command: a string begins with its quote.
 */
export function printableJson(json: string): Printable {
  return json.replace(UNSAFE, escaped).replace(LOG_COMMAND, '#\\u0023') as Printable;
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
