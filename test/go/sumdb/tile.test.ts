import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedHashCount, storedHashIndex } from '../../../src/go/sumdb/stored-hash.ts';
import { cutTile, hashFromTile, newTiles, parseTilePath, type Tile, tilePath } from '../../../src/go/sumdb/tile.ts';
import { type TileSource, tileHashes } from '../../../src/go/sumdb/tile-hashes.ts';
import { encode } from '../../../src/text/bytes.ts';
import { type Bytes, leafOf, rootOf, tileOf } from '../../support/sumdb-log.ts';

describe('tile paths', () => {
  it.each([
    [8, 0, 0n, 256, 'tile/8/0/000'],
    [8, 0, 1_234_067n, 256, 'tile/8/0/x001/x234/067'],
    [8, 3, 7n, 1, 'tile/8/3/007.p/1'],
    [8, -1, 1000n, 255, 'tile/8/data/x001/000.p/255'],
    [30, 0, 0n, 2 ** 30, 'tile/30/0/000'],
    [1, 63, 16_968_647_463_337_829n, 1, 'tile/1/63/x016/x968/x647/x463/x337/829.p/1'],
  ])('of height %s, level %s, number %s and width %s is %s', (height, level, index, width, path) => {
    const tile = { height, level, index, width };
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual({ value: tile });
  });

  it.each([
    '',
    'tile/8/0',
    'tile/08/0/000',
    'tile/8/00/000',
    'tile/8/-1/000',
    'tile/0/0/000',
    'tile/31/0/000',
    'tile/8/0/0',
    'tile/8/0/1000',
    'tile/8/0/x000/001',
    'tile/8/0/001/002',
    'tile/8/0/x001/x002',
    'tile/8/0/000.p/0',
    'tile/8/0/000.p/01',
    'tile/8/0/000.p/256',
    'tile/8/0/000.p/257',
    'tile/8/0/000.p/1/',
    '/tile/8/0/000',
    'tile/8/0/../000',
    `tile/8/0/${'x001/'.repeat(10)}000`,
  ])('are not %s', (path) => {
    expect(parseTilePath(path).error).toMatch(/^malformed tile path/);
  });
});

describe('newTiles', () => {
  it('names what a log writes when it grows', () => {
    expect(newTiles(2, 3n, 9n).map(tilePath)).toEqual([
      'tile/2/0/000',
      'tile/2/0/001',
      'tile/2/0/002.p/1',
      'tile/2/1/000.p/2',
    ]);
    expect(newTiles(2, 9n, 9n)).toEqual([]);
  });
});

const leavesOf = (n: number): Bytes[] => Array.from({ length: n }, (_, i) => leafOf(encode(`record ${i}\n`)));

/** Tiles as a server has them, with `change` made to what it answers. */
function server(
  leaves: readonly Bytes[],
  height: number,
  change: (path: string, data: Bytes) => Bytes = (_, data) => data,
) {
  const asked: string[] = [];
  const saved: string[] = [];
  const source: TileSource = {
    height,
    read: async (tiles) => {
      const paths = tiles.map(tilePath);
      asked.push(...paths);
      return { value: paths.map((path) => change(path, tileOf(leaves, `/${path}`)!)) };
    },
    save: (tile: Tile) => void saved.push(tilePath(tile)),
  };
  const tree = { size: BigInt(leaves.length), hash: rootOf(leaves) };
  return { read: tileHashes(tree, source), asked, saved };
}

const cases = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5 }))
  .chain(([n, height]) =>
    fc.tuple(fc.constant(n), fc.constant(height), fc.array(fc.nat({ max: n - 1 }), { minLength: 1, maxLength: 4 })),
  );

describe('tileHashes', () => {
  it('reads leaves of any tree through tiles of any height, each tile once', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([n, height, records]) => {
        const leaves = leavesOf(n);
        const { read, asked, saved } = server(leaves, height);
        for (const record of [...records, ...records]) {
          const hashes = await read([storedHashIndex(0, BigInt(record))]);
          expect(hashes.value?.map(hex)).toEqual([hex(leaves[record]!)]);
        }
        expect(new Set(asked).size).toBe(asked.length);
        expect([...saved].sort()).toEqual([...asked].sort());
      }),
    );
  });

  it('refuses a flipped bit in any tile that it reads, and keeps none of them', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), fc.nat(), async ([n, height, records], which, bit) => {
        const leaves = leavesOf(n);
        const indexes = records.map((record) => storedHashIndex(0, BigInt(record)));
        const honest = server(leaves, height);
        await honest.read(indexes);
        const target = honest.asked[which % honest.asked.length]!;
        const forged = server(leaves, height, (path, data) =>
          path === target
            ? data.map((byte, i) => (i === (bit >> 3) % data.length ? byte ^ (1 << (bit & 7)) : byte))
            : data,
        );
        const { failure } = await forged.read(indexes);
        expect(failure).toMatchObject({ kind: 'tile', message: 'downloaded inconsistent tile' });
        expect(forged.saved).toEqual([]);
      }),
    );
  });

  // A tile of the right edge of the tree holds several of its subtrees, so there are fewer tiles than subtrees: x/mod counted the subtrees
  // when it skipped what was checked already, and skipped tiles below the edge with them (CVE-2026-56865).
  it('refuses a forged leaf tile for every tree size and height', async () => {
    for (let n = 1; n <= 70; n++) {
      for (const height of [1, 2, 3]) {
        const leaves = leavesOf(n);
        const evil = leavesOf(n).map((leaf, i) => (i === 0 ? leafOf(encode('evil\n')) : leaf));
        const forged = server(leaves, height, (path) => tileOf(path.includes('/0/000') ? evil : leaves, `/${path}`)!);
        expect((await forged.read([0n])).failure?.kind, `${n} records, height ${height}`).toBe('tile');
      }
    }
  });

  it.each([
    ['nothing', (data: Bytes) => data.subarray(0, 0)],
    ['half a hash less', (data: Bytes) => data.subarray(0, data.length - 16)],
    ['a hash more', (data: Bytes) => Buffer.concat([data, data.subarray(0, 32)])],
  ])('refuses %s than the tile has', async (_, change) => {
    const { read } = server(leavesOf(20), 2, (_path, data) => change(data));
    expect((await read([0n])).failure).toMatchObject({
      kind: 'tile',
      message: expect.stringMatching(/bad result slice/),
    });
  });

  it('has no hashes outside of the tree', async () => {
    for (const n of [0, 1, 5, 8]) {
      const { read, asked } = server(leavesOf(n), 2);
      for (const index of [-1n, storedHashCount(BigInt(n))]) {
        const { failure } = await read([index]);
        expect(failure, `${n} ${index}`).toMatchObject({ message: 'indexes not in tree' });
      }
      expect(asked).toEqual([]);
    }
  });

  it('cuts a partial tile from a full one, and nothing from anything else', () => {
    const tile = { height: 1, level: 0, index: 0n, width: 1 };
    expect(cutTile(new Uint8Array(64), tile).length).toBe(32);
    expect(cutTile(new Uint8Array(63), tile).length).toBe(63);
  });
});

function hex(hash: Bytes): string {
  return Buffer.from(hash).toString('hex');
}

describe('a hash out of a tile', () => {
  const data = (hashes: number) => Uint8Array.from({ length: hashes * 32 }, (_, i) => i >> 5);
  const tile = (change: Partial<Tile> = {}): Tile => ({ height: 2, level: 0, index: 0n, width: 4, ...change });
  const first = (change: Partial<Tile>, bytes = data(4)) => hashFromTile(tile(change), bytes, 0n);

  it('is at the place of its index', () => {
    // Indices of stored hashes go up a level whenever a pair is whole: 0 1 (0,1) 2 3 (2,3) …
    for (const [index, place] of [
      [0n, 0],
      [1n, 1],
      [3n, 2],
      [4n, 3],
    ] as const)
      expect(hashFromTile(tile(), data(4), index).value).toEqual(data(4).slice(place * 32, place * 32 + 32));
  });

  it.each<[string, Partial<Tile>]>([
    ['height 0', { height: 0 }],
    ['height 31', { height: 31 }],
    ['level -1', { level: -1 }],
    ['level 64', { level: 64 }],
    ['width 0', { width: 0 }],
    ['width 5 of 4', { width: 5 }],
  ])('is none for %s', (_, change) => {
    expect(first(change, data(40)).error).toMatch(/^invalid tile /);
  });

  it('is none where there are too few bytes, or it is in another tile', () => {
    expect(first({}, data(4).subarray(1)).error).toMatch(/^data len 127 too short for tile /);
    expect(first({ index: 1n }).error).toMatch(/^index 0 is in tile\/2\/0\/000\.p\/1 not tile\/2\/0\/001$/);
    expect(first({ level: 1 }).error).toMatch(/^index 0 is in /);
    expect(hashFromTile(tile({ width: 1 }), data(1), 1n).error).toMatch(/^index 1 is in /);
    expect(hashFromTile(tile({ width: 2 }), data(2), 1n).error).toBeUndefined();
  });
});
