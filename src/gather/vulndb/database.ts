/** A vulnerability database, opened: the index is read at once, and entries when a module is asked for that names them. */
import { createHash } from 'node:crypto';
import { decode } from '../../text/bytes.ts';
import { DatabaseError } from '../../vuln/json.ts';
import { isEntryId, parseEntry } from '../../vuln/parse-entry.ts';
import { parseIndex, parseModified } from '../../vuln/parse-index.ts';
import type { DatabaseInfo, VulnEntry } from '../../vuln/types.ts';
import { DATABASE_LIMITS, type DatabaseFiles, type DatabaseLimits } from './files.ts';

export interface Database {
  readonly info: DatabaseInfo;
  /** Module paths that it names. */
  readonly paths: readonly string[];
  /** What it says about a module path. Rejects with DatabaseError where an entry that it needs is missing or broken. */
  entriesOf(path: string): Promise<readonly VulnEntry[]>;
}

const INDEX = 'index/modules.json';

/** Rejects with DatabaseError: a database that cannot be read whole must not pass for one that knows nothing. */
export async function openDatabase(files: DatabaseFiles, limits = DATABASE_LIMITS): Promise<Database> {
  const read = boundedReader(files, limits);
  const index = await read(INDEX, limits.index);
  return index === undefined ? flatDatabase(files, read, limits) : indexedDatabase(files.name, index, read, limits);
}

/** undefined where there is no such file. */
type Read = (path: string, max: number) => Promise<Uint8Array | undefined>;

/** All that is read has a limit together. */
function boundedReader(files: DatabaseFiles, { total }: DatabaseLimits): Read {
  let sum = 0;
  return async (path, max) => {
    const bytes = await files.read(path, max);
    sum += bytes?.length ?? 0;
    if (sum > total) throw new DatabaseError(`more than ${total} bytes read`);
    return bytes;
  };
}

async function indexedDatabase(name: string, index: Uint8Array, read: Read, limits: DatabaseLimits): Promise<Database> {
  const idsByModule = parseIndex(decode(index));
  const changed = await read('index/db.json', limits.index);
  const modified = changed && parseModified(decode(changed));
  const entries = new Map<string, Promise<VulnEntry>>();
  const entryOf = (id: string) => {
    const known = entries.get(id) ?? readEntry(read, `ID/${id}.json`, limits.entry);
    entries.set(id, known);
    return known;
  };
  const ids = new Set([...idsByModule.values()].flat());
  return {
    info: { ...infoOf(name, modified, idsByModule.size, ids), sha256: sha256([index]) },
    paths: [...idsByModule.keys()],
    entriesOf: async (path) => {
      const found = await Promise.all((idsByModule.get(path) ?? []).map(entryOf));
      for (const entry of found)
        if (!entry.affected.some(({ module }) => module === path))
          throw new DatabaseError(`ID/${entry.id}.json does not name ${path}, and the index says that it does`);
      return found;
    },
  };
}

async function readEntry(read: Read, path: string, max: number): Promise<VulnEntry> {
  const bytes = await read(path, max);
  if (bytes === undefined) throw new DatabaseError(`${path} is missing, and the index names it`);
  return entryIn(path, bytes);
}

function entryIn(path: string, bytes: Uint8Array): VulnEntry {
  const entry = parseEntry(decode(bytes), path);
  if (!path.endsWith(`/${entry.id}.json`) && path !== `${entry.id}.json`)
    throw new DatabaseError(`${path}: expected the entry of its name, got ${entry.id}`);
  return entry;
}

/**
 * Without an index every `ID.json` is read. Only entries about malicious modules may lie in folders, since the repository that publishes
 * them has a folder for each module.
 */
async function flatDatabase(files: DatabaseFiles, read: Read, limits: DatabaseLimits): Promise<Database> {
  const paths = files.list()?.filter((path) => path.endsWith('.json'));
  if (paths === undefined) throw new DatabaseError(`${INDEX} is missing`);
  if (paths.length === 0)
    throw new DatabaseError(`no vulnerability database found: expected ${INDEX}, or a file ID.json for each entry`);
  const byModule = new Map<string, VulnEntry[]>();
  const hashed: Uint8Array[] = [];
  const ids = new Set<string>();
  for (const path of paths) {
    const id = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
    if (!isEntryId(id) || (id !== path.slice(0, -'.json'.length) && !id.startsWith('MAL-')))
      throw new DatabaseError(`${path}: not a file of a vulnerability database`);
    if (ids.has(id)) throw new DatabaseError(`${path}: ${id} is there twice`);
    const bytes = (await read(path, limits.entry)) ?? new Uint8Array();
    const entry = entryIn(path, bytes);
    hashed.push(Buffer.from(`${id}\n`), bytes);
    ids.add(id);
    for (const module of new Set(entry.affected.map((one) => one.module))) {
      const known = byModule.get(module);
      if (known) known.push(entry);
      else byModule.set(module, [entry]);
    }
  }
  return {
    info: { ...infoOf(files.name, undefined, byModule.size, ids), sha256: sha256(hashed) },
    paths: [...byModule.keys()],
    entriesOf: async (path) => byModule.get(path) ?? [],
  };
}

function infoOf(name: string, modified: string | undefined, modules: number, ids: ReadonlySet<string>) {
  const malicious = [...ids].filter((id) => id.startsWith('MAL-')).length;
  return { name, ...(modified !== undefined && { modified }), modules, entries: ids.size, malicious };
}

function sha256(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
