import { describe, expect, it } from 'vitest';
import { HASH_SIZE } from '../../../src/go/sumdb/hash.ts';
import type { SumdbOps } from '../../../src/go/sumdb/ops.ts';
import { fullWidth, type Tile, tilePath } from '../../../src/go/sumdb/tile.ts';
import { tileStore } from '../../../src/go/sumdb/tile-store.ts';

const HEIGHT = 2;
const partial: Tile = { height: HEIGHT, level: 0, index: 0n, width: 2 };
const full: Tile = { ...partial, width: fullWidth(partial) };
/** Each byte says of which hash it is. */
const data = ({ width }: Tile) => Uint8Array.from({ length: width * HASH_SIZE }, (_, i) => Math.floor(i / HASH_SIZE));

function storeOf(cache: readonly Tile[], remote: readonly Tile[], notFound = true) {
  const log: string[] = [];
  const name = (tile: Tile) => (tile.width === full.width ? 'full' : `${tile.width}`);
  const find = (tiles: readonly Tile[], path: string) => tiles.find((tile) => path.endsWith(`/${tilePath(tile)}`));
  const ops = {
    readCache: async (path: string) => {
      const found = find(cache, path);
      log.push(`cache ${path.endsWith(tilePath(full)) ? 'full' : 'part'}`);
      return found && data(found);
    },
    readRemote: async (path: string, max: number) => {
      const found = find(remote, path);
      log.push(`remote ${path.endsWith(tilePath(full)) ? 'full' : 'part'} ${max / HASH_SIZE}`);
      return found ? { value: data(found) } : { error: 'gone', ...(notFound && { notFound: true }) };
    },
    writeCache: async (path: string) => void log.push(`write ${name(find([partial, full], path)!)}`),
  } as unknown as SumdbOps;
  return { store: tileStore(ops, 'db.example', HEIGHT), log };
}

describe('a tile', () => {
  it.each<[what: string, tile: Tile, cache: Tile[], remote: Tile[], log: string[]]>([
    ['of the cache', full, [full], [], ['cache full']],
    ['of the database', full, [], [full], ['cache full', 'remote full 4']],
    ['in part, of the cache', partial, [partial, full], [], ['cache part']],
    ['in part, cut from the full one of the cache', partial, [full], [], ['cache part', 'cache full']],
    ['in part, of the database', partial, [], [partial], ['cache part', 'cache full', 'remote part 2']],
    [
      'in part, cut from the full one of the database',
      partial,
      [],
      [full],
      ['cache part', 'cache full', 'remote part 2', 'remote full 4'],
    ],
  ])('%s', async (_, tile, cache, remote, asked) => {
    const { store, log } = storeOf(cache, remote);
    const { value } = await store.read([tile]);
    expect(value?.map((bytes) => Uint8Array.from(bytes))).toEqual([data(tile)]);
    expect(log).toEqual(asked);
    // What was read is not read again.
    await Promise.all([store.read([tile]), store.read([tile, tile])]);
    expect(log).toEqual(asked);
    // Only what the cache lacks is written there, and once.
    store.save!(tile, data(tile));
    store.save!(tile, data(tile));
    expect(log.slice(asked.length)).toEqual(cache.length > 0 ? [] : [`write ${tile === full ? 'full' : '2'}`]);
  });

  it('that is nowhere fails, and all that were read with it', async () => {
    const { store, log } = storeOf([partial], []);
    const { failure } = await store.read([partial, full]);
    expect(failure).toMatchObject({ notFound: true });
    // A full tile is asked for once.
    expect(log.filter((line) => line === 'remote full 4')).toHaveLength(1);
    expect((await storeOf([], [], false).store.read([full])).failure).not.toHaveProperty('notFound');
  });
});
