import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hash } from '../../../src/go/sumdb/hash.ts';
import {
  checkRecord,
  checkTree,
  type HashReader,
  proveRecord,
  proveTree,
  treeHash,
} from '../../../src/go/sumdb/proof.ts';
import { splitStoredHashIndex, storedHashCount, storedHashIndex } from '../../../src/go/sumdb/stored-hash.ts';
import { encode } from '../../../src/text/bytes.ts';
import { auditPath, type Bytes, consistencyProof, leafOf, rootOf } from '../../support/sumdb-log.ts';

const leavesOf = (n: number): Bytes[] => Array.from({ length: n }, (_, i) => leafOf(encode(`record ${i}\n`)));

const readerOf =
  (leaves: readonly Bytes[]): HashReader =>
  async (indexes) => ({
    value: indexes.map((index) => {
      const { level, n } = splitStoredHashIndex(index);
      const width = 2 ** level;
      return rootOf(leaves.slice(Number(n) * width, (Number(n) + 1) * width));
    }),
  });

/** A tree and a part of it. */
const sizes = fc.integer({ min: 1, max: 150 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n })));
const flip = (hash: Hash): Hash => Uint8Array.from(hash, (byte, i) => (i === 7 ? byte ^ 1 : byte));

describe('tree hash and proofs', () => {
  it('equal those of RFC 6962, and hold', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ([n, m]) => {
        const leaves = leavesOf(n);
        const read = readerOf(leaves);
        const [size, old, root, oldRoot] = [BigInt(n), BigInt(m), rootOf(leaves), rootOf(leaves.slice(0, m))];
        expect((await treeHash(size, read)).value).toEqual(root);
        const record = (await proveRecord(size, old - 1n, read)).value!;
        expect(record.map(hex)).toEqual(auditPath(m - 1, leaves).map(hex));
        expect(checkRecord(record, size, root, old - 1n, leaves[m - 1]!)).toBeUndefined();
        const tree = (await proveTree(size, old, read)).value!;
        expect(tree.map(hex)).toEqual(consistencyProof(m, leaves).map(hex));
        expect(checkTree(tree, size, root, old, oldRoot)).toBeUndefined();
      }),
    );
  });

  it('fail when a hash, the length or the place is changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async ([n, m], at) => {
        const leaves = leavesOf(n);
        const [size, old, root, oldRoot] = [BigInt(n), BigInt(m), rootOf(leaves), rootOf(leaves.slice(0, m))];
        const record = auditPath(m - 1, leaves);
        const tree = consistencyProof(m, leaves);
        const isRecord = (proof: readonly Hash[], leaf = leaves[m - 1]!, of = root) =>
          checkRecord(proof, size, of, old - 1n, leaf) === undefined;
        const isTree = (proof: readonly Hash[], before = oldRoot, of = root) =>
          checkTree(proof, size, of, old, before) === undefined;
        for (const [proof, holds] of [
          [record, isRecord],
          [tree, isTree],
        ] as const) {
          expect(holds([...proof, root])).toBe(false);
          if (proof.length === 0) continue;
          expect(holds(proof.slice(1))).toBe(false);
          expect(holds(proof.map((hash, i) => (i === at % proof.length ? flip(hash) : hash)))).toBe(false);
        }
        expect(isRecord(record, flip(leaves[m - 1]!))).toBe(false);
        expect(isRecord(record, undefined, flip(root))).toBe(false);
        expect(isTree(tree, flip(oldRoot))).toBe(false);
        expect(isTree(tree, undefined, flip(root))).toBe(false);
      }),
    );
  });

  it('are refused for records and trees that there cannot be', async () => {
    const read = readerOf(leavesOf(3));
    const root = rootOf(leavesOf(3));
    expect(checkRecord([], 3n, root, 3n, root)).toBe('tlog: invalid inputs in CheckRecord');
    expect(checkRecord([], 3n, root, -1n, root)).toBe('tlog: invalid inputs in CheckRecord');
    expect(checkTree([], 3n, root, 0n, root)).toBe('tlog: invalid inputs in CheckTree');
    expect(checkTree([], 3n, root, 4n, root)).toBe('tlog: invalid inputs in CheckTree');
    expect(checkTree([], 0n, root, 1n, root)).toBe('tlog: invalid inputs in CheckTree');
    expect(checkTree([], 0n, root, 0n, root)).toBe('tlog: invalid inputs in CheckTree');
    expect(checkRecord([], 0n, root, 0n, root)).toBe('tlog: invalid inputs in CheckRecord');
    expect(checkRecord([], -1n, root, -2n, root)).toBe('tlog: invalid inputs in CheckRecord');
    for (const [size, n] of [
      [0n, 0n],
      [3n, -1n],
      [3n, 3n],
      [-1n, -2n],
    ] as const)
      await expect(proveRecord(size, n, read)).rejects.toThrow('tlog: invalid inputs in ProveRecord');
    for (const [size, n] of [
      [0n, 0n],
      [3n, 0n],
      [0n, 1n],
      [3n, 4n],
      [-1n, -1n],
    ] as const)
      await expect(proveTree(size, n, read)).rejects.toThrow('tlog: invalid inputs in ProveTree');
    // The smallest that there can be.
    const one = leavesOf(1);
    expect(await proveRecord(1n, 0n, readerOf(one))).toEqual({ value: [] });
    expect(await proveTree(1n, 1n, readerOf(one))).toEqual({ value: [] });
    expect(checkTree([], 1n, one[0]!, 1n, one[0]!)).toBeUndefined();
    expect((await treeHash(0n, read)).value).toEqual(rootOf([]));
  });

  it('fail where the hashes cannot be read', async () => {
    const failure = { failure: { kind: 'tile', message: 'no tiles' } } as const;
    const broken: HashReader = async () => failure;
    expect(await treeHash(3n, broken)).toEqual(failure);
    expect(await proveRecord(3n, 1n, broken)).toEqual(failure);
    expect(await proveTree(3n, 2n, broken)).toEqual(failure);
    // Nothing has to be read for these.
    expect(await treeHash(0n, broken)).toEqual({ value: rootOf([]) });
    expect(await proveTree(3n, 3n, broken)).toEqual({ value: [] });
  });

  it('have the words of Go where they do not hold', () => {
    const root = rootOf(leavesOf(3));
    expect(checkRecord([], 3n, root, 0n, root)).toBe('invalid transparency proof');
    expect(checkTree([], 3n, root, 2n, root)).toBe('invalid transparency proof');
    expect(checkTree([], 3n, root, 3n, flip(root))).toBe('invalid transparency proof');
  });
});

describe('stored hash positions', () => {
  it('count every hash once, in the order in which a growing log completes them', () => {
    const order: string[] = [];
    for (let leaf = 0n; leaf < 300n; leaf++) {
      for (let level = 0; level === 0 || ((leaf + 1n) & ((1n << BigInt(level)) - 1n)) === 0n; level++) {
        order.push(`${level} ${leaf >> BigInt(level)}`);
        if (level > 9) break;
      }
      expect(storedHashCount(leaf + 1n)).toBe(BigInt(order.length));
    }
    expect(order.map((_, i) => splitStoredHashIndex(BigInt(i))).map(({ level, n }) => `${level} ${n}`)).toEqual(order);
    expect(order.map((text) => storedHashIndex(Number(text.split(' ')[0]), BigInt(text.split(' ')[1]!)))).toEqual(
      order.map((_, i) => BigInt(i)),
    );
  });

  it('are exact beyond 2^53', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 62n) - 1n }), (index) => {
        const { level, n } = splitStoredHashIndex(index);
        expect(storedHashIndex(level, n)).toBe(index);
      }),
    );
  });
});

function hex(hash: Hash): string {
  return Buffer.from(hash).toString('hex');
}
