/** A vulnerability database in a folder. Links are not followed: what it names is in it. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../go/std/order.ts';
import { DatabaseError } from '../../vuln/json.ts';
import { DATABASE_LIMITS, type DatabaseFiles } from './files.ts';

export function folderFiles(folder: string, name: string, limits = DATABASE_LIMITS): DatabaseFiles {
  return {
    name,
    list: () => orDatabaseError(() => filesBelow(folder, limits.names)),
    read: async (path, max) => readFile(folder, path, max),
  };
}

/** What the system says about a folder that cannot be listed. */
function orDatabaseError<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(`cannot be listed (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}

function filesBelow(folder: string, maxNames: number): string[] {
  const files: string[] = [];
  const pending = [''];
  let names = 0;
  for (let below = pending.pop(); below !== undefined; below = pending.pop()) {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      if (++names > maxNames) throw new DatabaseError(`more than ${maxNames} files`);
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) pending.push(path);
      else if (entry.isFile()) files.push(path);
    }
  }
  return files.sort(compareText);
}

/** O_NONBLOCK: opening a named pipe would wait for a writer. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function readFile(folder: string, path: string, max: number): Uint8Array | undefined {
  let file: number | undefined;
  try {
    file = openSync(join(folder, path), FLAGS);
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new DatabaseError(`${path}: expected a file`);
    if (stat.size > max) throw new DatabaseError(`${path}: ${stat.size} bytes, over the limit of ${max}`);
    const bytes = new Uint8Array(stat.size);
    if (readSync(file, bytes, 0, bytes.length, 0) !== bytes.length) throw new DatabaseError(`${path}: unexpected EOF`);
    return bytes;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(`${path}: cannot be read (${code ?? 'unknown error'})`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
