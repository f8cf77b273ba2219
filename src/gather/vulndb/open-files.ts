/** What the user named as a vulnerability database: a folder, a zip, a file:// URL of either, or a server. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseError } from '../../vuln/json.ts';
import { readBounded } from '../read-file.ts';
import { DATABASE_LIMITS, type DatabaseFiles } from './files.ts';
import { folderFiles } from './folder-files.ts';

/** A place that is asked over the network. */
export function isServer(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** `cwd`: where a relative path begins. Rejects with DatabaseError. */
export async function openLocalFiles(location: string, cwd: string): Promise<DatabaseFiles> {
  const path = localPath(location, cwd);
  if (isFolder(path)) return folderFiles(path, location);
  const bytes = readBounded(path, DATABASE_LIMITS.total);
  if ('problem' in bytes) throw new DatabaseError(bytes.problem);
  const { zipFiles } = await import('./zip-files.ts');
  return zipFiles(bytes, location);
}

function localPath(location: string, cwd: string): string {
  if (!/^file:/i.test(location)) return resolve(cwd, location);
  try {
    return fileURLToPath(location);
  } catch {
    throw new DatabaseError('expected a file:// URL with an absolute path');
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    // Reading it says why it cannot be read.
    return false;
  }
}
