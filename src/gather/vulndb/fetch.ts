/** A copy of a vulnerability database in one zip, verified before anybody relies on it. */
import { DatabaseError } from '../../vuln/json.ts';
import type { DatabaseInfo } from '../../vuln/types.ts';
import type { HttpClient } from '../http/client.ts';
import { openDatabase } from './database.ts';
import { DATABASE_LIMITS } from './files.ts';
import { isServer, openLocalFiles } from './open-files.ts';
import { zipFiles } from './zip-files.ts';

export interface FetchedDatabase {
  /** The zip. */
  readonly bytes: Uint8Array;
  readonly info: DatabaseInfo;
}

/** Where the zip of a whole database lies, below the URL of a server. */
const WHOLE = 'vulndb.zip';

/** `location`: the URL of a server in the published layout, or of a zip. Every entry is read. Rejects with DatabaseError. */
export async function fetchDatabase(location: string, http: HttpClient): Promise<FetchedDatabase> {
  const url = /\.zip$/i.test(location) ? location : `${location.replace(/\/+$/, '')}/${WHOLE}`;
  if (!isServer(url) || !URL.canParse(url)) throw new DatabaseError('expected the URL of a server: https://…');
  const reply = await http.get(new URL(url), { maxBytes: DATABASE_LIMITS.total });
  if (!reply.ok) throw new DatabaseError(reply.detail);
  const { entriesOf, paths, info } = await openDatabase(await zipFiles(reply.body, url));
  for (const path of paths) await entriesOf(path);
  return { bytes: reply.body, info };
}

/** Why a copy must not take the place of the one that is there: a copy that goes back in time hides what was known. */
export async function olderThan(file: string, { modified }: DatabaseInfo): Promise<string | undefined> {
  const before = await openLocalFiles(file, '/')
    .then((files) => openDatabase(files))
    .catch(() => undefined);
  const known = before?.info.modified;
  if (known === undefined || (modified !== undefined && Date.parse(modified) >= Date.parse(known))) return undefined;
  return `the copy there was changed on ${known}, and the new one ${modified === undefined ? 'does not say when' : `on ${modified}`}`;
}
