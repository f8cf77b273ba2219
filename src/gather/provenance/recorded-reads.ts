/** What a run read of its tree, by content: a report that says so can be held against the same files later. */
import { createHash } from 'node:crypto';
import type { Tree } from '../../model/tree.ts';

export interface ReadFile {
  /** SHA-256 of the content, hex; undefined where there was no such file. */
  readonly sha256: string | undefined;
  /** Ids that git gives to this content as a blob, in either hash, also with CRLF as LF. */
  readonly blobs: readonly string[];
}

export interface RecordedReads {
  readonly tree: Tree;
  /** By path; grows as the tree is read. */
  readonly files: ReadonlyMap<string, ReadFile>;
}

export function recordedReads(tree: Tree): RecordedReads {
  const files = new Map<string, ReadFile>();
  const read = async (path: string) => {
    const bytes = await tree.read(path);
    if (!files.has(path)) files.set(path, bytes === undefined ? { sha256: undefined, blobs: [] } : hashed(bytes));
    return bytes;
  };
  return { tree: { ...tree, read }, files };
}

function hashed(bytes: Uint8Array): ReadFile {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const contents = text.includes('\r\n')
    ? [text, Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')]
    : [text];
  return {
    sha256: createHash('sha256').update(text).digest('hex'),
    blobs: contents.flatMap((content) => ['sha1', 'sha256'].map((algorithm) => blobId(algorithm, content))),
  };
}

function blobId(algorithm: string, content: Buffer): string {
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
}
