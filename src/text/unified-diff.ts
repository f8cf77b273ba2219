/** What changes between two texts, as a unified diff with three lines of context. */

import type { OffsetEdit } from './text-edit.ts';

const CONTEXT = 3;

interface Row {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
  /** Lines of the old and of the new text before this row. */
  readonly old: number;
  readonly now: number;
}

/** The hunks of a unified diff; '' where nothing changes. Always a right diff, not always the shortest. */
export function diffHunks(before: string, after: string): string {
  const rows = rowsOf(linesOf(before), linesOf(after));
  return hunksOf(rows)
    .map(([from, to]) => hunkText(rows.slice(from, to)))
    .join('');
}

/** Each with its line end; the last may have none. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => `${line}\n`);
  const last = lines.pop()!.slice(0, -1);
  return last === '' ? lines : [...lines, last];
}

function rowsOf(before: readonly string[], after: readonly string[]): Row[] {
  const rows: Row[] = [];
  let [old, now] = [0, 0];
  const remove = (count: number) => {
    for (; count > 0; count--) rows.push({ mark: '-', line: before[old]!, old: old++, now });
  };
  const add = (count: number) => {
    for (; count > 0; count--) rows.push({ mark: '+', line: after[now]!, old, now: now++ });
  };
  while (old < before.length && now < after.length) {
    if (before[old] === after[now]) {
      rows.push({ mark: ' ', line: before[old]!, old: old++, now: now++ });
      continue;
    }
    const gone = before.indexOf(after[now]!, old) - old;
    const come = after.indexOf(before[old]!, now) - now;
    if (gone > 0 && (come <= 0 || gone <= come)) remove(gone);
    else if (come > 0) add(come);
    else {
      remove(1);
      add(1);
    }
  }
  remove(before.length - old);
  add(after.length - now);
  return rows;
}

/** Stretches of rows with a change and what is around them. */
function hunksOf(rows: readonly Row[]): [from: number, to: number][] {
  const hunks: [number, number][] = [];
  for (const [i, { mark }] of rows.entries()) {
    if (mark === ' ') continue;
    const last = hunks.at(-1);
    const to = Math.min(i + 1 + CONTEXT, rows.length);
    if (last && i - CONTEXT <= last[1]) last[1] = to;
    else hunks.push([Math.max(0, i - CONTEXT), to]);
  }
  return hunks;
}

function hunkText(rows: readonly Row[]): string {
  const [first] = rows;
  const range = (start: number, other: Row['mark']) => {
    const count = rows.filter(({ mark }) => mark !== other).length;
    return `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
  };
  const text = rows.map(({ mark, line }) =>
    line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`,
  );
  return `@@ -${range(first!.old, '+')} +${range(first!.now, '-')} @@\n${text.join('')}`;
}

/** What to replace in the first text, line by line, so that it becomes the second. No two of them touch. */
export function lineEdits(before: string, after: string): OffsetEdit[] {
  const edits: { start: number; end: number; text: string }[] = [];
  let at = 0;
  let open: { start: number; end: number; text: string } | undefined;
  for (const { mark, line } of rowsOf(linesOf(before), linesOf(after))) {
    if (mark === ' ') {
      if (open) edits.push(open);
      open = undefined;
    } else {
      open ??= { start: at, end: at, text: '' };
      if (mark === '+') open.text += line;
      else open.end += line.length;
    }
    if (mark !== '+') at += line.length;
  }
  return open ? [...edits, open] : edits;
}
