/** Entries of an archive, and the names they may have. Nothing is ever unpacked to disk. */
import { quoted } from '../../../text/quoted.ts';
import type { ArchiveLimits } from './limits.ts';

export interface ArchiveEntry {
  /** As the archive has it. */
  readonly name: string;
  /** `hard`: the same content as the entry named `target`. */
  readonly kind: 'file' | 'folder' | 'link' | 'hard';
  /** Bytes. */
  readonly size: number;
  /** Of links: where they lead, as the archive has it. */
  readonly target?: string;
  /** The content; rejects where the archive is damaged there. */
  read(): Promise<Uint8Array>;
}

/** Why an archive is not read; one sentence without the archive's name. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/**
 * The path in the tree; '' for the top. Throws ArchiveError for names that lead out of the archive, in the notation of any system, or
 * that are over a limit.
 */
export function entryPath(name: string, { name: maxName, depth }: ArchiveLimits): string {
  if (name.length > maxName) throw new ArchiveError(`an entry has a name of more than ${maxName} characters`);
  if (name.includes('\0')) throw new ArchiveError(`the name of the entry ${quoted(name)} holds a NUL`);
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(name)) throw new ArchiveError(`the entry ${quoted(name)} has an absolute path`);
  const elements = name.split('/').filter((element) => element !== '' && element !== '.');
  if (name.split(/[/\\]/).includes('..'))
    throw new ArchiveError(`the entry ${quoted(name)} points outside the archive`);
  if (elements.length > depth) throw new ArchiveError(`the entry ${quoted(name)} is more than ${depth} folders deep`);
  return elements.join('/');
}
