/** JSON of the fleet's own files: one value a line. */
import { printableJson } from '../text/json-text.ts';
import type { Printable } from '../text/printable.ts';

/** On one line, with its line end. */
export function jsonLine(value: unknown): Printable {
  return printableJson(`${JSON.stringify(value)}\n`);
}

/** undefined where the text is not JSON, such as a file that was cut short. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
