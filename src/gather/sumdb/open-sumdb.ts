/** The checksum database of the user's environment, with the tiles and the tree head that earlier runs kept. */
import { cacheFolder } from '../cache/folder.ts';
import { userClient } from '../proxy/user-client.ts';
import type { UserEnv } from '../user-env.ts';
import { type ChecksumDatabase, checksumDatabase, type SumdbSettings } from './database.ts';
import { SUMDB_HTTP } from './get.ts';
import { memorySumdbStore, type SumdbStore, sumdbStoreAt } from './store.ts';

export interface OpenSumdbOptions {
  readonly now: () => Date;
  /** Patterns of module paths that no database is asked about, beyond the user's own GONOSUMDB. */
  readonly private: readonly string[];
  /** No server is asked: what is kept is all that is known. */
  readonly offline?: boolean;
  /** Milliseconds that one request may take; left out: as http/limits.ts has it. */
  readonly timeout?: number;
  readonly meter?: { requests: number; bytes: number };
}

export interface OpenSumdb extends ChecksumDatabase {
  /** Ends connections. */
  close(): void;
}

export function openSumdb(user: UserEnv, options: OpenSumdbOptions): OpenSumdb {
  const { meter, timeout, offline = false } = options;
  const http = offline
    ? undefined
    : userClient(user, { ...SUMDB_HTTP, ...(meter && { meter }), ...(timeout !== undefined && { timeout }) });
  const database = checksumDatabase(sumdbSettings(user, options.private), http, storeOf(user, options.now));
  return { ...database, close: () => http?.close() };
}

/** `patterns`: as in GONOSUMDB. */
export function sumdbSettings(user: SumdbSettings, patterns: readonly string[]): SumdbSettings {
  const { GOPROXY, GOSUMDB, GONOSUMDB } = user;
  return { GOPROXY, GOSUMDB, GONOSUMDB: [GONOSUMDB, ...patterns].filter((p) => p !== '').join(',') };
}

function storeOf({ process }: UserEnv, now: () => Date): SumdbStore {
  const folder = cacheFolder(process);
  return folder === undefined ? memorySumdbStore() : sumdbStoreAt(folder, now);
}
