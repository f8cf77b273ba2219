/**
 * Which part of a template must be there. Titles, preambles that are not terms, "how to apply" appendices and exhibits come and go in
 * real files; where they are there they count as matched, where they are not nothing is missing.
 */
import { PARAGRAPH, type Tokens } from '../tokens/tokens.ts';

/** Terms begin here: what stands before is a preface. Tried in order, in the first third of a template. */
const BEGINS = [
  'the work as defined below is provided under the terms',
  'by exercising the licensed rights defined below you accept',
  'statement of purpose the laws of most jurisdictions',
  'preamble the goals of the open font license',
  'the licensor hereby grants you the right to copy modify create derivative works',
  'copyright and permission notice permission is hereby granted',
  'terms and conditions for use reproduction and distribution',
];

/** Terms end here: what follows shows how to apply them. Tried in order, in the last half of a template. */
const ENDS = [
  'end of terms and conditions',
  'appendix how to apply',
  'how to apply these terms to your',
  'how to use this license for your',
  'addendum how to use this license',
  'covenants of licensor',
  'in consideration of the right to use this license s text',
  'creative commons is not a party to',
  'creative commons may be contacted at',
  'exhibit a source code form license notice',
  'exhibit a form of',
  'exhibit a mozilla public license',
  'exhibit a',
  'notice pursuant to section 9 of the common development',
  'to apply the mulan',
  'gnu general public license version 3 29 june 2007',
];

/** Longest title, in words. */
const LONGEST_TITLE = 16;

/** Phrases the compiler looks for; their words must have ids. */
export const corePhrases: readonly string[] = [...BEGINS, ...ENDS];

export interface Core {
  readonly start: number;
  readonly end: number;
}

/**
 * @param phraseIds word ids of each of `corePhrases`.
 * @param licenseWords ids of the words "license", "version", "public": what makes a first paragraph a title.
 */
export function findCore(tokens: Tokens, phraseIds: readonly Uint16Array[], licenseWords: ReadonlySet<number>): Core {
  const n = tokens.length;
  const words = tokens.ids.subarray(0, n);
  let start = 0;
  for (let b = 0; b < BEGINS.length && start === 0; b++) {
    const at = indexOf(words, phraseIds[b]!, 0, Math.floor(n / 3));
    if (at > 0) start = at;
  }
  if (start === 0) start = titleEnd(tokens, licenseWords);
  let end = n;
  for (let e = 0; e < ENDS.length; e++) {
    const at = indexOf(
      words,
      phraseIds[BEGINS.length + e]!,
      Math.max(start + 1, Math.floor(n * (e === ENDS.length - 1 ? 0.1 : 0.5))),
      end,
    );
    if (at > 0) end = at;
  }
  return { start, end };
}

function indexOf(words: Uint16Array, phrase: Uint16Array, from: number, to = words.length): number {
  for (let i = from; i < to && i + phrase.length <= words.length; i++) {
    let k = 0;
    while (k < phrase.length && words[i + k] === phrase[k]) k++;
    if (k === phrase.length) return i;
  }
  return -1;
}

/** Short first paragraphs that name a license or a version, as long as most of the text follows. */
function titleEnd(tokens: Tokens, licenseWords: ReadonlySet<number>): number {
  let start = 0;
  for (;;) {
    let end = start + 1;
    while (end < tokens.length && (tokens.breaks[end]! & PARAGRAPH) === 0) end++;
    const short = end - start <= LONGEST_TITLE && end < tokens.length * 0.4;
    if (!short) return start;
    let names = start > 0;
    for (let i = start; i < end; i++) names ||= licenseWords.has(tokens.ids[i]!);
    if (!names) return start;
    start = end;
  }
}

/** A notice inside a licence's own appendix, used as a template by itself: files carry it without the text. */
export interface NoticeCut {
  readonly id: string;
  /** License whose text shows the notice. */
  readonly from: string;
  readonly begin: string;
  /** First words that no longer belong to it; up to the end of the text where absent. */
  readonly before?: string;
}

const GNU_TAIL = 'also add information on how to contact you';
export const noticeCuts: readonly NoticeCut[] = [
  { id: 'Apache-2.0', from: 'Apache-2.0', begin: 'licensed under the apache license version 2 0 the license' },
  {
    id: 'MPL-2.0',
    from: 'MPL-2.0',
    begin: 'this source code form is subject to the terms of the mozilla',
    before: 'if it is not possible or desirable',
  },
  {
    id: 'GPL-2.0-or-later',
    from: 'GPL-2.0-only',
    begin: 'this program is free software you can redistribute it',
    before: GNU_TAIL,
  },
  {
    id: 'GPL-3.0-or-later',
    from: 'GPL-3.0-only',
    begin: 'this program is free software you can redistribute it',
    before: GNU_TAIL,
  },
  {
    id: 'LGPL-2.0-or-later',
    from: 'LGPL-2.0-only',
    begin: 'this library is free software you can redistribute it',
    before: GNU_TAIL,
  },
  {
    id: 'LGPL-2.1-or-later',
    from: 'LGPL-2.1-only',
    begin: 'this library is free software you can redistribute it',
    before: GNU_TAIL,
  },
  {
    id: 'AGPL-3.0-or-later',
    from: 'AGPL-3.0-only',
    begin: 'this program is free software you can redistribute it',
    before: GNU_TAIL,
  },
];

/** The words of a notice inside its licence's text; undefined where the list no longer has it. */
export function cutNotice(
  words: Uint16Array,
  begin: Uint16Array,
  before: Uint16Array | undefined,
): Uint16Array | undefined {
  const from = indexOf(words, begin, 0);
  if (from < 0) return undefined;
  const end = before ? indexOf(words, before, from) : words.length;
  return end < 0 ? undefined : words.slice(from, end);
}
