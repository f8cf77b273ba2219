/** Phrases that change what the licenses in a file mean together: exceptions (WITH) and choices (OR). */
import type { LicenseIndex } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { wordId } from '../tokens/vocabulary.ts';
import { nextFree, nextMarked } from './next-marked.ts';

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
  'pick the one',
  'pick one',
  'pick whichever',
  'choose one',
  'choose whichever',
  'whichever you prefer',
  'exactly one of',
  'one of these licenses',
  'one of the following two licenses',
  'alternatively this',
  'alternatively the',
  'alternatively you',
];

/** What takes rights away in a sentence beside a license, in a file that is about the license. */
const RESTRICTIONS = [
  'is not free',
  'are not free',
  'is proprietary',
  'proprietary software',
  'proprietary and confidential',
  'proprietary license',
  'confidential and proprietary',
  'commercial license',
  'commercial use is not',
  'commercial use needs',
  'commercial use requires',
  'commercial use is prohibited',
  'commercial use prohibited',
  'non commercial use only',
  'noncommercial use only',
  'non commercial purposes only',
  'noncommercial purposes only',
  'non commercial only',
  'personal use only',
  'for personal use',
  'internal use only',
  'evaluation purposes',
  'evaluation only',
  'no license is granted',
  'no licenses are granted',
  'no rights are granted',
  'no right is granted',
  'no permission is granted',
  'is strictly prohibited',
  'is forbidden',
  'software is the property of',
  'code is the property of',
  'trade secret',
  'trade secrets',
  'source available',
  'must be purchased',
  'must purchase',
  'must buy',
  'need a license',
  'only with a contract',
  'end user license agreement',
  'following additional restrictions',
  'additional restrictions',
  'may not be sold',
  'may not sell',
  'must not sell',
  'may not use',
  'must not use',
  'not for production',
];

/** Words for licenses and families of them. */
const ABOUT = 'license licenses licensed licensing relicensed terms mit apache bsd gpl lgpl agpl mpl isc epl gnu';

/** Words of all phrases, for the compiler. */
export const phraseTexts: readonly string[] = [
  ...EXCEPTIONS.flatMap((e) => e.phrases),
  ...CHOICES,
  ...RESTRICTIONS,
  'any later version',
  'public domain',
  'express or implied',
  'both apply',
  'in compliance',
  ABOUT,
];

interface Phrase {
  readonly ids: Uint16Array;
  readonly says: ExceptionRule | 'choice' | 'restriction';
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
  readonly compliance: number;
  /** 1 for words for licenses and families of them. By word id. */
  readonly about: Uint8Array;
  readonly public: number;
  readonly domain: number;
}

function wordSet(words: string, id: (word: string) => number): Uint8Array {
  const set = new Uint8Array(65536);
  for (const word of words.split(' ')) set[id(word)] = 1;
  set[0] = 0;
  return set;
}

export function compilePhrases(index: LicenseIndex): Phrases {
  const id = (word: string) => wordId(index.vocabulary, word);
  const byFirst = new Map<number, Phrase[]>();
  const first = new Uint8Array(65536);
  const add = (text: string, says: Phrase['says']) => {
    const ids = Uint16Array.from(text.split(' '), id);
    byFirst.set(ids[0]!, [...(byFirst.get(ids[0]!) ?? []), { ids, says }]);
    first[ids[0]!] = 1;
  };
  for (const rule of EXCEPTIONS) for (const text of rule.phrases) add(text, rule);
  for (const text of CHOICES) add(text, 'choice');
  for (const text of RESTRICTIONS) add(text, 'restriction');
  first[id('public')] = 1;
  return {
    byFirst,
    first,
    notChosen: new Set(['any', 'later', 'express'].map(id)),
    both: id('both'),
    apply: id('apply'),
    compliance: id('compliance'),
    about: wordSet(ABOUT, id),
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
  const { ids: words, length } = tokens;
  const next = (from: number) => nextMarked(words, length, from, phrases.first);
  for (let i = next(0); i < length; i = next(i + 1)) {
    const first = words[i]!;
    if (first === phrases.public && i + 1 < length && words[i + 1] === phrases.domain) publicDomain = true;
    for (const phrase of phrases.byFirst.get(first) ?? []) {
      if (!matches(tokens, phrase.ids, i)) continue;
      const said = { start: i, end: i + phrase.ids.length };
      const { says } = phrase;
      if (typeof says === 'object') {
        for (const id of ids)
          if (says.base.test(id) && !exceptions.has(id)) exceptions.set(id, { ...said, exception: says.exception });
      } else if (taken[i] === 0 && says === 'choice' && choice === undefined && isChoice(tokens, said, phrases))
        choice = said;
    }
  }
  return { exceptions, choice, publicDomain };
}

/** Where words outside license texts take rights away. */
export function findRestrictions(tokens: Tokens, taken: Uint8Array, phrases: Phrases): Words[] {
  const found: Words[] = [];
  const { ids, length } = tokens;
  const next = (from: number) => nextFree(ids, length, from, phrases.first, taken);
  for (let i = next(0); i < length; i = next(i + 1)) {
    for (const phrase of phrases.byFirst.get(ids[i]!) ?? []) {
      const end = i + phrase.ids.length;
      if (phrase.says !== 'restriction' || !matches(tokens, phrase.ids, i) || isCompliance(tokens, end, phrases))
        continue;
      found.push({ start: i, end });
      break;
    }
  }
  return found;
}

/**
 * "at your option any later version" chooses a version, "either the express or implied" nothing, and where "both … apply" there is
 * nothing to choose (OpenSSL: "a dual license, i.e. both the conditions of …"). Far from every word for a license one may choose a color.
 */
function isChoice(tokens: Tokens, { start, end }: Words, phrases: Phrases): boolean {
  if (end < tokens.length && phrases.notChosen.has(tokens.ids[end]!)) return false;
  const near = tokens.ids.subarray(end, Math.min(tokens.length, end + BOTH_REACH));
  if (near.includes(phrases.both) && near.includes(phrases.apply)) return false;
  for (let i = Math.max(0, start - CHOICE_REACH); i < Math.min(tokens.length, end + CHOICE_REACH); i++)
    if (phrases.about[tokens.ids[i]!] === 1) return true;
  return false;
}

/** "You may not use this file except in compliance with the License": every Apache notice says so. */
function isCompliance(tokens: Tokens, end: number, phrases: Phrases): boolean {
  return tokens.ids.subarray(end, Math.min(tokens.length, end + COMPLIANCE_REACH)).includes(phrases.compliance);
}

const CHOICE_REACH = 16;
const COMPLIANCE_REACH = 8;
const BOTH_REACH = 24;

function matches(tokens: Tokens, phrase: Uint16Array, at: number): boolean {
  if (at + phrase.length > tokens.length) return false;
  for (let k = 1; k < phrase.length; k++) if (tokens.ids[at + k] !== phrase[k]) return false;
  return true;
}
