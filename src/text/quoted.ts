import { type Printable, printable, safe } from './printable.ts';

/** Outside text in a message: printable, at most 120 characters of it, in quotation marks. */
export function quoted(text: string): Printable {
  return safe`"${printable(text.length > 120 ? `${text.slice(0, 120)}…` : text)}"`;
}
