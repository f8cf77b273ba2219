/**
 * The words the index knows, as an open-addressing hash table over typed arrays: looking a word up allocates nothing.
 *
 * An entry is a spelling; several spellings can share one word id (`licence`, `license`). Id 0 is every word that is not known.
 */
export interface Vocabulary {
  /** UTF-16 units of all spellings, lower-case, one after another. */
  readonly chars: Uint16Array;
  /** Where each entry's spelling begins in `chars`; one more than there are entries. */
  readonly starts: Uint32Array;
  /** Hash of each entry. */
  readonly hashes: Int32Array;
  /** Word id of each entry. */
  readonly ids: Uint16Array;
  /** Slot → entry + 1, or 0. Its length is a power of two. */
  readonly slots: Uint16Array;
}

export const HASH_SEED = 0x811c9dc5 | 0;

/** One step of FNV-1a over UTF-16 units. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

function hashWord(word: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  return hash;
}

/** The word id of a lower-case word; 0 where it is not known. */
export function wordId(vocabulary: Vocabulary, word: string): number {
  const hash = hashWord(word);
  const mask = vocabulary.slots.length - 1;
  for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
    const entry = vocabulary.slots[slot]! - 1;
    if (entry < 0) return 0;
    if (vocabulary.hashes[entry] === hash && spelling(vocabulary, entry) === word) return vocabulary.ids[entry]!;
  }
}

/** FNV's low bits depend on few input bits; the table's slot is taken from folded ones. */
export function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}

function spelling(vocabulary: Vocabulary, entry: number): string {
  return String.fromCharCode(...vocabulary.chars.subarray(vocabulary.starts[entry]!, vocabulary.starts[entry + 1]!));
}

/** Builds the table. `words` maps each spelling to its word id (1 … 65535). */
export function buildVocabulary(words: ReadonlyMap<string, number>): Vocabulary {
  const size = 2 ** Math.ceil(Math.log2(words.size * 2.5 + 2));
  const units: number[] = [];
  const starts = new Uint32Array(words.size + 1);
  const hashes = new Int32Array(words.size);
  const ids = new Uint16Array(words.size);
  const slots = new Uint16Array(size);
  let entry = 0;
  for (const [word, id] of words) {
    for (let i = 0; i < word.length; i++) units.push(word.charCodeAt(i));
    starts[entry + 1] = units.length;
    hashes[entry] = hashWord(word);
    ids[entry] = id;
    let slot = spread(hashes[entry]!) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = ++entry;
  }
  return { chars: Uint16Array.from(units), starts, hashes, ids, slots };
}
