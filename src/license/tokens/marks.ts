/** The parts of a text that are no words of a license: list markers, HTML, the head of a copyright line. Bounded look-ahead only. */
import { LOWER } from './letters.ts';
import { PROSE_AFTER_COPYRIGHT } from './words.ts';

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;
const isSpace = (unit: number) => unit === 0x20 || unit === 0x09 || unit === 0x0d || unit === 0xa0;
const isRoman = (unit: number) => (unit | 0x20) === 0x69 || (unit | 0x20) === 0x76 || (unit | 0x20) === 0x78;

/** End of `1.`, `1.2.3)`, `a.`, `b)`, `iv.` at the start of a line; 0 where there is none. A number without a dot behind it is text. */
export function listMarkerEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + 12);
  let i = at;
  let closed = false;
  if (isDigit(text.charCodeAt(i))) {
    while (i < limit) {
      const from = i;
      while (i < limit && isDigit(text.charCodeAt(i))) i++;
      if (i === from || i - from > 2) break;
      closed = text.charCodeAt(i) === 0x2e || text.charCodeAt(i) === 0x29;
      if (!closed) return 0;
      i++;
    }
  } else {
    while (i < limit && isRoman(text.charCodeAt(i))) i++;
    if (i === at) i++;
    if (i - at > 4) return 0;
    closed = text.charCodeAt(i) === 0x2e || text.charCodeAt(i) === 0x29;
    i++;
  }
  if (!closed) return 0;
  const next = i < text.length ? text.charCodeAt(i) : 0x20;
  return next <= 0x20 || next === 0xa0 ? i : 0;
}

/** End of `(a)`, `(iv)`, `(12)`, `(c)`; 0 where the parenthesis holds something else. */
export function parenMarkerEnd(text: string, at: number): number {
  let i = at + 1;
  const first = text.charCodeAt(i);
  if (isDigit(first)) {
    i++;
    if (isDigit(text.charCodeAt(i))) i++;
  } else if (isRoman(first)) {
    while (i < at + 6 && isRoman(text.charCodeAt(i))) i++;
  } else if (first < 128 && LOWER[first]! !== 0) i++;
  else return 0;
  return text.charCodeAt(i) === 0x29 ? i + 1 : 0;
}

/** Whether a year, or a placeholder for one, comes next on the line. */
export function yearFollows(text: string, at: number): boolean {
  let i = at;
  while (i < at + 8 && (isSpace(text.charCodeAt(i)) || text.charCodeAt(i) === 0x2c || text.charCodeAt(i) === 0x3a)) i++;
  const unit = text.charCodeAt(i);
  if (unit === 0x3c || unit === 0x5b || unit === 0x7b) return true;
  let digits = 0;
  while (digits < 5 && isDigit(text.charCodeAt(i + digits))) digits++;
  return digits === 4 || digits === 2;
}

/**
 * Whether the word "copyright" that ends at `end` begins a copyright line: a sign, a year or a placeholder comes next, or, at the
 * start of a line, a name. Prose ("COPYRIGHT HOLDERS BE LIABLE", "copyright notice, this list") does not count.
 */
export function copyrightFollows(text: string, start: number, end: number, first: boolean): boolean {
  let i = end;
  const limit = Math.min(text.length, end + 16);
  while (i < limit && (isSpace(text.charCodeAt(i)) || ',:-"'.includes(text[i]!))) i++;
  const unit = text.charCodeAt(i);
  if (unit === 0xa9 || unit === 0x3c || unit === 0x5b || unit === 0x7b) return true;
  if (unit === 0x28 && (text.charCodeAt(i + 1) | 0x20) === 0x63 && text.charCodeAt(i + 2) === 0x29) return true;
  if (text.startsWith('&copy', i)) return true;
  if (yearFollows(text, i)) return true;
  if (!first || Number.isNaN(unit)) return false;
  const word = /^[\p{L}\p{N}-]{1,24}/u.exec(text.slice(i, i + 26))?.[0];
  if (word === undefined || PROSE_AFTER_COPYRIGHT.has(word.toLowerCase())) return false;
  if (word === 'YEAR' || word === 'by') return true;
  const shouting = text.slice(start, end) === 'COPYRIGHT' && word === word.toUpperCase();
  return !shouting && word[0] !== word[0]!.toLowerCase();
}

/** Past `&name;` or `&#123;`, else past the `&`. */
export function skipEntity(text: string, at: number): number {
  let i = at + 1;
  if (text.charCodeAt(i) === 0x23) i++;
  const from = i;
  while (i < at + 10 && text.charCodeAt(i) < 128 && LOWER[text.charCodeAt(i)]! !== 0) i++;
  return i > from && text.charCodeAt(i) === 0x3b ? i + 1 : at + 1;
}

const TAGS: ReadonlySet<string> = new Set(
  (
    'a b big blockquote body br center code dd div dl dt em font h1 h2 h3 h4 h5 h6 head hr html i img li link meta ol p pre q s script small span strong style ' +
    'sub summary sup table tbody td th thead title tr tt u ul details'
  ).split(' '),
);
const TAG_LIMIT = 600;

/** Past an HTML tag, else past the `<`: placeholders such as `<year>` are text. */
export function skipTag(text: string, at: number): number {
  let i = at + 1;
  if (text.charCodeAt(i) === 0x2f) i++;
  const from = i;
  while (i < from + 11 && text.charCodeAt(i) < 128 && LOWER[text.charCodeAt(i)]! !== 0) i++;
  if (i === from || i - from > 10 || !TAGS.has(text.slice(from, i).toLowerCase())) return at + 1;
  for (const limit = Math.min(text.length, at + TAG_LIMIT); i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x3e) return i + 1;
    if (unit === 0x3c) return at + 1;
  }
  return at + 1;
}
