/**
 * SARIF message text. It is plain text but for two things that consumers read in it, which text from outside must not form: links,
 * `[text](1)` or `[text](https://…)`, and placeholders, `{0}`.
 */
import { printable } from '../../text/printable.ts';
import type { Place } from '../../text/source.ts';
import { oneLine } from '../outside-text.ts';

/**
 * Text from outside, on one line. Bytes that are not UTF-8 become U+FFFD, control characters are spelled out. Links and placeholders
 * are broken by a blank: backslashes are what SARIF says, but not all consumers take them away again.
 */
export function sarifText(text: string): string {
  return printable(oneLine(text).toWellFormed())
    .replace(/\](?=\()/g, '] ')
    .replace(/\{(?=\d+\})/g, '{ ');
}

/** The same, ended as a sentence; '' where there is nothing to say. */
export function sentence(text: string): string {
  const said = sarifText(text).trim();
  return said === '' || /[.!?…]$/.test(said) ? said : `${said}.`;
}

/** `path:line`, linked to a related location where nothing in it could be read as part of the link's syntax. */
export function linkTo({ path, start }: Place, id: number): string {
  const text = sarifText(`${path}:${start.line}`);
  return /[[\]\\]/.test(text) ? text : `[${text}](${id})`;
}

/** `a, b, c and 4 more`. */
export function listed(names: readonly string[], max: number): string {
  const shown = names.slice(0, max).map(sarifText).join(', ');
  return names.length > max ? `${shown} and ${names.length - max} more` : shown;
}
