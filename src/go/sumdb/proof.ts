/** Proofs that a record is in a tree and that a tree is the beginning of another (RFC 6962, sections 2.1.1 and 2.1.2, as x/mod/sumdb/tlog has them). */
import type { Outcome } from './failure.ts';
import { emptyTreeHash, type Hash, nodeHash, sameHash } from './hash.ts';
import { completeSubtrees, splitPoint } from './stored-hash.ts';

/** Gives the stored hashes at these positions, in their order. */
export type HashReader = (indexes: readonly bigint[]) => Promise<Outcome<readonly Hash[]>>;

/** The root of the first `size` records. */
export async function treeHash(size: bigint, read: HashReader): Promise<Outcome<Hash>> {
  if (size === 0n) return { value: emptyTreeHash() };
  const roots = await rangeHashes([{ lo: 0n, hi: size }], read);
  return roots.failure ? roots : { value: roots.value[0]! };
}

/** That record `n` is in the tree of `size` records. Throws where there is no such record. */
export async function proveRecord(size: bigint, n: bigint, read: HashReader): Promise<Outcome<readonly Hash[]>> {
  if (size < 0n || n < 0n || n >= size) throw new Error('tlog: invalid inputs in ProveRecord');
  return rangeHashes(
    walkToRecord(size, n).map(({ other }) => other),
    read,
  );
}

/** That the tree of `n` records is the beginning of that of `size`. Throws where it cannot be. */
export async function proveTree(size: bigint, n: bigint, read: HashReader): Promise<Outcome<readonly Hash[]>> {
  if (size < 1n || n < 1n || n > size) throw new Error('tlog: invalid inputs in ProveTree');
  const { steps, common } = walkToTree(size, n);
  const ranges = steps.map(({ other }) => other);
  // The verifier knows the old root; where common ground is a part of the old tree, its hash must be sent too.
  return rangeHashes(common.lo === 0n ? ranges : [common, ...ranges], read);
}

/** undefined where the proof holds; else Go's message. */
export function checkRecord(
  proof: readonly Hash[],
  size: bigint,
  root: Hash,
  n: bigint,
  leaf: Hash,
): string | undefined {
  if (size < 0n || n < 0n || n >= size) return 'tlog: invalid inputs in CheckRecord';
  const steps = walkToRecord(size, n);
  if (proof.length !== steps.length) return PROOF_FAILED;
  let hash = leaf;
  steps.forEach(({ side }, i) => {
    hash = side === 'left' ? nodeHash(hash, proof[i]!) : nodeHash(proof[i]!, hash);
  });
  return sameHash(hash, root) ? undefined : PROOF_FAILED;
}

/** undefined where the proof holds; else Go's message. */
export function checkTree(
  proof: readonly Hash[],
  size: bigint,
  root: Hash,
  n: bigint,
  oldRoot: Hash,
): string | undefined {
  if (size < 1n || n < 1n || n > size) return 'tlog: invalid inputs in CheckTree';
  const { steps, common } = walkToTree(size, n);
  const [start, rest] = common.lo === 0n ? [oldRoot, proof] : [proof[0], proof.slice(1)];
  if (start === undefined || rest.length !== steps.length) return PROOF_FAILED;
  let [older, newer] = [start, start];
  steps.forEach(({ side }, i) => {
    const other = rest[i]!;
    if (side === 'right') older = nodeHash(other, older);
    newer = side === 'left' ? nodeHash(newer, other) : nodeHash(other, newer);
  });
  return sameHash(newer, root) && sameHash(older, oldRoot) ? undefined : PROOF_FAILED;
}

const PROOF_FAILED = 'invalid transparency proof';

/** Records from `lo` up to `hi`. */
interface Range {
  readonly lo: bigint;
  readonly hi: bigint;
}

/** One level of the tree: the side that the walk took, and the range that it left aside. */
interface Step {
  readonly side: 'left' | 'right';
  readonly other: Range;
}

/** From the root down to one leaf; the steps are given from the leaf up, as proofs list them. */
function walkToRecord(size: bigint, n: bigint): Step[] {
  const steps: Step[] = [];
  for (let range: Range = { lo: 0n, hi: size }; range.hi - range.lo > 1n; ) {
    range = descend(range, n, steps);
  }
  return steps.reverse();
}

/** From the root down to the subtree that ends where the old tree ends. */
function walkToTree(size: bigint, n: bigint): { readonly steps: readonly Step[]; readonly common: Range } {
  const steps: Step[] = [];
  let range: Range = { lo: 0n, hi: size };
  while (range.hi !== n) range = descend(range, n - 1n, steps);
  return { steps: steps.reverse(), common: range };
}

/** Into the half that has record `n`. */
function descend({ lo, hi }: Range, n: bigint, steps: Step[]): Range {
  const middle = lo + splitPoint(hi - lo);
  const [left, right]: [Range, Range] = [
    { lo, hi: middle },
    { lo: middle, hi },
  ];
  steps.push(n < middle ? { side: 'left', other: right } : { side: 'right', other: left });
  return n < middle ? left : right;
}

/** The root of every range, all read at once. */
async function rangeHashes(ranges: readonly Range[], read: HashReader): Promise<Outcome<readonly Hash[]>> {
  const parts = ranges.map(({ lo, hi }) => completeSubtrees(lo, hi));
  const indexes = parts.flat();
  if (indexes.length === 0) return { value: [] };
  const hashes = await read(indexes);
  if (hashes.failure) return hashes;
  let from = 0;
  const roots = parts.map(({ length }) => {
    from += length;
    return foldSubtrees(hashes.value.slice(from - length, from));
  });
  return { value: roots };
}

/** The root above complete subtrees that stand side by side, largest first. */
export function foldSubtrees(hashes: readonly Hash[]): Hash {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}
