/** Which kind of archive a file is, by its first bytes and not by its name. */
import { statSync } from 'node:fs';
import { openFile } from './byte-reader.ts';
import { BLOCK, isTarHeader } from './tar-header.ts';

export type ArchiveKind = 'tar' | 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'zip' | 'bundle';

/** By its first bytes; undefined for what is no archive. */
export function archiveKind(start: Uint8Array): ArchiveKind | undefined {
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString('latin1');
  for (const [kind, mark] of MARKS) if (text.startsWith(mark)) return kind;
  return isTarHeader(start) ? 'tar' : undefined;
}

const MARKS: readonly (readonly [ArchiveKind, string])[] = [
  ['gzip', '\x1f\x8b'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['xz', '\xfd7zXZ\0'],
  ['bzip2', 'BZh'],
  ['zip', 'PK\x03\x04'],
  // Without entries.
  ['zip', 'PK\x05\x06'],
  ['bundle', '# v2 git bundle\n'],
  ['bundle', '# v3 git bundle\n'],
];

/** The first bytes of a file, as many as `archiveKind` wants. Throws system errors. */
export function startOf(path: string): Uint8Array {
  const file = openFile(path);
  try {
    return file.read(0, Math.min(file.size, BLOCK));
  } finally {
    file.close();
  }
}

/** Whether it is a file that holds a tree. What cannot be read is none. */
export function isArchive(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true && archiveKind(startOf(path)) !== undefined;
  } catch {
    return false;
  }
}
