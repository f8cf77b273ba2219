/** Tiles: the hashes of a log in files of a fixed height, as a checksum database serves them (x/mod/sumdb/tlog, research.swtch.com/tlog). */
import { Buffer } from 'node:buffer';
import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import { HASH_SIZE, type Hash, pairHash } from './hash.ts';
import { splitStoredHashIndex } from './stored-hash.ts';

/** The tile holds the hashes of level `level * height` of the tree, from `index * 2^height` on. */
export interface Tile {
  /** 1 to 30. */
  readonly height: number;
  /** 0 to 63, or -1 for the tile that holds the records themselves. */
  readonly level: number;
  readonly index: bigint;
  /** How many hashes it holds, 1 to `2^height`; a full tile never changes. */
  readonly width: number;
}

/** The tile and, in it, the range of leaves below a stored hash. The tile is as narrow as that allows. */
export interface TilePlace {
  readonly tile: Tile;
  readonly start: number;
  readonly end: number;
}

export function fullWidth({ height }: Tile): number {
  return 2 ** height;
}

/** Of `index` 0 or more. */
export function tilePlace(height: number, index: bigint): TilePlace {
  const stored = splitStoredHashIndex(index);
  const level = Math.floor(stored.level / height);
  const above = BigInt(stored.level - level * height);
  const tile = (stored.n << above) >> BigInt(height);
  const inTile = stored.n - ((tile << BigInt(height)) >> above);
  const end = Number((inTile + 1n) << above);
  return { tile: { height, level, index: tile, width: end }, start: Number(inTile << above), end };
}

/** One stored hash out of the tile's content. */
export function hashFromTile(tile: Tile, data: Uint8Array, index: bigint): Result<Hash> {
  const { height, level, width } = tile;
  if (height < 1 || height > 30 || level < 0 || level >= 64 || width < 1 || width > fullWidth(tile)) {
    return { error: `invalid tile ${tilePath(tile)}` };
  }
  if (data.length < width * HASH_SIZE) {
    return { error: `data len ${data.length} too short for tile ${tilePath(tile)}` };
  }
  const place = tilePlace(height, index);
  if (place.tile.level !== level || place.tile.index !== tile.index || width < place.tile.width) {
    return { error: `index ${index} is in ${tilePath(place.tile)} not ${tilePath(tile)}` };
  }
  return { value: tileHash(data.subarray(place.start * HASH_SIZE, place.end * HASH_SIZE)) };
}

/** The root above the hashes, whose number is a power of two. */
export function tileHash(data: Uint8Array): Hash {
  if (data.length <= HASH_SIZE) return data;
  const level = Buffer.from(data);
  for (let size = data.length; size > HASH_SIZE; size /= 2) {
    // Each root is written before the pairs that are still to be read.
    for (let at = 0; at < size; at += 2 * HASH_SIZE) pairHash(level, at, level, at / 2);
  }
  return new Uint8Array(level.subarray(0, HASH_SIZE));
}

/** The tiles that a log must write when it grows. */
export function newTiles(height: number, oldSize: bigint, newSize: bigint): Tile[] {
  const tiles: Tile[] = [];
  const width = 2 ** height;
  for (let level = 0; newSize >> BigInt(height * level) > 0n; level++) {
    const shift = BigInt(height * level);
    const [before, after] = [oldSize >> shift, newSize >> shift];
    if (before === after) continue;
    const last = after >> BigInt(height);
    for (let index = before >> BigInt(height); index < last; index++) tiles.push({ height, level, index, width });
    const rest = Number(after - (last << BigInt(height)));
    if (rest > 0) tiles.push({ height, level, index: last, width: rest });
  }
  return tiles;
}

/** `tile/8/0/x001/x234/067.p/12`: the number in groups of three digits, the width of a partial tile behind it. */
export function tilePath(tile: Tile): string {
  const { height, level, index, width } = tile;
  let number = digits(index);
  for (let n = index / 1000n; n > 0n; n /= 1000n) number = `x${digits(n)}/${number}`;
  const partial = width === fullWidth(tile) ? '' : `.p/${width}`;
  return `tile/${height}/${level === -1 ? 'data' : level}/${number}${partial}`;
}

/** Only what tilePath gives is a path of a tile. */
export function parseTilePath(path: string): Result<Tile> {
  const error = `malformed tile path ${quote(path)}`;
  const match = path.length <= MAX_PATH ? TILE_PATH.exec(path) : null;
  if (!match) return { error };
  const [, height = '', level = '', groups = '', partial] = match;
  const index = BigInt(groups.replace(/[x/]/g, ''));
  const tile: Tile = {
    height: Number(height),
    level: level === 'data' ? -1 : Number(level),
    index,
    width: partial === undefined ? 2 ** Number(height) : Number(partial),
  };
  const fits = tile.height >= 1 && tile.height <= 30 && tile.width >= 1 && tile.width <= fullWidth(tile);
  return fits && index < 1n << 63n && tilePath(tile) === path ? { value: tile } : { error };
}

const TILE_PATH = /^tile\/([0-9]{1,2})\/(data|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,10}))?$/;
const MAX_PATH = 100;

function digits(n: bigint): string {
  return String(n % 1000n).padStart(3, '0');
}

/** The first `width` hashes of a full tile; what has another size stays as it is, to be refused. */
export function cutTile(data: Uint8Array, tile: Tile): Uint8Array {
  if (data.length !== fullWidth(tile) * HASH_SIZE) return data;
  return Buffer.from(data.subarray(0, tile.width * HASH_SIZE));
}
