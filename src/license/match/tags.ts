/** `SPDX-License-Identifier:` tags (SPDX 2.3, annex E): the rest of the line is an expression. */
export interface Tag {
  /** What stands behind the colon, comment closers and quotes taken off. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** It goes on beyond what is read: what it says is not known. */
  readonly cut?: true;
}

const TAG = /SPDX-Licen[sc]e-Identifier\s{0,8}:/gi;
/** Longest expression read. */
const LONGEST = 1000;

export function findTags(text: string): Tag[] {
  const tags: Tag[] = [];
  for (const match of text.matchAll(TAG)) {
    const from = match.index + match[0].length;
    const line = text.slice(from, from + LONGEST).split('\n', 1)[0]!;
    const cut = line.length === LONGEST && !line.includes('\r');
    const value = expressionOn(line);
    if (value !== '') {
      const at = line.indexOf(value);
      tags.push({ value, start: match.index, end: from + at + value.length, ...(cut && { cut }) });
    }
  }
  return tags;
}

/** What closes a comment, a string or a cell behind the expression. */
const CLOSERS = /\*\/|-->|-?-?}}|#}|["'`]|<\/|\\[nr]|SPDX-/i;

const TRAILING = ' \t\r*#;,|.-';

/** The expression on a line; all of it, so that what goes on is not taken for less. */
function expressionOn(line: string): string {
  let end = line.search(CLOSERS);
  if (end < 0) end = line.length;
  while (end > 0 && TRAILING.includes(line[end - 1]!)) end--;
  return line.slice(0, end).trim();
}
