/** The entries of a zip, by the same reader that checks module zips; contents are unpacked when they are asked for. */
import { decode } from '../../../text/bytes.ts';
import { quoted } from '../../../text/quoted.ts';
import { zipContent } from '../../gozip/content.ts';
import { readDirectory, type ZipFileEntry } from '../../gozip/directory.ts';
import type { OpenFile } from './byte-reader.ts';
import { type ArchiveEntry, ArchiveError, entryPath } from './entry.ts';
import type { ArchiveLimits } from './limits.ts';

/** Bytes of a link's target. */
const MAX_TARGET = 4096;

/** Throws ArchiveError. */
export async function readZip(file: OpenFile, limits: ArchiveLimits): Promise<ArchiveEntry[]> {
  const zip = { size: file.size, read: async (start: number, end: number) => file.read(start, end) };
  const directory = await readDirectory(zip).catch((error: Error) => {
    throw new ArchiveError(error.message);
  });
  if (directory.length > limits.entries) throw new ArchiveError(`it has more than ${limits.entries} entries`);
  const seen = new Set<string>();
  const entries: ArchiveEntry[] = [];
  for (const entry of directory) {
    const path = entryPath(entry.name, limits);
    // Readers differ on which of them counts.
    if (seen.has(path) && !entry.name.endsWith('/')) throw new ArchiveError(`it has two entries ${quoted(path)}`);
    seen.add(path);
    entries.push(await zipEntry(entry, () => whole(zipContent(zip, entry))));
  }
  return entries;
}

const ENCRYPTED = 1;

async function zipEntry(entry: ZipFileEntry, read: () => Promise<Uint8Array>): Promise<ArchiveEntry> {
  const { name, size, flags } = entry;
  if (flags & ENCRYPTED) throw new ArchiveError(`the entry ${quoted(name)} is encrypted`);
  if (name.endsWith('/')) return { name, kind: 'folder', size: 0, read };
  const kind = KINDS.get(entry.mode & 0o170000);
  if (kind === undefined) throw new ArchiveError(`the entry ${quoted(name)} is a device, a named pipe or a socket`);
  if (kind !== 'link') return { name, kind, size, read };
  if (size > MAX_TARGET)
    throw new ArchiveError(`the link ${quoted(name)} has a target of more than ${MAX_TARGET} bytes`);
  return { name, kind, size: 0, target: decode(await read()), read };
}

/** Of the mode that Unix notes; 0 where the zip was written elsewhere. */
const KINDS: ReadonlyMap<number, ArchiveEntry['kind']> = new Map([
  [0, 'file'],
  [0o100000, 'file'],
  [0o040000, 'folder'],
  [0o120000, 'link'],
]);

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
