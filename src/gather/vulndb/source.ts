/** The vulnerability databases of a run as a fact source. They are opened once, when the run begins; entries are read as they are asked for. */
import type { Answer, Ask, FactKind, FactTypes, Unknown } from '../../model/facts/facts.ts';
import type { GivenKind } from '../../model/rule.ts';
import type { ModuleVulns } from '../../vuln/types.ts';
import type { RoutedSource } from '../facts/sources.ts';
import type { HttpClient } from '../http/client.ts';
import { type Database, openDatabase } from './database.ts';
import { databaseKinds } from './kinds.ts';
import { isServer, openLocalFiles } from './open-files.ts';

export interface DatabasesInput {
  /** Folders, zips, file:// URLs and servers, as the user named them. */
  readonly locations: readonly string[];
  readonly cwd: string;
  /** No server is asked. */
  readonly offline: boolean;
  /** No server is asked yet: the run only says whom it would ask. */
  readonly planning?: boolean;
  /** Made when the first server is asked. */
  readonly http: () => Promise<HttpClient>;
}

export interface OpenedDatabases {
  readonly source: RoutedSource;
  /** What the databases hold. All kinds where one could not be opened: what it holds is not known. */
  readonly kinds: ReadonlySet<GivenKind>;
  close(): void;
}

const NAME = 'vulnerability database';

const ALL: ReadonlySet<GivenKind> = new Set(['vulnerabilities', 'malicious']);

export async function openDatabases(input: DatabasesInput): Promise<OpenedDatabases> {
  const { locations, offline, planning = false } = input;
  const servers = locations.filter(isServer);
  const clients: HttpClient[] = [];
  const http = once(async () => {
    const client = await input.http();
    clients.push(client);
    return client;
  });
  const opened = servers.length > 0 && (offline || planning) ? OFFLINE : await openAll({ ...input, http });
  return {
    kinds: 'known' in opened ? ALL : databaseKinds(opened.map(({ info }) => info)),
    close: () => {
      for (const client of clients) client.close();
    },
    source: {
      name: NAME,
      network: servers.length > 0 && !offline,
      route: ({ kind }) =>
        kind === 'vulns' || kind === 'vulndb'
          ? { hosts: servers.map((server) => (URL.canParse(server) ? new URL(server).host : server)) }
          : { known: false, why: 'missing', detail: `not a question for the ${NAME}` },
      answer: async <K extends FactKind>(ask: Ask<K>) =>
        (await answerTo(ask as Ask, opened)) as Answer<FactTypes[K]> | undefined,
    },
  };
}

const OFFLINE: Unknown = {
  known: false,
  why: 'offline',
  detail: `the ${NAME} is on a server, and the network is not used`,
  hint: 'name a copy in a folder or a zip: modwarden vulndb fetch URL -o vulndb.zip, then --vulndb vulndb.zip',
};

async function openAll({ locations, cwd, http }: DatabasesInput): Promise<readonly Database[] | Unknown> {
  const databases: Database[] = [];
  for (const location of locations) {
    try {
      databases.push(await openOne(location, cwd, http));
    } catch (error) {
      return unusable(location, error);
    }
  }
  return databases;
}

/** Rejects with DatabaseError. */
export async function openOne(location: string, cwd: string, http: DatabasesInput['http']): Promise<Database> {
  if (!isServer(location)) return openDatabase(await openLocalFiles(location, cwd));
  const { serverFiles } = await import('./server-files.ts');
  return openDatabase(serverFiles(location, await http()));
}

function unusable(name: string, error: unknown): Unknown {
  if ((error as Error).name !== 'DatabaseError') throw error;
  return {
    known: false,
    why: 'failed',
    detail: `${name} cannot be used: ${(error as Error).message}`,
    hint: 'bring a new copy of the database: modwarden vulndb fetch',
  };
}

async function answerTo(
  { kind, module }: Ask,
  opened: readonly Database[] | Unknown,
): Promise<Answer<unknown> | undefined> {
  if (kind !== 'vulndb' && kind !== 'vulns') return undefined;
  if ('known' in opened) return opened;
  const asOf = oldest(opened);
  const about = { known: true, source: NAME, ...(asOf !== undefined && { asOf }) } as const;
  if (kind === 'vulndb') return { ...about, value: { databases: opened.map(({ info }) => info) } };
  const entries: ModuleVulns['entries'][number][] = [];
  for (const { info, entriesOf } of opened) {
    try {
      entries.push(...(await entriesOf(module.path)));
    } catch (error) {
      return unusable(info.name, error);
    }
  }
  return { ...about, value: { entries } };
}

/** What databases say together is as old as the oldest of them. */
function oldest(databases: readonly Database[]): string | undefined {
  return databases
    .map(({ info }) => info.modified)
    .filter((time) => time !== undefined)
    .sort()[0];
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
