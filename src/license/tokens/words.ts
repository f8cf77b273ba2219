/**
 * Words that license texts spell in more than one way, and words the tokenizer must know by name.
 *
 * The pairs follow SPDX's matching guidelines ("equivalent words", spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates),
 * with singular and plural of the words for the parties made equal as well: texts mix them freely.
 */

const EQUAL_WORDS =
  'acknowledgement=acknowledgment analogue=analog analyse=analyze artefact=artifact authorisation=authorization authorised=authorized ' +
  'calibre=caliber cancelled=canceled capitalisations=capitalizations catalogue=catalog categorise=categorize centre=center ' +
  'emphasised=emphasized favour=favor favourite=favorite fulfil=fulfill fulfilment=fulfillment initialise=initialize ' +
  'judgement=judgment labelling=labeling labour=labor licence=license licences=licenses licenced=licensed licencing=licensing licencee=licensee ' +
  'licencees=licensees licencor=licensor licencors=licensors maximise=maximize modelled=modeled modelling=modeling offence=offense optimise=optimize ' +
  'organisation=organization organisations=organizations organise=organize practise=practice programme=program programmes=programs ' +
  'realise=realize recognise=recognize recognised=recognized signalling=signaling sublicence=sublicense sublicences=sublicenses sublicenced=sublicensed ' +
  'sublicencing=sublicensing utilisation=utilization whilst=while wilful=willful wilfull=willful ' +
  'owner=holder owners=holder holders=holder authors=author';

/** From a word as written (lower-case) to the word it counts as. */
export const equalWords: ReadonlyMap<string, string> = new Map(
  EQUAL_WORDS.split(' ').map((pair) => pair.split('=') as [string, string]),
);

/** Words that end a copyright line although its line end is not reached: what follows is a statement, not a name. */
export const ENDS_COPYRIGHT_LINE = [
  'permission',
  'redistribution',
  'redistributions',
  'licensed',
  'license',
  'released',
  'distributed',
  'this',
  'use',
  'subject',
  'provided',
  'everyone',
];

/** Words that say nothing: links differ in them. */
export const DROPPED_WORDS = ['http', 'https', 'www'];

/** What the tokenizer needs to know of the words. */
export function activeWords(idOf: (word: string) => number, flags: Uint8Array): ActiveWords {
  const [copyright, all, rights, reserved, spdx] = ['copyright', 'all', 'rights', 'reserved', 'spdx'].map(idOf);
  return { copyright: copyright!, all: all!, rights: rights!, reserved: reserved!, spdx: spdx!, flags };
}

/** Words after which "copyright" at the start of a line is prose and not a copyright line. */
export const PROSE_AFTER_COPYRIGHT: ReadonlySet<string> = new Set(
  (
    'notice notices holder holders owner owners law laws license licence and or statement statements interest interests protection in is are to of on ' +
    'permission terms treaties treaty infringement disclaimer for act claim claims information may shall must can which that ' +
    'assignment patent patents as with under status'
  ).split(' '),
);

/** Words that stand for whoever holds or gives the rights; templates differ in them without being other licenses. */
export const PARTY_WORDS: ReadonlySet<string> = new Set(
  (
    'the copyright holder author contributors contributor company organization name names of its and or by isc trademarkedname ' +
    'copyrightholdersname licensor project university institution foundation inc owner developer developers respective entities related their his her'
  ).split(' '),
);

/** Word ids the tokenizer acts on. */
export interface ActiveWords {
  readonly copyright: number;
  readonly all: number;
  readonly rights: number;
  readonly reserved: number;
  readonly spdx: number;
  /** Bits ENDS_COPYRIGHT and ACTS, by word id. */
  readonly flags: Uint8Array;
}
