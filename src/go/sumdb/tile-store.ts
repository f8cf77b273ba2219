/** Tiles from the cache or the database, each read once. A partial tile that is gone is cut from the full one. */
import { failed, type Outcome } from './failure.ts';
import { HASH_SIZE } from './hash.ts';
import type { SumdbOps } from './ops.ts';
import { cutTile, fullWidth, type Tile, tilePath } from './tile.ts';
import type { TileSource } from './tile-hashes.ts';

/** `name`: the database's, which its files in the cache are kept under. */
export function tileStore(ops: SumdbOps, name: string, height: number): TileSource {
  const reading = new Map<string, Promise<Outcome<Uint8Array>>>();
  const saved = new Set<string>();

  async function readTile(tile: Tile): Promise<Outcome<Uint8Array>> {
    const path = tilePath(tile);
    const full = { ...tile, width: fullWidth(tile) };
    for (const cached of tile.width === full.width ? [tile] : [tile, full]) {
      const data = await ops.readCache(`${name}/${tilePath(cached)}`);
      if (data === undefined) continue;
      saved.add(path);
      return { value: cached === tile ? data : cutTile(data, tile) };
    }
    const asked = await ops.readRemote(`/${path}`, tile.width * HASH_SIZE);
    if (asked.value) return asked;
    // Where a partial tile is gone, it should be because the tile is complete by now.
    const whole =
      tile.width === full.width ? asked : await ops.readRemote(`/${tilePath(full)}`, full.width * HASH_SIZE);
    if (whole.value) return { value: cutTile(whole.value, tile) };
    return { failure: { ...failed('missing', asked.error).failure, ...(asked.notFound && { notFound: true }) } };
  }

  return {
    height,
    read: async (tiles) => {
      const outcomes = await Promise.all(
        tiles.map((tile) => {
          const path = tilePath(tile);
          const outcome = reading.get(path) ?? readTile(tile);
          reading.set(path, outcome);
          return outcome;
        }),
      );
      const bad = outcomes.find((outcome) => outcome.failure);
      return bad?.failure ? bad : { value: outcomes.map(({ value }) => value!) };
    },
    save: (tile, data) => {
      const path = tilePath(tile);
      if (saved.has(path)) return;
      saved.add(path);
      void ops.writeCache(`${name}/${path}`, data);
    },
  };
}
