/**
 * All that a checksum database answered, in one JSON file, so that the same verdicts can be reached again without a network and by someone
 * else. The file is believed in nothing: who replays it brings the key, and every answer is checked as if the server had given it.
 */

import { decodeBase64, encodeBase64 } from '../../go/std/base64.ts';
import type { Result } from '../../go/std/result.ts';
import type { Read, SumdbOps } from '../../go/sumdb/ops.ts';
import { isObject } from '../../model/facts/fact-json.ts';
import { decode, encode } from '../../text/bytes.ts';
import { memorySumdbStore } from './store.ts';

export interface SumdbEvidence {
  readonly version: 1;
  /** The verifier key that the answers were checked with; for people, a replay has its own. */
  readonly key: string;
  /** The signed head that was known at the end; '' for none. */
  readonly head: string;
  /** By `/lookup/PATH@VERSION`. */
  readonly lookups: Readonly<Record<string, string>>;
  /** By `/tile/…`, in base64. */
  readonly tiles: Readonly<Record<string, string>>;
}

export interface Recorder {
  /** To be used in the place of the others. */
  readonly ops: SumdbOps;
  /** `head`: the newest signed head. */
  evidence(key: string, head: Uint8Array): SumdbEvidence;
}

/** Records every answer that `ops` gives, from its cache too. `name`: the database's, which stands before names in the cache. */
export function recordingOps(ops: SumdbOps, name: string): Recorder {
  const answers = new Map<string, Uint8Array>();
  const kept = (path: string, value: Uint8Array | undefined) => {
    if (value) answers.set(path, value);
  };
  const entries = (kind: string, text: (data: Uint8Array) => string) =>
    Object.fromEntries(
      [...answers]
        .filter(([path]) => path.startsWith(kind))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, data]) => [path, text(data)]),
    );
  return {
    ops: {
      ...ops,
      readRemote: async (path, maxBytes) => {
        const read = await ops.readRemote(path, maxBytes);
        kept(path, read.value);
        return read;
      },
      readCache: async (file) => {
        const data = await ops.readCache(file);
        kept(file.slice(name.length), data);
        return data;
      },
    },
    evidence: (key, head) => ({
      version: 1,
      key,
      head: decode(head),
      lookups: entries('/lookup/', decode),
      tiles: entries('/tile/', encodeBase64),
    }),
  };
}

/** Answers from the evidence alone; what it lacks is missing. `key` is the verifier's own. */
export function replayOps(
  evidence: SumdbEvidence,
  key: string,
  securityError: SumdbOps['securityError'] = () => {},
): SumdbOps {
  const store = memorySumdbStore();
  let head = encode(evidence.head);
  return {
    readRemote: async (path, maxBytes) => replayed(evidence, path, maxBytes),
    readConfig: async (file) => ({ value: file === 'key' ? encode(key) : head }),
    writeConfig: async (_file, _old, next) => {
      head = next;
      return { result: 'written' };
    },
    readCache: async (file) => store.readFile(file),
    writeCache: async (file, data) => store.writeFile(file, data),
    log: () => {},
    securityError,
  };
}

function replayed({ lookups, tiles }: SumdbEvidence, path: string, maxBytes: number): Read {
  const text = Object.hasOwn(lookups, path) ? lookups[path] : undefined;
  const tile = Object.hasOwn(tiles, path) ? decodeBase64(tiles[path]!) : undefined;
  const value = text === undefined ? tile : encode(text);
  if (value === undefined) return { error: `the evidence has no answer to ${path}` };
  return value.length > maxBytes ? { error: `answer to ${path} has more than ${maxBytes} bytes` } : { value };
}

/** Characters of a file. A lookup with its tiles takes about 40,000, and later ones share most tiles. */
export const MAX_EVIDENCE = 256 << 20;

export function parseEvidence(text: string): Result<SumdbEvidence> {
  if (text.length > MAX_EVIDENCE) return { error: `evidence has more than ${MAX_EVIDENCE} characters` };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { error: 'evidence is not valid JSON' };
  }
  if (!isObject(json) || json.version !== 1) return { error: 'expected evidence of a checksum database, "version": 1' };
  const { key, head, lookups, tiles } = json;
  if (typeof key !== 'string' || typeof head !== 'string') return { error: 'expected texts for "key" and "head"' };
  if (!isTexts(lookups) || !isTexts(tiles)) return { error: 'expected objects of texts for "lookups" and "tiles"' };
  return { value: { version: 1, key, head, lookups, tiles } };
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}
