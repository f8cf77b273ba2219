/** Values that come from elsewhere in part: `$X`, `${X}`, `${{ secrets.X }}`, `$(params.x)`, `%X%`, `{{ .Values.x }}`, `@X@`. */
import type { Stretch } from '../../../text/secrets.ts';

const EXPANSION =
  /\$\{\{[^}]{0,200}\}\}|\$\{[^{}]{0,200}\}|\$\([^()]{0,200}\)|\$[A-Za-z_@*#?0-9]\w*|\{\{[^}]{0,200}\}\}|<%[^%]{0,200}%>|%[A-Za-z_]\w{0,60}%|@[A-Z][A-Z0-9_]{0,60}@|`[^`]{0,200}`/g;

/** Where the value has something that other files or machines decide. */
export function expansionsIn(value: string): Stretch[] {
  if (!/[$%@`{<]/.test(value)) return [];
  return [...value.matchAll(EXPANSION)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
}

/** The value with digits in place of what is not known, so that it has the same length and reads like a plain one. */
export function filledIn(value: string, unknown: readonly Stretch[]): string {
  let filled = value;
  for (const { start, end } of unknown) filled = filled.slice(0, start) + '1'.repeat(end - start) + filled.slice(end);
  return filled;
}

export function overlaps(unknown: readonly Stretch[], start: number, end: number): boolean {
  return unknown.some((stretch) => stretch.start < end && stretch.end > start);
}
