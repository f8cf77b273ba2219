/** The user's module index as a fact source: when a mirror got a version for the first time. */
import { resolve } from 'node:path';
import type { Answer, Ask, FactKind, FactTypes, Unknown } from '../../model/facts/facts.ts';
import { masked } from '../../text/secrets.ts';
import type { RoutedSource } from '../facts/sources.ts';
import type { HttpClient } from '../http/client.ts';
import { type ReadIndex, readIndexFile, readIndexServer } from './read-index.ts';

export interface ModuleIndexInput {
  /** A file with an index's lines, or the URL of a server. */
  readonly location: string;
  readonly cwd: string;
  /** No server is asked. */
  readonly offline: boolean;
  /** Made when the server is asked. */
  readonly http: () => Promise<HttpClient>;
  readonly now: () => Date;
}

export interface ModuleIndex {
  readonly source: RoutedSource;
  /** Ends connections. */
  close(): void;
}

const NAME = 'module index';

/** An index cannot be asked about one version: it is read once for all questions that come together. */
export function moduleIndex(input: ModuleIndexInput): ModuleIndex {
  const { location, offline } = input;
  const shown = masked(location);
  const isServer = /^https?:\/\//i.test(location);
  let http: HttpClient | undefined;
  let waiting: Ask[] = [];
  let reading: Promise<ReadIndex | Unknown> | undefined;
  const read = async (): Promise<ReadIndex | Unknown> => {
    // Let the other questions of this round come in.
    await new Promise((done) => setImmediate(done));
    const asks = waiting;
    waiting = [];
    reading = undefined;
    const wanted = new Set(asks.map(({ module }) => `${module.path}@${module.version}`));
    try {
      if (!isServer) return readIndexFile(resolve(input.cwd, location), wanted);
      http ??= await input.http();
      return await readIndexServer(location, { since: earliest(asks, input.now()), wanted, http });
    } catch (error) {
      if ((error as Error).name !== 'IndexError') throw error;
      return {
        known: false,
        why: 'failed',
        detail: `the ${NAME} ${shown} cannot be used: ${(error as Error).message}`,
      };
    }
  };
  return {
    close: () => http?.close(),
    source: {
      // What one index said is not believed of another.
      name: `${NAME} ${shown}`,
      network: isServer && !offline,
      route: ({ kind }) =>
        kind === 'seen' ? { hosts: [URL.canParse(location) ? new URL(location).host : shown] } : undefined,
      answer: async <K extends FactKind>(ask: Ask<K>) => {
        if (ask.kind !== 'seen') return undefined;
        if (isServer && offline) return OFFLINE;
        waiting.push(ask as Ask);
        reading ??= read();
        const found = await reading;
        return ('known' in found ? found : answerFrom(found, ask as Ask)) as Answer<FactTypes[K]>;
      },
    },
  };
}

const OFFLINE: Unknown = {
  known: false,
  why: 'offline',
  detail: `the ${NAME} is on a server, and the network is not used`,
  hint: 'name a copy of the index in a file: --index FILE',
};

function answerFrom({ since, until, listed }: ReadIndex, { module }: Ask): Answer<FactTypes['seen']> {
  const time = listed.get(`${module.path}@${module.version}`);
  const value = time === undefined ? { since, until } : { listed: time, since, until };
  return { known: true, value, source: NAME, asOf: until };
}

/** Who does not say from when on wants all that there is of the last day. */
function earliest(asks: readonly Ask[], now: Date): string {
  const days = asks.flatMap(({ since }) => since ?? []).sort();
  return `${days[0] ?? now.toISOString().slice(0, 10)}T00:00:00Z`;
}
