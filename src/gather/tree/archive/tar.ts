/**
 * The entries of a tar. A reader of our own: libraries for tars unpack them to disk or hand out every entry's stream, and an archive that
 * is not trusted must be refused by its names, kinds and sizes before anything of it is kept.
 */
import { decode } from '../../../text/bytes.ts';
import { quoted } from '../../../text/quoted.ts';
import type { ByteReader } from './byte-reader.ts';
import { type ArchiveEntry, ArchiveError, entryPath } from './entry.ts';
import type { ArchiveLimits } from './limits.ts';
import { BLOCK, paxRecords, paxSize, type TarHeader, tarHeader } from './tar-header.ts';

/** Bytes of a header that only says something about the next entry. */
export const MAX_TAR_HEADER: number = 1 << 20;

export interface TarContent {
  readonly entries: readonly ArchiveEntry[];
  /** The commit that `git archive` notes. */
  readonly commit: string | undefined;
}

/** `maxFileSize`: bytes of a file above which its content is not kept. Throws ArchiveError. */
export async function readTar(bytes: ByteReader, limits: ArchiveLimits, maxFileSize: number): Promise<TarContent> {
  const entries: ArchiveEntry[] = [];
  let commit: string | undefined;
  let global: ReadonlyMap<string, string> = new Map();
  let next: Extended = {};
  for (let count = 0; ; count++) {
    if (count > limits.entries) throw new ArchiveError(`it has more than ${limits.entries} entries`);
    const block = await bytes.take(BLOCK);
    const header = block && tarHeader(block);
    if (header === undefined) return { entries, commit };
    if (Object.hasOwn(EXTENDING, header.type)) {
      const content = await extendedContent(bytes, header);
      const records = 'xg'.includes(header.type) ? paxRecords(content) : undefined;
      if (header.type === 'g') {
        global = new Map([...global, ...records!]);
        commit ??= /^[0-9a-f]{40,64}$/.exec(records!.get('comment') ?? '')?.[0];
      } else next = { ...next, ...(records ? fromPax(new Map([...global, ...records])) : fromGnu(header, content)) };
      continue;
    }
    const entry = { ...header, ...fromPax(global), ...next };
    next = {};
    entries.push(await readEntry(bytes, entry, limits, maxFileSize));
  }
}

/** What extended headers say of the next entry. */
type Extended = Partial<Pick<TarHeader, 'name' | 'linkName' | 'size'>>;

/** Headers about the entry that follows them. */
const EXTENDING: Readonly<Record<string, string>> = {
  x: 'pax',
  g: 'pax, for all that follow',
  L: 'GNU: a long name',
  K: 'GNU: a long link name',
};

async function extendedContent(bytes: ByteReader, { size }: TarHeader): Promise<Uint8Array> {
  if (size > MAX_TAR_HEADER) throw new ArchiveError(`a header has more than ${MAX_TAR_HEADER} bytes`);
  return (await bytes.pass(padded(size), true))().subarray(0, size);
}

function fromGnu({ type }: TarHeader, content: Uint8Array): Extended {
  const end = content.indexOf(0);
  const text = decode(end < 0 ? content : content.subarray(0, end));
  return type === 'L' ? { name: text } : { linkName: text };
}

function fromPax(records: ReadonlyMap<string, string>): Extended {
  for (const key of records.keys())
    if (key.startsWith('GNU.sparse.')) throw new ArchiveError('it holds a sparse file, which is not supported');
  const [name, linkName, size] = ['path', 'linkpath', 'size'].map((key) => records.get(key));
  return {
    ...(name !== undefined && { name }),
    ...(linkName !== undefined && { linkName }),
    ...(size !== undefined && { size: paxSize(size) }),
  };
}

async function readEntry(
  bytes: ByteReader,
  { name, type, size, linkName }: TarHeader,
  limits: ArchiveLimits,
  maxFileSize: number,
): Promise<ArchiveEntry> {
  // Refused before its content is read.
  entryPath(name, limits);
  const kind = KINDS[type];
  if (kind === undefined)
    throw new ArchiveError(`the entry ${quoted(name)} is ${OTHER_KINDS[type] ?? 'of an unknown kind'}`);
  // Old archives mark a folder by its name alone.
  if (kind === 'file' && !name.endsWith('/')) {
    const content = await bytes.pass(padded(size), size <= maxFileSize);
    return { name, kind, size, read: async () => content().subarray(0, size) };
  }
  if (kind === 'file' || kind === 'folder') await bytes.pass(padded(size), false);
  const none = async () => new Uint8Array(0);
  return kind === 'file' || kind === 'folder'
    ? { name, kind: 'folder', size: 0, read: none }
    : { name, kind, size: 0, target: linkName, read: none };
}

const KINDS: Readonly<Record<string, ArchiveEntry['kind']>> = {
  '0': 'file',
  '7': 'file',
  '1': 'hard',
  '2': 'link',
  '5': 'folder',
};

const OTHER_KINDS: Readonly<Record<string, string>> = {
  '3': 'a device',
  '4': 'a device',
  '6': 'a named pipe',
  S: 'a sparse file, which is not supported',
  M: 'the rest of a file in another archive',
};

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}
