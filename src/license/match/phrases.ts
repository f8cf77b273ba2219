/** Phrases that change what the licenses in a file mean together: exceptions (WITH) and choices (OR). */
import type { LicenseIndex } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { wordId } from '../tokens/vocabulary.ts';

interface ExceptionRule {
  readonly exception: string;
  /** Licenses it can stand with. */
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

/** What makes several licenses a choice, outside license texts. */
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
  'both apply',
];

interface Phrase {
  readonly ids: Uint16Array;
  readonly exception: ExceptionRule | undefined;
}

/** The phrases in words of an index. */
export interface Phrases {
  readonly byFirst: ReadonlyMap<number, readonly Phrase[]>;
  /** 1 for words that begin a phrase. By word id. */
  readonly first: Uint8Array;
  /** Words behind which "at your option" chooses no licence. */
  readonly notChosen: ReadonlySet<number>;
  readonly both: number;
  readonly apply: number;
  readonly public: number;
  readonly domain: number;
}

export function compilePhrases(index: LicenseIndex): Phrases {
  const id = (word: string) => wordId(index.vocabulary, word);
  const byFirst = new Map<number, Phrase[]>();
  const first = new Uint8Array(65536);
  const add = (text: string, exception: ExceptionRule | undefined) => {
    const ids = Uint16Array.from(text.split(' '), id);
    byFirst.set(ids[0]!, [...(byFirst.get(ids[0]!) ?? []), { ids, exception }]);
    first[ids[0]!] = 1;
  };
  for (const rule of EXCEPTIONS) for (const text of rule.phrases) add(text, rule);
  for (const text of CHOICES) add(text, undefined);
  first[id('public')] = 1;
  return {
    byFirst,
    first,
    notChosen: new Set(['any', 'later', 'express'].map(id)),
    both: id('both'),
    apply: id('apply'),
    public: id('public'),
    domain: id('domain'),
  };
}

/** Words, `end` exclusive. */
export interface Words {
  readonly start: number;
  readonly end: number;
}

export interface PhrasesFound {
  /** By license id: the exception stated for it. */
  readonly exceptions: ReadonlyMap<string, Words & { readonly exception: string }>;
  /** The first words outside license texts that state a choice. */
  readonly choice: Words | undefined;
  readonly publicDomain: boolean;
}

/**
 * Looks for all phrases in one pass.
 * @param taken 1 for words that belong to a license text: a choice there is its own.
 * @param ids the licenses found, for which exceptions may be stated.
 */
export function findPhrases(tokens: Tokens, taken: Uint8Array, ids: readonly string[], phrases: Phrases): PhrasesFound {
  const exceptions = new Map<string, Words & { exception: string }>();
  let choice: Words | undefined;
  let publicDomain = false;
  for (let i = 0; i < tokens.length; i++) {
    const first = tokens.ids[i]!;
    if (phrases.first[first] === 0) continue;
    if (first === phrases.public && i + 1 < tokens.length && tokens.ids[i + 1] === phrases.domain) publicDomain = true;
    for (const phrase of phrases.byFirst.get(first) ?? []) {
      if (!matches(tokens, phrase.ids, i)) continue;
      const words = { start: i, end: i + phrase.ids.length };
      const { exception: rule } = phrase;
      if (rule) {
        for (const id of ids)
          if (rule.base.test(id) && !exceptions.has(id)) exceptions.set(id, { ...words, exception: rule.exception });
      } else if (taken[i] === 0) {
        if (choice === undefined && isChoice(tokens, words.end, phrases)) choice = words;
      }
    }
  }
  return { exceptions, choice, publicDomain };
}

/**
 * "at your option any later version" chooses a version, "either the express or implied" nothing, and where "both … apply" there is
 * nothing to choose (OpenSSL: "a dual license, i.e. both the conditions of …").
 */
function isChoice(tokens: Tokens, end: number, phrases: Phrases): boolean {
  if (end < tokens.length && phrases.notChosen.has(tokens.ids[end]!)) return false;
  const near = tokens.ids.subarray(end, Math.min(tokens.length, end + BOTH_REACH));
  return !(near.includes(phrases.both) && near.includes(phrases.apply));
}

const BOTH_REACH = 24;

function matches(tokens: Tokens, phrase: Uint16Array, at: number): boolean {
  if (at + phrase.length > tokens.length) return false;
  for (let k = 1; k < phrase.length; k++) if (tokens.ids[at + k] !== phrase[k]) return false;
  return true;
}
