/** Word ids the rules act on, looked up once for an index. */

import type { LicenseIndex } from '../index/types.ts';
import { GNU_VOCABULARY } from '../match/gnu.ts';
import { wordId } from './vocabulary.ts';

/** What a word does before or after a licence's name: says that it applies, says that it does not, or nothing. */
export type Role = 'grant' | 'filler' | 'unlike' | 'opposed';

export interface RuleWords {
  readonly word: (id: number) => string | undefined;
  readonly role: readonly (Role | undefined)[];
  /** Bits by word id: 1 begins a name, 2 begins a GNU name. */
  readonly first: Uint8Array;
  readonly license: number;
  readonly licenses: number;
  readonly licensed: number;
  readonly that: number;
  readonly with: number;
}

const GRANT =
  'licensed license licenses licensing released distributed available published provided covered governed relicensed subject terms under dual dually';
const FILLER =
  'the an terms and conditions of or either version by its to with this software work project code following as open source permissive your choice option at both is are you a on made also multi use using for default all files in directory file be may any everything else repository module package library distribute modify';
const UNLIKE = 'style like ish modified similar inspired non main';
/** These say so from further away. */
const OPPOSED = 'compatible incompatible not unlike formerly previously except excluded excluding than change future';

/** All words the rules look for, for the compiler. */
export const RULE_VOCABULARY = `${GRANT} ${FILLER} ${UNLIKE} ${OPPOSED} ${GNU_VOCABULARY} spdx identifier that`;

export function ruleWords(index: LicenseIndex): RuleWords {
  const { vocabulary, names } = index;
  const id = (word: string) => wordId(vocabulary, word);
  const role: (Role | undefined)[] = new Array(65536);
  for (const word of FILLER.split(' ')) role[id(word)] = 'filler';
  for (const word of GRANT.split(' ')) role[id(word)] = 'grant';
  for (const word of UNLIKE.split(' ')) role[id(word)] = 'unlike';
  for (const word of OPPOSED.split(' ')) role[id(word)] = 'opposed';
  role[0] = undefined;
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
    license: id('license'),
    licenses: id('licenses'),
    licensed: id('licensed'),
    that: id('that'),
    with: id('with'),
  };
}
