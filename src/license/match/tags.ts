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
    const [read, value = ''] = /^[ \t]*([A-Za-z0-9.+():\- \t]*)/.exec(line)!;
    const cut = read.length === LONGEST && /[^\r\n]/.test(text[from + LONGEST] ?? '\n');
    // what closes a comment ("*/", "-->", "--}}") begins with signs no expression ends with
    const trimmed = value.replace(/[ \t-]+$/, '').trim();
    if (trimmed !== '')
      tags.push({
        value: trimmed,
        start: match.index,
        end: from + line.indexOf(trimmed) + trimmed.length,
        ...(cut && { cut }),
      });
  }
  return tags;
}
