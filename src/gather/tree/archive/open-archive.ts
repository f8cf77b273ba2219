/** The tree in an archive. */
import { createReadStream } from 'node:fs';
import * as zlib from 'node:zlib';
import { TREE_LIMITS, type Tree, type TreeLimits } from '../../../model/tree.ts';
import type { ArchiveKind } from './archive-kind.ts';
import { archiveTree } from './archive-tree.ts';
import { fileReader, type OpenFile, openFile, streamReader } from './byte-reader.ts';
import { ArchiveError } from './entry.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits, RATIO_FROM } from './limits.ts';
import { readTar } from './tar.ts';
import { readZip } from './zip.ts';

export interface OpenArchive {
  readonly tree: Tree;
  /** The commit that `git archive` notes in a tar. */
  readonly commit: string | undefined;
  close(): void;
}

/** Of any kind but a bundle. Throws ArchiveError; system errors pass. */
export async function openArchive(
  path: string,
  kind: Exclude<ArchiveKind, 'bundle'>,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
  treeLimits: TreeLimits = TREE_LIMITS,
): Promise<OpenArchive> {
  const file = openFile(path);
  try {
    const { entries, commit } = await contentOf(path, kind, file, limits, treeLimits);
    return { tree: archiveTree(entries, limits, treeLimits), commit, close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

async function contentOf(
  path: string,
  kind: Exclude<ArchiveKind, 'bundle'>,
  file: OpenFile,
  limits: ArchiveLimits,
  { maxFileSize }: TreeLimits,
) {
  if (kind === 'zip') return { entries: await readZip(file, limits), commit: undefined };
  if (kind === 'tar') return readTar(fileReader(file), limits, maxFileSize);
  const unpacked = bounded(unpack(path, kind), file.size, limits);
  return readTar(streamReader(unpacked), limits, maxFileSize);
}

async function* unpack(path: string, kind: 'gzip' | 'zstd' | 'xz' | 'bzip2'): AsyncGenerator<Uint8Array> {
  const unpacker = kind === 'gzip' ? zlib.createGunzip() : kind === 'zstd' ? zstd() : undefined;
  if (unpacker === undefined)
    throw new ArchiveError(
      `it is packed with ${kind}, which this Node.js cannot unpack: unpack it first (${UNPACK[kind as 'xz']}) and check the .tar`,
    );
  const source = createReadStream(path);
  source.on('error', (error) => unpacker.destroy(error));
  source.pipe(unpacker);
  try {
    for await (const piece of unpacker) yield piece as Buffer;
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(`it cannot be unpacked: ${(error as Error).message}`);
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}

const UNPACK = { zstd: 'zstd -d FILE', xz: 'xz -d FILE', bzip2: 'bzip2 -d FILE' } as const;

/** Node.js has it from 22.15 on. */
function zstd(): zlib.Gunzip | undefined {
  const create = (zlib as { createZstdDecompress?: () => zlib.Gunzip }).createZstdDecompress;
  return create?.();
}

/** Ends as soon as more comes out than may. */
async function* bounded(
  pieces: AsyncIterable<Uint8Array>,
  packed: number,
  { unpacked, ratio }: ArchiveLimits,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    if (total > unpacked)
      throw new ArchiveError(`it unpacks to more than ${unpacked} bytes: unpack it and check the folder`);
    if (total > RATIO_FROM && total > ratio * packed) throw new ArchiveError(`it is packed more than ${ratio} to 1`);
    yield piece;
  }
}
