/** Phrases that change what the licences in a file mean together: exceptions (WITH) and choices (OR). */
import type { LicenseIndex } from './index-types.ts';
import type { Tokens } from './tokens.ts';
import { wordId } from './vocabulary.ts';

interface ExceptionRule {
  readonly exception: string;
  /** Licences it can stand with. */
  readonly base: RegExp;
  readonly phrases: readonly string[];
}

/** Fingerprints: a run of words that only the exception has. No package carries the exceptions' texts. */
const EXCEPTIONS: readonly ExceptionRule[] = [
  {
    exception: 'LLVM-exception',
    base: /^Apache-2\.0$/,
    phrases: [
      'llvm exceptions to the apache 2 0 license',
      'apache license version 2 0 with llvm exceptions',
      'apache license 2 0 with llvm exceptions',
      'portions of this software are embedded into an object form of such source code',
    ],
  },
  {
    exception: 'Swift-exception',
    base: /^Apache-2\.0$/,
    phrases: [
      'runtime library exception to the apache 2 0 license',
      'apache license 2 0 with runtime library exception',
    ],
  },
  {
    exception: 'LGPL-3.0-linking-exception',
    base: /^LGPL-3\.0-/,
    phrases: [
      'convey to a third party a combined work that links statically or dynamically to this library without providing any minimal corresponding source',
    ],
  },
  {
    exception: 'Classpath-exception-2.0',
    base: /^GPL-2\.0-/,
    phrases: [
      'link this library with independent modules to produce an executable',
      'gpl version 2 with the classpath exception',
    ],
  },
  {
    exception: 'GCC-exception-3.1',
    base: /^GPL-3\.0-/,
    phrases: ['gcc runtime library exception version 3 1', 'combining the runtime library with independent modules'],
  },
  {
    exception: 'GCC-exception-2.0',
    base: /^GPL-2\.0-/,
    phrases: [
      'unlimited permission to link the compiled version of this',
      'unlimited permission to link or embed compiled versions of this',
    ],
  },
  {
    exception: 'OCaml-LGPL-linking-exception',
    base: /^LGPL-2/,
    phrases: [
      'with a publicly distributed version of the library to produce an executable file containing portions of the library',
    ],
  },
  {
    exception: 'Linux-syscall-note',
    base: /^GPL-2\.0-/,
    phrases: ['this copyright does not cover user programs that use kernel services by normal system calls'],
  },
  { exception: 'Font-exception-2.0', base: /^GPL-/, phrases: ['if you create a document which uses this font'] },
  { exception: 'Universal-FOSS-exception-1.0', base: /GPL-/, phrases: ['the universal foss exception version 1 0'] },
];

/** What makes several licences a choice, outside licence texts. */
const CHOICES = [
  'dual licensed',
  'dual license',
  'dual licenses',
  'dual licensing',
  'dual mit',
  'dual apache',
  'dual bsd',
  'dual gpl',
  'dually licensed',
  'multi licensed',
  'tri licensed',
  'triple licensed',
  'either of',
  'under either',
  'either the',
  'either license',
  'either version of',
  'at your option',
  'at your choice',
  'at your discretion',
  'your choice of',
  'of your choice',
  'of your choosing',
  'choose between',
  'you may choose',
  'you can choose',
  'may select',
  'one of the following licenses',
  'one of these licenses',
  'one of the following two licenses',
  'alternatively this',
  'alternatively the',
  'alternatively you',
];

/** Words of all phrases, for the compiler. */
export const phraseTexts: readonly string[] = [
  ...EXCEPTIONS.flatMap((e) => e.phrases),
  ...CHOICES,
  'any later version',
  'public domain',
  'express or implied',
];

export interface Phrases {
  readonly exceptions: readonly {
    readonly exception: string;
    readonly base: RegExp;
    readonly phrases: readonly Uint16Array[];
  }[];
  readonly choices: readonly Uint16Array[];
  readonly later: number;
  readonly any: number;
  readonly express: number;
  readonly publicDomain: Uint16Array;
}

export function compilePhrases(index: LicenseIndex): Phrases {
  const id = (word: string) => wordId(index.vocabulary, word);
  const ids = (text: string) => Uint16Array.from(text.split(' '), id);
  return {
    exceptions: EXCEPTIONS.map((e) => ({ ...e, phrases: e.phrases.map(ids) })),
    choices: CHOICES.map(ids),
    later: id('later'),
    any: id('any'),
    express: id('express'),
    publicDomain: ids('public domain'),
  };
}

/** Where a phrase stands from token `from` on, or -1. */
export function findPhrase(tokens: Tokens, phrase: Uint16Array, from: number): number {
  const { length } = tokens;
  const ids = tokens.ids.subarray(0, length);
  const first = phrase[0]!;
  for (let i = ids.indexOf(first, from); i >= 0 && i + phrase.length <= length; i = ids.indexOf(first, i + 1)) {
    let k = 1;
    while (k < phrase.length && ids[i + k] === phrase[k]) k++;
    if (k === phrase.length) return i;
  }
  return -1;
}

/** The exception stated for a licence, with its place; undefined where there is none. */
export function findException(
  tokens: Tokens,
  id: string,
  phrases: Phrases,
): { exception: string; start: number; end: number } | undefined {
  for (const { exception, base, phrases: runs } of phrases.exceptions) {
    if (!base.test(id)) continue;
    for (const run of runs) {
      const start = findPhrase(tokens, run, 0);
      if (start >= 0) return { exception, start, end: start + run.length };
    }
  }
  return undefined;
}

/** The first words outside licence texts that state a choice; undefined where there are none. */
export function findChoice(
  tokens: Tokens,
  taken: Uint8Array,
  phrases: Phrases,
): { start: number; end: number } | undefined {
  let best: { start: number; end: number } | undefined;
  for (const run of phrases.choices) {
    for (let at = findPhrase(tokens, run, 0); at >= 0; at = findPhrase(tokens, run, at + 1)) {
      const next = tokens.ids[at + run.length];
      const end = at + run.length;
      // "at your option any later version" chooses a version, "either the express or implied" nothing
      if (
        taken[at] !== 0 ||
        (end < tokens.length && (next === phrases.any || next === phrases.later || next === phrases.express))
      )
        continue;
      if (best === undefined || at < best.start) best = { start: at, end };
      break;
    }
  }
  return best;
}
