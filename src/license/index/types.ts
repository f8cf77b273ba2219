/** The compiled license list: typed arrays only, so that loading is reading. Made by compile.ts, read by index-format.ts. */
import type { SeedTable } from '../match/seeds.ts';
import type { Vocabulary } from '../tokens/vocabulary.ts';
import type { ActiveWords } from '../tokens/words.ts';

export interface Templates {
  /** SPDX id of each template; a text that several ids share has one template under the id that says least more than the text. */
  readonly id: readonly string[];
  /** Word ids of all templates, one after another. */
  readonly words: Uint16Array;
  /** Where each template begins in `words`; one more than there are templates. */
  readonly starts: Uint32Array;
  /** The part of each template that must be there, as offsets into it: titles, preambles, appendices and exhibits lie outside. */
  readonly coreStart: Uint16Array;
  readonly coreEnd: Uint16Array;
  /** 1 where the template is a notice that points to the text ("Licensed under the Apache License …"). */
  readonly notice: Uint8Array;
  /** Bit set over `words`: 1 where a word names a party, so that another name in its place is no difference. */
  readonly party: Uint8Array;
  /** How many different seeds lie in the core. */
  readonly coreSeeds: Uint16Array;
  /** How many words of the core name parties. */
  readonly coreParties: Uint16Array;
}

/** Ways to say a license in words (names.ts). */
export interface Names {
  readonly id: readonly string[];
  /** Word ids of all names, one after another; the names are sorted by their first word. */
  readonly words: Uint16Array;
  readonly starts: Uint32Array;
  /** 1 where the name is a statement by itself. */
  readonly plain: Uint8Array;
}

export interface LicenseIndex {
  readonly vocabulary: Vocabulary;
  readonly active: ActiveWords;
  readonly templates: Templates;
  readonly seeds: SeedTable;
  readonly names: Names;
  /** All ids of the list that are not deprecated. */
  readonly ids: readonly string[];
}
