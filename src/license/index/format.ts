/**
 * The index as bytes: a short JSON head that names typed arrays, then the arrays, each at a multiple of eight bytes. Reading makes
 * views, copies nothing and computes nothing. Little-endian, as every machine Node runs on.
 */

import { wordId } from '../tokens/vocabulary.ts';
import { activeWords } from '../tokens/words.ts';
import type { LicenseIndex } from './types.ts';

const MAGIC = 'MWLI';
/** Raised whenever arrays or their meaning change: an index of another version is refused. */
const VERSION = 2;

const ARRAYS = { Uint8Array, Uint16Array, Uint32Array, Int32Array } as const;
type ArrayName = keyof typeof ARRAYS;
type AnyArray = Uint8Array | Uint16Array | Uint32Array | Int32Array;

interface Head {
  readonly arrays: readonly (readonly [kind: ArrayName, offset: number, length: number])[];
  readonly templateIds: readonly string[];
  readonly nameIds: readonly string[];
  readonly ids: readonly string[];
}

/** The arrays in the order they are written. */
function arraysOf(index: LicenseIndex): AnyArray[] {
  const { vocabulary: v, active, templates: t, seeds: s, names: n } = index;
  return [
    ...[v.chars, v.starts, v.hashes, v.ids, v.slots, active.flags],
    ...[t.words, t.starts, t.coreStart, t.coreEnd, t.coreSeeds, t.coreParties, t.notice, t.party],
    ...[s.slots, s.hashes, s.starts, s.template, s.position],
    ...[n.words, n.starts, n.plain],
  ];
}

/** How many that are. */
const ARRAY_COUNT = 22;

const align = (offset: number) => (offset + 7) & ~7;

export function writeIndex(index: LicenseIndex): Uint8Array {
  const arrays = arraysOf(index);
  let offset = 0;
  const table: [ArrayName, number, number][] = arrays.map((array) => {
    const at = offset;
    offset = align(offset + array.byteLength);
    return [array.constructor.name as ArrayName, at, array.length];
  });
  const head: Head = { arrays: table, templateIds: index.templates.id, nameIds: index.names.id, ids: index.ids };
  const json = new TextEncoder().encode(JSON.stringify(head));
  const begin = align(12 + json.length);
  const bytes = new Uint8Array(begin + offset);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(4, VERSION, true);
  view.setUint32(8, json.length, true);
  bytes.set(json, 12);
  arrays.forEach((array, i) => {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), begin + table[i]![1]);
  });
  return bytes;
}

/**
 * The index that `writeIndex` made. The bytes must stay as they are while it is used.
 * @throws where the bytes are no index of this version: a broken installation.
 */
export function readIndex(bytes: Uint8Array): LicenseIndex {
  const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const magic = new TextDecoder('latin1').decode(whole.subarray(0, 4));
  if (magic !== MAGIC || view.getUint32(4, true) !== VERSION) throw new Error('not a license index of this version');
  const size = view.getUint32(8, true);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(12, 12 + size))) as Head;
  if (head.arrays.length !== ARRAY_COUNT) throw new Error('not a license index of this version');
  const begin = whole.byteOffset + align(12 + size);
  let next = 0;
  const take = <T>(): T => {
    const [kind, offset, length] = head.arrays[next++]!;
    return new ARRAYS[kind](whole.buffer as ArrayBuffer, begin + offset, length) as T;
  };
  const vocabulary = {
    chars: take<Uint16Array>(),
    starts: take<Uint32Array>(),
    hashes: take<Int32Array>(),
    ids: take<Uint16Array>(),
    slots: take<Uint16Array>(),
  };
  const active = activeWords((word) => wordId(vocabulary, word), take<Uint8Array>());
  return {
    vocabulary,
    active,
    templates: {
      id: head.templateIds,
      words: take<Uint16Array>(),
      starts: take<Uint32Array>(),
      coreStart: take<Uint16Array>(),
      coreEnd: take<Uint16Array>(),
      coreSeeds: take<Uint16Array>(),
      coreParties: take<Uint16Array>(),
      notice: take<Uint8Array>(),
      party: take<Uint8Array>(),
    },
    seeds: {
      slots: take<Int32Array>(),
      hashes: take<Int32Array>(),
      starts: take<Uint32Array>(),
      template: take<Uint16Array>(),
      position: take<Uint16Array>(),
    },
    names: { id: head.nameIds, words: take<Uint16Array>(), starts: take<Uint32Array>(), plain: take<Uint8Array>() },
    ids: head.ids,
  };
}
