/** Functions of golang.org/x/mod by name, for the sumdb corpus: 64-bit numbers are decimal texts there, bytes base64. */

import { formatVerifierKey, parseVerifierKey } from '../../dist/lib/src/go/env/verifier-key.js';
import { checkPath } from '../../dist/lib/src/go/path/check.js';
import { escapePath, escapeVersion } from '../../dist/lib/src/go/path/escape.js';
import { matchPrefixPatterns } from '../../dist/lib/src/go/path/pattern.js';
import { decodeBase64, encodeBase64 } from '../../dist/lib/src/go/std/base64.js';
import { lookupPath } from '../../dist/lib/src/go/sumdb/client.js';
import { formatHash, nodeHash, parseHash, recordHash } from '../../dist/lib/src/go/sumdb/hash.js';
import { openNote } from '../../dist/lib/src/go/sumdb/note.js';
import { checkRecord, checkTree, proveRecord, proveTree, treeHash } from '../../dist/lib/src/go/sumdb/proof.js';
import { formatRecord, parseRecord } from '../../dist/lib/src/go/sumdb/record.js';
import { splitStoredHashIndex, storedHashCount, storedHashIndex } from '../../dist/lib/src/go/sumdb/stored-hash.js';
import { hashFromTile, newTiles, parseTilePath, tilePath, tilePlace } from '../../dist/lib/src/go/sumdb/tile.js';
import { tileHashes } from '../../dist/lib/src/go/sumdb/tile-hashes.js';
import { formatTree, parseTree } from '../../dist/lib/src/go/sumdb/tree-head.js';
import { decode, encode } from '../../dist/lib/src/text/bytes.js';

const FUNCTIONS = {
  'tlog.TreeHash': async (seed, n) => formatHash(done(await treeHash(BigInt(n), logReader(seed)))),
  'tlog.ProveRecord': async (seed, t, n) =>
    done(await proveRecord(BigInt(t), BigInt(n), logReader(seed))).map(formatHash),
  'tlog.ProveTree': async (seed, t, n) => done(await proveTree(BigInt(t), BigInt(n), logReader(seed))).map(formatHash),
  'tlog.CheckRecord': (proof, t, root, n, leaf) =>
    holds(checkRecord(proof.map(hash), BigInt(t), hash(root), BigInt(n), hash(leaf))),
  'tlog.CheckTree': (proof, t, root, n, old) =>
    holds(checkTree(proof.map(hash), BigInt(t), hash(root), BigInt(n), hash(old))),
  'tlog.RecordHash': (text) => formatHash(recordHash(decodeBase64(text))),
  'tlog.NodeHash': (left, right) => formatHash(nodeHash(hash(left), hash(right))),
  'tlog.StoredHashIndex': (level, n) => String(storedHashIndex(level, BigInt(n))),
  'tlog.StoredHashCount': (n) => String(storedHashCount(BigInt(n))),
  'tlog.SplitStoredHashIndex': (index) => {
    const { level, n } = splitStoredHashIndex(BigInt(index));
    return { level, n: String(n) };
  },
  'tlog.TileForIndex': (height, index) => shownTile(tilePlace(height, BigInt(index)).tile),
  'tlog.TilePath': (tile) => tilePath(tileOf(tile)),
  'tlog.ParseTilePath': (path) => shownTile(value(parseTilePath(path))),
  'tlog.NewTiles': (height, before, after) => newTiles(height, BigInt(before), BigInt(after)).map(tilePath),
  'tlog.HashFromTile': (tile, data, index) =>
    formatHash(value(hashFromTile(tileOf(tile), decodeBase64(data), BigInt(index)))),
  'tlog.TileHashReader': async (tree, height, tiles, indexes) => {
    const read = async (wanted) => {
      const missing = wanted.find((tile) => tiles[tilePath(tile)] === undefined);
      if (missing) return { failure: { kind: 'missing', message: `no tile ${tilePath(missing)}` } };
      return { value: wanted.map((tile) => decodeBase64(tiles[tilePath(tile)])) };
    };
    const hashes = tileHashes({ size: BigInt(tree.n), hash: hash(tree.hash) }, { height, read });
    return done(await hashes(indexes.map(BigInt))).map(formatHash);
  },
  'tlog.ParseTree': (text) => {
    const tree = value(parseTree(decode(decodeBase64(text))));
    return { n: String(tree.size), hash: formatHash(tree.hash) };
  },
  'tlog.FormatTree': (n, root) => formatTree({ size: BigInt(n), hash: hash(root) }),
  'tlog.ParseHash': (text) => formatHash(value(parseHash(text))),
  'tlog.ParseRecord': (message) => {
    const { id, text, rest } = value(parseRecord(decodeBase64(message)));
    return { id: String(id), text: encodeBase64(text), rest: encodeBase64(rest) };
  },
  'tlog.FormatRecord': (id, text) => encodeBase64(value(formatRecord(BigInt(id), decodeBase64(text)))),
  'note.NewVerifier': (text) => {
    const key = value(parseVerifierKey(text));
    return { name: key.name, hash: hex(key.hash) };
  },
  'note.NewEd25519VerifierKey': (name, key) => value(formatVerifierKey(name, decodeBase64(key))),
  'note.Open': (message, keys) => {
    const note = value(
      openNote(
        decodeBase64(message),
        (keys ?? []).map((key) => value(parseVerifierKey(key))),
      ),
    );
    const shown = (list) => list.map(({ name, hash: number, base64 }) => ({ name, hash: hex(number), base64 }));
    return { text: encodeBase64(encode(note.text)), sigs: shown(note.signatures), unverified: shown(note.unverified) };
  },
  'module.EscapePath': (path) => value(escapePath(path)),
  'module.EscapeVersion': (version) => value(escapeVersion(version)),
  'module.CheckPath': (path) => holds(checkPath(path)),
  'module.MatchPrefixPatterns': matchPrefixPatterns,
  'sumdb.lookupPath': (path, version) => value(lookupPath(path, version)),
};

export function fn(name, args) {
  const call = FUNCTIONS[name];
  if (!call) throw Object.assign(new Error(name), { code: 'NOT_IMPLEMENTED' });
  return call(...args);
}

/** The hashes of the log whose record i is the text `record SEED i`. */
function logReader(seed) {
  const stored = (level, n) =>
    level === 0
      ? recordHash(encode(`record ${seed} ${n}\n`))
      : nodeHash(stored(level - 1, n * 2n), stored(level - 1, n * 2n + 1n));
  return async (indexes) => ({
    value: indexes.map((index) => {
      const { level, n } = splitStoredHashIndex(index);
      return stored(level, n);
    }),
  });
}

function value(result) {
  if (result.error !== undefined) throw new Error(result.error);
  return result.value;
}

function done(outcome) {
  if (outcome.failure) throw new Error(outcome.failure.message);
  return outcome.value;
}

/** A check gives what is wrong; the corpus wants `true`. */
function holds(error) {
  if (error !== undefined) throw new Error(error);
  return true;
}

const hash = (text) => decodeBase64(text);
const hex = (number) => number.toString(16).padStart(8, '0');
const tileOf = ({ h, l, n, w }) => ({ height: h, level: l, index: BigInt(n), width: w });
const shownTile = ({ height, level, index, width }) => ({ h: height, l: level, n: String(index), w: width });
