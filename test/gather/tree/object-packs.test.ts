/** Packs made by hand: what no git writes is left to git. */
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withObjects } from '../../../src/gather/tree/object-files.ts';

let git: string;
beforeEach(() => {
  git = mkdtempSync(join(tmpdir(), 'packs-'));
  mkdirSync(join(git, 'objects/pack'), { recursive: true });
});
afterEach(() => rmSync(git, { recursive: true, force: true }));

/** By number: commit, tree, blob and tag, then what is none, and deltas by offset and by id. */
const [BLOB, NONE, BY_OFFSET, BY_ID] = [3, 5, 6, 7];

interface Part {
  readonly kind: number;
  readonly content: Buffer;
  /** As the pack has it, in place of the content's. */
  readonly size?: number;
  /** For deltas: the place of the base among the parts. */
  readonly base?: number;
}

const idOf = (place: number) => `${place.toString(16).padStart(4, '0')}${'ab'.repeat(18)}`;

/** The distance of a delta by offset, as packs have it. */
function distanceOf(distance: number): number[] {
  const bytes = [distance & 127];
  for (let rest = distance >> 7; rest > 0; rest >>= 7) bytes.unshift(128 | (--rest & 127));
  return bytes;
}

function writePack(parts: readonly Part[], name = 'one'): void {
  const offsets: number[] = [];
  const pack = [Buffer.from('PACK\0\0\0\x02\0\0\0\0')];
  let at = 12;
  for (const { kind, content, size = content.length, base = 0 } of parts) {
    const head = [(kind << 4) | (size & 15)];
    for (let rest = size >> 4; rest > 0; rest >>= 7) {
      head[head.length - 1]! |= 128;
      head.push(rest & 127);
    }
    if (kind === BY_OFFSET) head.push(...distanceOf(at - offsets[base]!));
    if (kind === BY_ID) head.push(...Buffer.from(idOf(base), 'hex'));
    const bytes = Buffer.concat([Buffer.from(head), deflateSync(content)]);
    offsets.push(at);
    pack.push(bytes);
    at += bytes.length;
  }
  writeFileSync(join(git, `objects/pack/${name}.pack`), Buffer.concat([...pack, Buffer.alloc(20)]));
  const fanout = Buffer.alloc(1024);
  for (let i = 0; i < 256; i++) fanout.writeUInt32BE(parts.filter((_, place) => place >> 8 <= i).length, 4 * i);
  const words = Buffer.alloc(4 * parts.length);
  for (const [i, offset] of offsets.entries()) words.writeUInt32BE(offset, 4 * i);
  const ids = Buffer.from(parts.map((_, place) => idOf(place)).join(''), 'hex');
  const index = [Buffer.from('ff744f6300000002', 'hex'), fanout, ids, Buffer.alloc(words.length), words];
  writeFileSync(join(git, `objects/pack/${name}.idx`), Buffer.concat([...index, Buffer.alloc(40)]));
}

const read = (place: number) => withObjects(git, (readObject) => readObject(idOf(place)));
const textOf = (place: number) => read(place)?.content.toString();

const BASE: Part = { kind: BLOB, content: Buffer.from('abcdefghij') };
const [COPY, OFFSET, SIZE] = [0x80, 0x01, 0x10];
const codes = (text: string) => [...Buffer.from(text)];

it('reads what is there, of each type', () => {
  writePack([1, 2, 3, 4].map((kind) => ({ kind, content: Buffer.from(`${kind}`) })));
  expect([0, 1, 2, 3, 4].map((place) => read(place))).toEqual([
    { type: 'commit', content: Buffer.from('1') },
    { type: 'tree', content: Buffer.from('2') },
    { type: 'blob', content: Buffer.from('3') },
    { type: 'tag', content: Buffer.from('4') },
    undefined,
  ]);
});

describe('a delta', () => {
  it.each<[what: string, delta: readonly number[], text: string | undefined]>([
    ['copies all', [10, 10, COPY | SIZE, 10], 'abcdefghij'],
    ['copies a part', [10, 3, COPY | OFFSET | SIZE, 2, 3], 'cde'],
    ['copies to the end', [10, 3, COPY | OFFSET | SIZE, 7, 3], 'hij'],
    ['copies from beyond the end', [10, 3, COPY | OFFSET | SIZE, 8, 3], undefined],
    ['has bytes of its own', [10, 3, 3, ...codes('xyz')], 'xyz'],
    ['has both, in order', [10, 6, 2, ...codes('xy'), COPY | OFFSET | SIZE, 4, 3, 1, ...codes('z')], 'xyefgz'],
    ['makes nothing', [10, 0], ''],
    ['is cut in its bytes', [10, 3, 3, ...codes('xy')], undefined],
    ['is cut before its end', [10, 4, 3, ...codes('xyz')], undefined],
    ['makes more than it says', [10, 2, 3, ...codes('xyz')], undefined],
    ['is for a longer base', [11, 3, 3, ...codes('xyz')], undefined],
    ['is for a shorter base', [9, 3, 3, ...codes('xyz')], undefined],
    ['has a reserved code', [10, 0, 0], undefined],
    ['has a reserved code behind others', [10, 3, 3, ...codes('xyz'), 0], undefined],
  ])('%s: %j', (_, delta, text) => {
    for (const kind of [BY_OFFSET, BY_ID]) {
      writePack([BASE, { kind, content: Buffer.from(delta), base: 0 }]);
      expect(textOf(1)).toBe(text);
      expect(read(1)?.type).toBe(text === undefined ? undefined : 'blob');
    }
  });

  it('copies from far within, and 64 KB where it names no size', () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7 + (i >> 8)) & 255));
    const size = [0xf0, 0xa2, 0x04];
    for (const [copy, from, count] of [
      [[0x80], 0, 65_536],
      [[0x83, 0x02, 0x01], 258, 65_536],
      [[0x82, 0x01], 256, 65_536],
      [[0xb7, 0x02, 0x01, 0x01, 0x03, 0x02], 65_794, 515],
      [[0xa0, 0x01], 0, 256],
      [[0xc0, 0x01], 0, 65_536],
      [[0x94, 0x01, 0x05], 65_536, 5],
    ] as const) {
      const result = [(count & 127) | 128, ((count >> 7) & 127) | 128, count >> 14];
      const delta = Buffer.from([...size, ...result, ...copy]);
      writePack([
        { kind: BLOB, content },
        { kind: BY_OFFSET, content: delta, base: 0 },
      ]);
      expect(read(1)?.content.equals(content.subarray(from, from + count))).toBe(true);
    }
  });

  it('makes at most 8 MB', () => {
    const content = Buffer.alloc(65_536, 'x');
    const size = [0x80, 0x80, 0x04];
    const copies = Array<number>(128).fill(0x80);
    writePack([
      { kind: BLOB, content },
      { kind: BY_OFFSET, content: Buffer.from([...size, 0x80, 0x80, 0x80, 0x04, ...copies]), base: 0 },
      { kind: BY_OFFSET, content: Buffer.from([...size, 0x81, 0x80, 0x80, 0x04, ...copies, 1, 120]), base: 0 },
    ]);
    expect(read(1)?.content.length).toBe(8 << 20);
    expect(read(2)).toBeUndefined();
  });

  it.each([BY_OFFSET, BY_ID])('may stand on 200 others (kind %d)', (kind) => {
    const deltas = Array.from({ length: 202 }, (_, i) => ({
      kind,
      content: Buffer.from([10, 10, COPY | SIZE, 10]),
      base: i,
    }));
    writePack([BASE, ...deltas]);
    expect([textOf(1), textOf(200), textOf(201), textOf(202)]).toEqual([
      'abcdefghij',
      'abcdefghij',
      undefined,
      undefined,
    ]);
  });

  it('by an id that is not there, or that is itself, is left to git', () => {
    const content = Buffer.from([10, 0]);
    writePack([BASE, { kind: BY_ID, content, base: 9 }, { kind: BY_ID, content, base: 2 }]);
    expect([textOf(0), read(1), read(2)]).toEqual(['abcdefghij', undefined, undefined]);
  });
});

describe('left to git', () => {
  it('is what has another size than it says, and what is of no type', () => {
    const content = Buffer.from('abcdefghij');
    writePack([
      BASE,
      { kind: BLOB, content, size: 9 },
      { kind: BLOB, content, size: 11 },
      { kind: BLOB, content, size: 0 },
      { kind: NONE, content },
      { kind: 0, content },
    ]);
    expect([textOf(0), read(1), read(2), read(3), read(4), read(5)]).toEqual([
      'abcdefghij',
      ...Array(5).fill(undefined),
    ]);
  });

  it('are more than 32 packs', () => {
    for (let i = 0; i < 31; i++) writePack([], `more-${i}`);
    writePack([BASE]);
    expect(textOf(0)).toBe('abcdefghij');
    writePack([], 'more-31');
    expect(textOf(0)).toBeUndefined();
  });

  it('is an index without its pack, and leaves no file open', () => {
    const next = () => {
      const descriptor = openSync(git, 'r');
      closeSync(descriptor);
      return descriptor;
    };
    const before = next();
    writePack([BASE]);
    rmSync(join(git, 'objects/pack/one.pack'));
    expect(read(0)).toBeUndefined();
    mkdirSync(join(git, 'objects/pack/one.pack'));
    expect(read(0)).toBeUndefined();
    rmSync(join(git, 'objects/pack'), { recursive: true });
    mkdirSync(join(git, 'objects/pack'));
    writePack([BASE]);
    writeFileSync(join(git, 'objects/pack/two.idx'), 'cut');
    writeFileSync(join(git, 'objects/pack/two.pack'), '');
    expect(read(0)).toBeUndefined();
    expect(next()).toBe(before);
  });

  it('are objects where there is no folder of packs', () => {
    rmSync(join(git, 'objects'), { recursive: true });
    expect(read(0)).toBeUndefined();
  });
});
