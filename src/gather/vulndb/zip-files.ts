/** A vulnerability database in a zip: the directory is read first, and only the entries that are asked for are unpacked. */
import { compareText } from '../../go/std/order.ts';
import { isTreePath } from '../../model/tree.ts';
import { DatabaseError } from '../../vuln/json.ts';
import { zipContent } from '../gozip/content.ts';
import { readDirectory, type ZipFileEntry } from '../gozip/directory.ts';
import { zipInMemory } from '../proxy/zip.ts';
import { DATABASE_LIMITS, type DatabaseFiles } from './files.ts';

/** Rejects with DatabaseError. */
export async function zipFiles(bytes: Uint8Array, name: string, limits = DATABASE_LIMITS): Promise<DatabaseFiles> {
  const zip = zipInMemory(bytes);
  const entries = new Map<string, ZipFileEntry>();
  for (const entry of await readDirectory(zip).catch(unreadable)) {
    if (entry.name.endsWith('/')) continue;
    if (!isTreePath(entry.name)) throw new DatabaseError('the zip has names that lead out of it');
    if (entries.has(entry.name)) throw new DatabaseError(`${entry.name}: twice in the zip`);
    entries.set(entry.name, entry);
    if (entries.size > limits.names) throw new DatabaseError(`more than ${limits.names} files`);
  }
  return {
    name,
    list: () => [...entries.keys()].sort(compareText),
    read: async (path, max) => {
      const entry = entries.get(path);
      if (entry === undefined) return undefined;
      if (entry.size > max) throw new DatabaseError(`${path}: ${entry.size} bytes, over the limit of ${max}`);
      const parts: Uint8Array[] = [];
      let length = 0;
      try {
        for await (const part of zipContent(zip, entry)) {
          length += part.length;
          if (length > max) throw new DatabaseError(`more than ${max} bytes`);
          parts.push(part);
        }
      } catch (error) {
        throw new DatabaseError(`${path}: ${(error as Error).message}`);
      }
      return Buffer.concat(parts);
    },
  };
}

function unreadable(error: Error): never {
  throw new DatabaseError(error.message);
}
