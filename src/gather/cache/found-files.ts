/** What lies in a cache's folder. Nothing here ever fails. */
import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';

export interface FoundFile {
  readonly path: string;
  readonly stat: Stats;
}

/** All regular files, in folders below as well; none where there is no folder. */
export function filesBelow(folder: string | undefined): FoundFile[] {
  if (folder === undefined) return [];
  const entries = attempt(() => readdirSync(folder, { recursive: true, withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const stat = entry.isFile() ? attempt(() => lstatSync(path)) : undefined;
    return stat === undefined ? [] : [{ path, stat }];
  });
}

/** How many files, and their bytes together. */
export function sizeOf(files: readonly FoundFile[]): { readonly files: number; readonly bytes: number } {
  return { files: files.length, bytes: files.reduce((sum, { stat }) => sum + stat.size, 0) };
}

/** What another run removed meanwhile, a full disk, a read-only folder: all the same to a cache. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
