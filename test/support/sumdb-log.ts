/** A checksum database in memory: a log with a key of its own, written after RFC 6962 and not after the code under test. */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { encode } from '../../src/text/bytes.ts';

export type Bytes = Uint8Array;

export function sha256(...parts: readonly Bytes[]): Bytes {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

export const leafOf = (record: Bytes): Bytes => sha256(Uint8Array.of(0), record);
const nodeOf = (left: Bytes, right: Bytes): Bytes => sha256(Uint8Array.of(1), left, right);

/** The largest power of two below n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** RFC 6962, 2.1: MTH of the leaves. */
export function rootOf(leaves: readonly Bytes[]): Bytes {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  const k = split(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** RFC 6962, 2.1.1: PATH(m, D[n]). */
export function auditPath(m: number, leaves: readonly Bytes[]): Bytes[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...auditPath(m, left), rootOf(right)] : [...auditPath(m - k, right), rootOf(left)];
}

/** RFC 6962, 2.1.2: PROOF(m, D[n]). */
export function consistencyProof(m: number, leaves: readonly Bytes[], whole = true): Bytes[] {
  if (m === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...consistencyProof(m, left, whole), rootOf(right)]
    : [...consistencyProof(m - k, right, false), rootOf(left)];
}

export interface Signer {
  readonly name: string;
  /** `NAME+HASH+KEY`. */
  readonly key: string;
  /** A signature line, with its newline. */
  line(text: string): string;
}

/** The same key for the same seed, so that a red run is red again. */
export function signer(name: string, seed = 1): Signer {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  const key = Buffer.concat([Buffer.of(1), raw]);
  const hash = Buffer.from(sha256(encode(`${name}\n`), key)).subarray(0, 4);
  return {
    name,
    key: `${name}+${hash.toString('hex')}+${key.toString('base64')}`,
    line: (text) => {
      const signature = sign(null, encode(text), secret);
      return `— ${name} ${Buffer.concat([hash, signature]).toString('base64')}\n`;
    },
  };
}

export interface TestLog {
  readonly signer: Signer;
  readonly records: readonly string[];
  /** The signed head of the first `size` records; lines of `more` stand behind the tree in the signed text. */
  head(size?: number, more?: string): string;
  lookup(id: number, size?: number): string;
  /** What the server answers; undefined for what it has not. Lookups are answered with the head of all records. */
  answer(path: string): Bytes | undefined;
}

/** A module `m.example/mN v1.0.0` for each record; `replaced` are other texts for some. */
export function testLog(
  count: number,
  options: { readonly signer?: Signer; readonly replaced?: Readonly<Record<number, string>> } = {},
): TestLog {
  const by = options.signer ?? signer('sumdb.example');
  const records = Array.from({ length: count }, (_, i) => options.replaced?.[i] ?? recordOf(i));
  const leaves = records.map((record) => leafOf(encode(record)));
  const roots = memo((size: number) => Buffer.from(rootOf(leaves.slice(0, size))).toString('base64'));
  const tiles = memo((path: string) => tileOf(leaves, path));
  const log: TestLog = {
    signer: by,
    records,
    head: (size = count, more = '') => {
      const text = `go.sum database tree\n${size}\n${roots(size)}\n${more}`;
      return `${text}\n${by.line(text)}`;
    },
    lookup: (id, size) => `${id}\n${records[id]}\n${log.head(size)}`,
    answer: (path) => {
      const id = /^\/lookup\/m\.example\/m([0-9]+)@v1\.0\.0$/.exec(path)?.[1];
      if (id === undefined) return tiles(path);
      return records[Number(id)] === undefined ? undefined : encode(log.lookup(Number(id)));
    },
  };
  return log;
}

function memo<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}

export function recordOf(i: number, salt = ''): string {
  const hash = (kind: string) => `h1:${Buffer.from(sha256(encode(`${kind} ${i} ${salt}`))).toString('base64')}`;
  return `m.example/m${i} v1.0.0 ${hash('zip')}\nm.example/m${i} v1.0.0/go.mod ${hash('mod')}\n`;
}

/** `/tile/H/L/NNN` or `/tile/H/L/NNN.p/W`, for less than a million tiles. */
export function tileOf(leaves: readonly Bytes[], path: string): Bytes | undefined {
  const [, h, l, thousands = '', n, w] =
    /^\/tile\/([0-9]+)\/([0-9]+)\/(?:x([0-9]{3})\/)?([0-9]{3})(?:\.p\/([0-9]+))?$/.exec(path) ?? [];
  if (h === undefined) return undefined;
  const [height, level, index] = [Number(h), Number(l), Number(thousands + n)];
  const width = w === undefined ? 2 ** height : Number(w);
  const below = 2 ** (height * level);
  const from = index * 2 ** height;
  if ((from + width) * below > leaves.length) return undefined;
  return Buffer.concat(
    Array.from({ length: width }, (_, i) => rootOf(leaves.slice((from + i) * below, (from + i + 1) * below))),
  );
}
