/**
 * Stored hashes of a signed tree, read from tiles that nobody vouches for: nothing is given that does not hash into the tree's root.
 * Every tile is fetched and checked once, however many records lie in it.
 */
import { failed, type Outcome } from './failure.ts';
import { HASH_SIZE, type Hash, sameHash } from './hash.ts';
import { foldSubtrees, type HashReader } from './proof.ts';
import { completeSubtrees, storedHashIndex } from './stored-hash.ts';
import { fullWidth, hashFromTile, type Tile, tileHash, tilePath, tilePlace } from './tile.ts';
import type { Tree } from './tree-head.ts';

/** Where tiles come from. */
export interface TileSource {
  readonly height: number;
  /** All of these, in their order, or the first failure. */
  read(tiles: readonly Tile[]): Promise<Outcome<readonly Uint8Array[]>>;
  /** Told about tiles once they are authenticated, and only then. */
  save?(tile: Tile, data: Uint8Array): void;
}

type FindTile = (path: string) => Uint8Array | undefined;

interface Planned {
  readonly tile: Tile;
  readonly path: string;
  /** undefined on the edge, whose tiles are checked against the root together. */
  readonly parent: string | undefined;
}

export function tileHashes(tree: Tree, source: TileSource): HashReader {
  const known = new Map<string, Uint8Array>();
  const roots = completeSubtrees(0n, tree.size);
  const edge = edgeTiles(tree, roots, source.height);
  const edgePaths = new Set(edge.map(({ path }) => path));

  return async (indexes) => {
    const plan = planTiles(tree, indexes, edge, source.height);
    if (plan.failure) return plan;
    const missing = [...plan.value.values()].filter(({ path }) => !known.has(path));
    const content = await fetchTiles(missing, source);
    if (content.failure) return content;
    const read = new Map(content.value);
    const find: FindTile = (path) => known.get(path) ?? read.get(path);
    // Another question may have brought some of them meanwhile.
    const unchecked = missing.filter(({ path }) => !known.has(path));
    if (unchecked.some(({ path }) => edgePaths.has(path)) && !edgeFits(tree, roots, find, source.height)) {
      return INCONSISTENT;
    }
    // Parents come before their children, so what a tile is checked against has been checked itself.
    for (const { tile, path, parent } of unchecked) {
      if (parent !== undefined && !fitsParent(tile, find(path)!, plan.value.get(parent)!.tile, find)) {
        return INCONSISTENT;
      }
    }
    for (const { tile, path } of unchecked) {
      known.set(path, read.get(path)!);
      source.save?.(tile, read.get(path)!);
    }
    return { value: indexes.map((index) => hashAt(tree, index, find, source.height)!) };
  };
}

const INCONSISTENT = failed('tile', 'downloaded inconsistent tile');

/** The tiles that hold the roots of the complete subtrees: the right edge of the tree, from its top down. */
function edgeTiles(tree: Tree, roots: readonly bigint[], height: number): Planned[] {
  const tiles = new Map<string, Planned>();
  for (const index of roots) {
    const tile = widened(tilePlace(height, index).tile, tree.size)!;
    const path = tilePath(tile);
    if (!tiles.has(path)) tiles.set(path, { tile, path, parent: undefined });
  }
  return [...tiles.values()];
}

/** The edge, then for each position its tile and the tiles above it that are not there yet, top down. */
function planTiles(
  tree: Tree,
  indexes: readonly bigint[],
  edge: readonly Planned[],
  height: number,
): Outcome<Map<string, Planned>> {
  const plan = new Map(edge.map((planned) => [planned.path, planned]));
  const end = storedHashIndex(0, tree.size);
  for (const index of indexes) {
    if (index < 0n || index >= end) return failed('auth', 'indexes not in tree');
    const chain: Tile[] = [];
    let tile = widened(tilePlace(height, index).tile, tree.size);
    while (tile && !plan.has(tilePath(tile))) {
      chain.push(tile);
      tile = parentOf(tile, tree.size);
    }
    // Only full tiles have parents, and every tile of the tree comes to its edge.
    if (!tile || chain.some((below) => below.width !== fullWidth(below))) throw new Error('tile outside of its tree');
    for (const below of chain.reverse()) {
      const path = tilePath(below);
      plan.set(path, { tile: below, path, parent: tilePath(tile) });
      tile = below;
    }
  }
  return { value: plan };
}

async function fetchTiles(wanted: readonly Planned[], source: TileSource): Promise<Outcome<[string, Uint8Array][]>> {
  if (wanted.length === 0) return { value: [] };
  const read = await source.read(wanted.map(({ tile }) => tile));
  if (read.failure) return read;
  const content: [string, Uint8Array][] = [];
  for (const [i, { tile, path }] of wanted.entries()) {
    const data = read.value[i]!;
    if (data.length !== tile.width * HASH_SIZE) {
      const sizes = `len=${data.length}, want ${tile.width * HASH_SIZE}`;
      return failed('tile', `TileReader returned bad result slice (${path} ${sizes})`);
    }
    content.push([path, data]);
  }
  return { value: content };
}

function edgeFits(tree: Tree, roots: readonly bigint[], find: FindTile, height: number): boolean {
  const hashes = roots.map((index) => hashAt(tree, index, find, height));
  return hashes.every((hash) => hash !== undefined) && sameHash(foldSubtrees(hashes), tree.hash);
}

function fitsParent(tile: Tile, data: Uint8Array, parent: Tile, find: FindTile): boolean {
  const above = find(tilePath(parent));
  const hash = above && hashFromTile(parent, above, storedHashIndex(parent.level * parent.height, tile.index)).value;
  return hash !== undefined && sameHash(hash, tileHash(data));
}

function hashAt(tree: Tree, index: bigint, find: FindTile, height: number): Hash | undefined {
  const tile = widened(tilePlace(height, index).tile, tree.size)!;
  const data = find(tilePath(tile));
  return data && hashFromTile(tile, data, index).value;
}

/** The same tile, as wide as a tree of this size has it; undefined where the tree has no such tile. */
function widened(tile: Tile, size: bigint): Tile | undefined {
  const hashes = size >> BigInt(tile.level * tile.height);
  const before = tile.index << BigInt(tile.height);
  if (before >= hashes) return undefined;
  const rest = hashes - before;
  const full = fullWidth(tile);
  return { ...tile, width: rest < BigInt(full) ? Number(rest) : full };
}

function parentOf(tile: Tile, size: bigint): Tile | undefined {
  return widened({ ...tile, level: tile.level + 1, index: tile.index >> BigInt(tile.height) }, size);
}
