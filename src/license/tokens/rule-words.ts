/** Word ids the rules act on, looked up once for an index. */

import type { LicenseIndex } from '../index/types.ts';
import { GNU_VOCABULARY } from '../match/gnu.ts';
import { wordId } from './vocabulary.ts';

/** What a word does before or after a licence's name: says that it applies, says that it does not, or nothing. */
export type Role = 'grant' | 'filler' | 'unlike' | 'opposed';

/** The word makes what its sentence grants depend on something: time, use, money. See `match/sentences.ts`. */
export const LIMITS = 1;
/** The word behind a limiting one that takes the limit away: "unless otherwise noted", "except where". */
export const EXCUSES = 2;
/** The word stands for a license: "license", "licensed", "terms". */
export const LICENSES = 4;
/** The word behind a license's name makes it another thing: "License Server". */
export const THINGS = 8;
/** The word before "license" says that it is one of the holder's own: "enterprise license". */
export const OWN = 16;
/** The word behind "with" adds terms: "with additional restrictions". */
export const ADDS = 32;

export interface RuleWords {
  readonly word: (id: number) => string | undefined;
  readonly role: readonly (Role | undefined)[];
  /** Bits by word id: 1 begins a name, 2 begins a GNU name. */
  readonly first: Uint8Array;
  /** Bits LIMITS, EXCUSES, LICENSES, THINGS, OWN, ADDS by word id. */
  readonly kinds: Uint8Array;
  /** 1 for words that deny what stands before them, too: "does not apply". By word id. */
  readonly negates: Uint8Array;
  /** 1 for words that begin another thought. By word id. */
  readonly joins: Uint8Array;
  /** 1 for names of exceptions that give more rights, and of what has an id. By word id. */
  readonly exempts: Uint8Array;
  readonly license: number;
  readonly licenses: number;
  readonly licensed: number;
  readonly that: number;
  readonly with: number;
  readonly plus: number;
  readonly applies: number;
  readonly dual: number;
  readonly after: number;
  readonly commercial: number;
  readonly non: number;
}

const GRANT =
  'licensed license licenses licensing released distributed available published provided covered governed relicensed subject terms under dual dually';
const FILLER =
  'the an terms and conditions of or either version by its to with this software work project code following as open source permissive your choice pick one which suits best you prefer exactly whichever option at both is are you a on made also multi use using for default all files in directory file be may any everything else repository module package library distribute modify';
const UNLIKE = 'style like ish modified non main';
/** These say so from further away. */
const OPPOSED =
  'similar inspired compatible incompatible not no never nor neither cannot isn aren doesn don wasn unlike formerly previously except excluded excluding than change future unavailable revoked withdrawn';
/** These deny the name before them as well: "does not apply", "is withdrawn". */
const NEGATES =
  'compatible incompatible not never neither cannot isn aren doesn don wasn unavailable revoked withdrawn excluded';
/** Behind "with". */
const EXEMPTS = 'commons llvm classpath runtime linking swift gcc font autoconf bison universal syscall';

const KINDS: readonly (readonly [bit: number, words: string])[] = [
  [
    LIMITS,
    'until unless except excluding excluded personal noncommercial nonprofit evaluation trial years expires expire becomes become convert converts academic educational ' +
      'students customers subscribers employees need needs needed require requires cost costs buy purchase purchased pay pays paid paying payment price fee fees contract ' +
      'subscription sold confidential proprietary once later future',
  ],
  [EXCUSES, 'otherwise required explicitly where stated noted specified indicated explicit as in version versions'],
  [LICENSES, 'license licenses licensed licensing relicensed terms'],
  [THINGS, 'server servers manager key keys fee fees plate plates checker scanner holder holders'],
  [OWN, 'commercial enterprise proprietary private custom separate another'],
  [
    ADDS,
    'additional restriction restrictions restricted condition conditions clause clauses exception exceptions addendum amendment amendments rider modification modifications changes limitations following',
  ],
];

/** All words the rules look for, for the compiler. */
export const RULE_VOCABULARY = `${GRANT} ${FILLER} ${UNLIKE} ${OPPOSED} ${KINDS.map(([, words]) => words).join(' ')} ${EXEMPTS} ${GNU_VOCABULARY} spdx identifier that and or but who which with applies apply used use dual after commercial non plus`;

export function ruleWords(index: LicenseIndex): RuleWords {
  const { vocabulary, names } = index;
  const id = (word: string) => wordId(vocabulary, word);
  const role: (Role | undefined)[] = new Array(65536);
  for (const word of FILLER.split(' ')) role[id(word)] = 'filler';
  for (const word of GRANT.split(' ')) role[id(word)] = 'grant';
  for (const word of UNLIKE.split(' ')) role[id(word)] = 'unlike';
  for (const word of OPPOSED.split(' ')) role[id(word)] = 'opposed';
  role[0] = undefined;
  const kinds = new Uint8Array(65536);
  for (const [bit, list] of KINDS) for (const word of list.split(' ')) kinds[id(word)]! |= bit;
  kinds[0] = 0;
  const spelled = new Map(GNU_VOCABULARY.split(' ').map((word) => [id(word), word]));
  const first = new Uint8Array(65536);
  for (let n = 0; n < names.id.length; n++) first[names.words[names.starts[n]!]!]! |= 1;
  for (const word of ['gnu', 'lesser', 'library', 'affero']) first[id(word)]! |= 2;
  for (const word of GNU_VOCABULARY.split(' ')) if (/^(a|l)?gpl/.test(word)) first[id(word)]! |= 2;
  first[0] = 0;
  return {
    word: (n) => spelled.get(n),
    role,
    first,
    kinds,
    negates: setOf(NEGATES, id),
    joins: setOf('and or but who that which with', id),
    exempts: setOf(EXEMPTS, id),
    license: id('license'),
    licenses: id('licenses'),
    licensed: id('licensed'),
    that: id('that'),
    with: id('with'),
    plus: id('plus'),
    applies: id('applies'),
    dual: id('dual'),
    after: id('after'),
    commercial: id('commercial'),
    non: id('non'),
  };
}

function setOf(words: string, id: (word: string) => number): Uint8Array {
  const set = new Uint8Array(65536);
  for (const word of words.split(' ')) set[id(word)] = 1;
  set[0] = 0;
  return set;
}
