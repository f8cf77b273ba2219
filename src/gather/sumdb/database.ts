/** The user's checksum database, asked about lines of go.sum as the go command would ask, and as sparingly. */

import { GOLANG, parseProxyList } from '../../go/env/goproxy.ts';
import { parseSumdb } from '../../go/env/gosumdb.ts';
import { matchPrefixPatterns } from '../../go/path/pattern.ts';
import { compareText } from '../../go/std/order.ts';
import type { Result } from '../../go/std/result.ts';
import type { GoUrl } from '../../go/std/url.ts';
import { type SumdbClient, sumdbClient } from '../../go/sumdb/client.ts';
import { type ForkEvidence, failed, type Outcome } from '../../go/sumdb/failure.ts';
import type { SumdbOps } from '../../go/sumdb/ops.ts';
import type { SignedHead } from '../../go/sumdb/tree-head.ts';
import { judgeSumLine, type SumLine, type SumVerdict } from '../../go/sumdb/verdict.ts';
import { decode, encode } from '../../text/bytes.ts';
import type { HttpClient } from '../http/client.ts';
import { below } from '../proxy/ask.ts';
import type { UserEnv } from '../user-env.ts';
import { evidenceName, recordJson, type SumdbEvidence } from './evidence.ts';
import { forkJson } from './fork-json.ts';
import { countingGet, type RequestCounts } from './get.ts';
import { type Database, databaseBase, type Get } from './route.ts';
import type { SumdbStore } from './store.ts';

export type SumdbSettings = Pick<UserEnv, 'GOPROXY' | 'GOSUMDB' | 'GONOSUMDB'>;

export interface ChecksumDatabase {
  /** Its name; undefined where GOSUMDB is off or cannot be read. */
  readonly name: string | undefined;
  /**
   * The go.sum lines for exactly this module version, as SumdbClient.lookup gives them. Never throws. Private modules, and all where
   * GOSUMDB is off, are a `skipped` failure: nobody is asked.
   */
  lookup(path: string, version: string): Promise<Outcome<readonly string[]>>;
  /** What the database says about a line; `unproven` where a lookup fails. */
  check(line: SumLine): Promise<SumVerdict>;
  readonly counts: Readonly<RequestCounts>;
  /** Proofs that the database showed two histories. */
  readonly forks: readonly KeptFork[];
  /** The newest tree that was believed; undefined before the first lookup got that far. */
  head(): SignedHead | undefined;
  /**
   * Every record that was looked up, proved against the newest head alone; undefined where no database is set. Tiles that only this head
   * needs are asked for.
   */
  evidence(): Promise<SumdbEvidence | undefined>;
}

export interface KeptFork extends ForkEvidence {
  /** Where both heads were saved; undefined where nothing is kept between runs. */
  readonly file: string | undefined;
}

/** `http`: undefined where no server may be asked; what the store has is then all that is known. */
export function checksumDatabase(
  settings: SumdbSettings,
  http: HttpClient | undefined,
  store: SumdbStore,
): ChecksumDatabase {
  const counts: RequestCounts = { requests: 0, bytes: 0 };
  const forks: KeptFork[] = [];
  const get = http ? countingGet(http, counts) : askNobody;
  const open = (database: Database) => openDatabase(database, opsOf(database, settings, get, store, forks), forks);
  return databaseOver(settings, open, counts, forks);
}

/** What answers for one database: a client, or recorded evidence. */
export interface OpenedDatabase extends Pick<SumdbClient, 'lookup' | 'head'> {
  evidence(): Promise<SumdbEvidence>;
}

/** `open`: how that database is asked. `counts` and `forks` are filled by it. */
export function databaseOver(
  settings: SumdbSettings,
  open: (database: Database) => OpenedDatabase,
  counts: Readonly<RequestCounts>,
  forks: readonly KeptFork[],
): ChecksumDatabase {
  const { value: database, error } = parseSumdb(settings.GOSUMDB);
  const opened = database && !database.off ? open(database) : undefined;
  const lookup = async (path: string, version: string): Promise<Outcome<readonly string[]>> => {
    if (isSkipped(settings, path)) return settings.GOSUMDB === 'off' ? OFF : SKIPPED;
    if (!opened) return failed('key', error ?? OFF.failure.message);
    try {
      return await opened.lookup(path, version);
    } catch (problem) {
      return failed('config', (problem as Error).message);
    }
  };
  return {
    name: database && !database.off ? database.name : undefined,
    lookup,
    check: async (line) => judgeSumLine(line, await lookup(line.path, line.version)),
    counts,
    forks,
    head: () => opened?.head(),
    evidence: async () => opened?.evidence(),
  };
}

const SKIPPED = failed('skipped', 'skipped (listed in GONOSUMDB)');
const OFF = failed('skipped', 'checksum database disabled by GOSUMDB=off');
const TOOLCHAIN = `${GOLANG}/toolchain`;

const askNobody: Get = async () => ({ error: 'not known locally, and the network is not used' });

/** modfetch.useSumDB: toolchains are in no go.sum, so the database must vouch for them, except where they come from a folder. */
function isSkipped({ GOPROXY, GOSUMDB, GONOSUMDB }: SumdbSettings, path: string): boolean {
  const fromFolder = GOPROXY.startsWith('file://') && !/[,|]/.test(GOPROXY);
  if (path === TOOLCHAIN && !fromFolder) return false;
  return GOSUMDB === 'off' || matchPrefixPatterns(GONOSUMDB, path);
}

function openDatabase({ key, name }: Database, ops: SumdbOps, forks: readonly KeptFork[]): OpenedDatabase {
  const client = sumdbClient(ops);
  const asked = new Map<string, readonly [path: string, version: string]>();
  return {
    head: client.head,
    lookup: (path, version) => {
      asked.set(evidenceName(path, version), [path, version]);
      return client.lookup(path, version);
    },
    // All has been looked up, so that the head stays where it is. What has no proof is left out, and is missing to whoever replays it.
    evidence: async () => {
      const proved = await Promise.all(
        [...asked].map(
          async ([record, [path, version]]) => [record, (await client.prove(path, version)).value] as const,
        ),
      );
      const records = proved.flatMap(([record, value]) => (value ? [[record, recordJson(value)] as const] : []));
      return {
        version: 2,
        key,
        head: decode(client.head()?.note ?? new Uint8Array()),
        records: Object.fromEntries(records.sort(([a], [b]) => compareText(a, b))),
        forks: forks.map((fork) => forkJson(name, fork)),
      };
    },
  };
}

function opsOf(
  database: Database,
  { GOPROXY }: SumdbSettings,
  get: Get,
  store: SumdbStore,
  forks: KeptFork[],
): SumdbOps {
  const { key, name } = database;
  let base: Promise<Result<GoUrl>> | undefined;
  return {
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
    securityError: (fork) => void forks.push({ ...fork, file: store.keepFork(name, fork) }),
  };
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
