/** The world of a checksum database client, in memory, that counts what is asked of it. */
import type { ForkEvidence } from '../../src/go/sumdb/failure.ts';
import type { Read, SumdbOps } from '../../src/go/sumdb/ops.ts';
import { decode, encode } from '../../src/text/bytes.ts';
import type { Bytes } from './sumdb-log.ts';

export interface Resolver {
  readonly ops: SumdbOps;
  readonly requests: string[];
  readonly config: Map<string, string>;
  readonly cache: Map<string, Bytes>;
  readonly forks: ForkEvidence[];
  /** The kept head. */
  readonly kept: () => string;
}

export function sumdbWorld(
  key: string,
  answer: (path: string) => Bytes | undefined,
  {
    kept = '',
    cache = new Map<string, Bytes>(),
    ...more
  }: { kept?: string; cache?: Map<string, Bytes> } & Partial<SumdbOps> = {},
): Resolver {
  const file = `${key.split('+')[0]}/latest`;
  const config = new Map([
    ['key', key],
    [file, kept],
  ]);
  const requests: string[] = [];
  const forks: ForkEvidence[] = [];
  const ops: SumdbOps = {
    readRemote: async (path): Promise<Read> => {
      requests.push(path);
      const value = answer(path);
      return value === undefined ? { error: `reading ${path}: 404 Not Found`, notFound: true } : { value };
    },
    readConfig: async (name) => ({ value: encode(config.get(name) ?? '') }),
    writeConfig: async (name, old, next) => {
      if ((config.get(name) ?? '') !== decode(old)) return { result: 'conflict' };
      config.set(name, decode(next));
      return { result: 'written' };
    },
    readCache: async (name) => cache.get(name),
    writeCache: async (name, data) => void cache.set(name, data),
    log: () => {},
    securityError: (fork) => void forks.push(fork),
    ...more,
  };
  return { ops, requests, config, cache, forks, kept: () => config.get(file) ?? '' };
}
