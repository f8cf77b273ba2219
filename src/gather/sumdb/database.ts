/** The user's checksum database, asked about lines of go.sum as the go command would ask, and as sparingly. */

import { GOLANG, parseProxyList } from '../../go/env/goproxy.ts';
import { parseSumdb } from '../../go/env/gosumdb.ts';
import { matchPrefixPatterns } from '../../go/path/pattern.ts';
import type { Result } from '../../go/std/result.ts';
import type { GoUrl } from '../../go/std/url.ts';
import { type SumdbClient, sumdbClient } from '../../go/sumdb/client.ts';
import { type ForkEvidence, failed } from '../../go/sumdb/failure.ts';
import type { SumdbOps } from '../../go/sumdb/ops.ts';
import { judgeSumLine, type SumLine, type SumVerdict } from '../../go/sumdb/verdict.ts';
import { encode } from '../../text/bytes.ts';
import type { HttpClient } from '../http/client.ts';
import { below } from '../proxy/ask.ts';
import type { UserEnv } from '../user-env.ts';
import { recordingOps, type SumdbEvidence } from './evidence.ts';
import { countingGet, type RequestCounts } from './get.ts';
import { type Database, databaseBase, type Get } from './route.ts';
import type { SumdbStore } from './store.ts';

export type SumdbSettings = Pick<UserEnv, 'GOPROXY' | 'GOSUMDB' | 'GONOSUMDB'>;

export interface ChecksumDatabase {
  /** Never throws. Lines of private modules, and all where GOSUMDB is off, are `unproven` with a `skipped` failure: nobody is asked. */
  check(line: SumLine): Promise<SumVerdict>;
  readonly counts: Readonly<RequestCounts>;
  /** Proofs that the database showed two histories. */
  readonly forks: readonly ForkEvidence[];
  /** Everything that the verdicts so far rest on; undefined where no database is set. */
  evidence(): SumdbEvidence | undefined;
}

export function checksumDatabase(settings: SumdbSettings, http: HttpClient, store: SumdbStore): ChecksumDatabase {
  const counts: RequestCounts = { requests: 0, bytes: 0 };
  const forks: ForkEvidence[] = [];
  const { value: database, error } = parseSumdb(settings.GOSUMDB);
  const asked =
    database && !database.off ? openDatabase(database, settings, countingGet(http, counts), store, forks) : undefined;
  return {
    check: async (line) => {
      if (isSkipped(settings, line.path)) return judgeSumLine(line, SKIPPED);
      if (!asked) return judgeSumLine(line, failed('key', error ?? 'checksum database disabled by GOSUMDB=off'));
      try {
        return judgeSumLine(line, await asked.client.lookup(line.path, line.version));
      } catch (problem) {
        return judgeSumLine(line, failed('config', (problem as Error).message));
      }
    },
    counts,
    forks,
    evidence: () => asked?.evidence(),
  };
}

const SKIPPED = failed('skipped', 'skipped (listed in GONOSUMDB, or GOSUMDB=off)');
const TOOLCHAIN = `${GOLANG}/toolchain`;

/** modfetch.useSumDB: toolchains are in no go.sum, so the database must vouch for them, except where they come from a folder. */
function isSkipped({ GOPROXY, GOSUMDB, GONOSUMDB }: SumdbSettings, path: string): boolean {
  const fromFolder = GOPROXY.startsWith('file://') && !/[,|]/.test(GOPROXY);
  if (path === TOOLCHAIN && !fromFolder) return false;
  return GOSUMDB === 'off' || matchPrefixPatterns(GONOSUMDB, path);
}

function openDatabase(
  database: Database,
  { GOPROXY }: SumdbSettings,
  get: Get,
  store: SumdbStore,
  forks: ForkEvidence[],
): { readonly client: SumdbClient; evidence(): SumdbEvidence } {
  const { key, name } = database;
  let base: Promise<Result<GoUrl>> | undefined;
  const ops: SumdbOps = {
    readRemote: async (path, maxBytes) => {
      base ??= baseOf(database, GOPROXY, get);
      const { value: url, error } = await base;
      return url === undefined ? { error } : get(below(url, path), maxBytes);
    },
    readConfig: async (file) => (file === 'key' ? { value: encode(key) } : headOf(store, name)),
    writeConfig: (_file, old, next) => store.writeHead(name, old, next),
    readCache: async (file) => store.readFile(file),
    writeCache: async (file, data) => store.writeFile(file, data),
    log: () => {},
    securityError: (fork) => void forks.push(fork),
  };
  const recorder = recordingOps(ops, name);
  const client = sumdbClient(recorder.ops);
  return { client, evidence: () => recorder.evidence(key, client.head()?.note ?? new Uint8Array()) };
}

async function baseOf(database: Database, GOPROXY: string, get: Get): Promise<Result<GoUrl>> {
  const list = parseProxyList(GOPROXY);
  return list.error && !database.explicit ? { error: list.error.message } : databaseBase(database, list.steps, get);
}

function headOf(store: SumdbStore, name: string): ReturnType<SumdbOps['readConfig']> {
  try {
    return Promise.resolve({ value: store.readHead(name) });
  } catch (error) {
    return Promise.resolve({ error: `cannot read the tree head: ${(error as Error).message}` });
  }
}
