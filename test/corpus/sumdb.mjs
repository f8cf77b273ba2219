/** Answers the sumdb corpus with the library: functions by name in sumdb-functions.mjs, the rest here. */

import { checkModuleZip, hashZip, unzipError } from '../../dist/lib/src/gather/gozip/hash-zip.js';
import { zipInMemory } from '../../dist/lib/src/gather/proxy/zip.js';
import { fileSum, folderFileName, hash1 } from '../../dist/lib/src/go/dirhash/hash1.js';
import { checkedError } from '../../dist/lib/src/go/dirhash/limits.js';
import { parseSum } from '../../dist/lib/src/go/sum/parse.js';
import { sumdbClient } from '../../dist/lib/src/go/sumdb/client.js';
import { emptyTreeHash, formatHash } from '../../dist/lib/src/go/sumdb/hash.js';
import { parseTree } from '../../dist/lib/src/go/sumdb/tree-head.js';
import { judgeSumLine } from '../../dist/lib/src/go/sumdb/verdict.js';
import { decode, encode } from '../../dist/lib/src/text/bytes.js';
import { pointAt, source } from '../../dist/lib/src/text/source.js';

export { fn } from './sumdb-functions.mjs';

export function parseGoSum(bytes) {
  const file = parseSum(source('go.sum', decode(bytes)));
  const lineOf = (offset) => pointAt(file.source, offset).line;
  const entries = file.entries.map(({ path, version, goMod, hash, start }) => ({
    path,
    version: goMod ? `${version}/go.mod` : version,
    hash,
    line: lineOf(start),
  }));
  const isEmpty = ({ hash }) => hash === EMPTY_GO_MOD;
  return {
    entries: entries.filter((entry) => !isEmpty(entry)),
    dropped: entries.filter(isEmpty).map(({ line }) => line),
    malformed: file.errors.map(({ at, message }) => ({
      line: lineOf(at.start),
      fields: Number(/fields ([0-9]+)/.exec(message)[1]),
    })),
  };
}

export async function dirhash({ kind, files = [], sums, prefix = '', path, version, zip }) {
  if (kind === 'zip') return zipAnswer(path, version, zipInMemory(zip));
  const named = kind === 'dir' ? files.map(({ name, data }) => ({ name: folderFileName(prefix, name), data })) : files;
  return unwrapped(hash1(sums ?? (await Promise.all(named.map(({ name, data }) => fileSum(name, data))))));
}

async function zipAnswer(path, version, zip) {
  const hash = await hashZip(zip);
  const { value: checked, error } = await checkModuleZip(path, version, zip);
  return {
    hash: hash.value ?? null,
    check: error === undefined && checkedError(checked) === undefined,
    unzip: (await unzipError(path, version, zip)) === undefined,
    invalid: checked?.invalid ?? [],
    sizeError: checked?.sizeError !== undefined,
  };
}

export async function verifyEvidence({ key, pinned, ask, remote }) {
  let kept = encode(pinned);
  const client = sumdbClient({
    readRemote: async (path) => (remote.has(path) ? { value: remote.get(path) } : { error: 'not found' }),
    readConfig: async (file) => ({ value: file === 'key' ? encode(key) : kept }),
    writeConfig: async (_file, _old, next) => {
      kept = next;
      return { result: 'written' };
    },
    readCache: async () => undefined,
    writeCache: async () => {},
    log: () => {},
    securityError: () => {},
  });
  const judged = judgeSumLine(ask, await client.lookup(ask.path, ask.version));
  // The signed text of the head that is kept now stands at its beginning.
  const tree = parseTree(decode(kept)).value ?? { size: 0n, hash: emptyTreeHash() };
  const head = { n: String(tree.size), hash: formatHash(tree.hash) };
  if (judged.verdict !== 'unproven') return { verdict: judged.verdict, lines: judged.lines, head };
  const { kind, message } = judged.failure;
  return kind === 'fork'
    ? { verdict: 'security', error: message, head }
    : { verdict: 'error', class: kind, error: message, head };
}

const EMPTY_GO_MOD = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

function unwrapped({ value, error }) {
  if (error !== undefined) throw new Error(error);
  return value;
}
