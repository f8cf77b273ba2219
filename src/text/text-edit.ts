/** Replacements in a text, and what comes of them. */
import type { Span } from './source.ts';

/** A stretch of a file, and what stands there afterwards. An empty stretch is an insertion, an empty text a removal. */
export interface TextEdit {
  readonly at: Span;
  readonly text: string;
}

/** Offsets in UTF-16 code units, `end` exclusive. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Stretch = Pick<OffsetEdit, 'start' | 'end'>;

/** Whether two edits have a place in common. Those that only touch have: together they can mean something else than each alone. */
export function touches(a: Stretch, b: Stretch): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The text with all edits made. Throws RangeError where an edit is outside the text, or two of them have a place in common. */
export function applyEdits(text: string, edits: readonly OffsetEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let from = 0;
  for (const [i, { start, end, text: inserted }] of sorted.entries()) {
    if (start < 0 || end < start || end > text.length) throw new RangeError('an edit is outside the text');
    if (i > 0 && touches(sorted[i - 1]!, sorted[i]!)) throw new RangeError('two edits overlap');
    result += text.slice(from, start) + inserted;
    from = end;
  }
  return result + text.slice(from);
}
