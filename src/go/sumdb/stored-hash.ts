/**
 * The order in which a log stores the hashes of its complete subtrees: every record's leaf, then the roots that it completes
 * (golang.org/x/mod/sumdb/tlog). Positions are 64-bit numbers, so bigint.
 */

/** The position of the `n`th hash of a level; level 0 has the leaves. */
export function storedHashIndex(level: number, n: bigint): bigint {
  // The last leaf below the hash: the hash is stored `level` places behind it.
  const leaf = ((n + 1n) << BigInt(level)) - 1n;
  return leavesUpTo(leaf) + BigInt(level);
}

/** The inverse of storedHashIndex, for an index of 0 or more. */
export function splitStoredHashIndex(index: bigint): { readonly level: number; readonly n: bigint } {
  // A leaf is stored below twice its number, and at most as many places before that as the number has bits.
  let leaf = index / 2n;
  let at = leavesUpTo(leaf);
  for (;;) {
    const next = at + 1n + BigInt(trailingZeros(leaf + 1n));
    if (next > index) break;
    leaf++;
    at = next;
  }
  const level = Number(index - at);
  return { level, n: leaf >> BigInt(level) };
}

/** How many hashes are stored for `n` records. */
export function storedHashCount(n: bigint): bigint {
  return n === 0n ? 0n : leavesUpTo(n - 1n) + 1n + BigInt(trailingZeros(n));
}

/** The complete subtrees that cover the records from `lo` up to `hi`, largest first. `lo` must be a multiple of the first one's size. */
export function completeSubtrees(lo: bigint, hi: bigint): bigint[] {
  const indexes: bigint[] = [];
  for (let at = lo; at < hi; ) {
    const level = bitLength(hi - at) - 1;
    indexes.push(storedHashIndex(level, at >> BigInt(level)));
    at += 1n << BigInt(level);
  }
  return indexes;
}

/** Where a tree of `size` records splits: the largest power of two below it. */
export function splitPoint(size: bigint): bigint {
  return 1n << BigInt(bitLength(size - 1n) - 1);
}

/** n + n/2 + n/4 + …: the position of a leaf. */
function leavesUpTo(leaf: bigint): bigint {
  let sum = 0n;
  for (let n = leaf; n > 0n; n >>= 1n) sum += n;
  return sum;
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}

function trailingZeros(n: bigint): number {
  let zeros = 0;
  for (let rest = n; (rest & 1n) === 0n; rest >>= 1n) zeros++;
  return zeros;
}
