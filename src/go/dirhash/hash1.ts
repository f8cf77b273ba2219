/** `h1:` hashes, as go.sum has them of a module's files and of a go.mod (golang.org/x/mod/sumdb/dirhash, Hash1). */
import { createHash, hash } from 'node:crypto';
import { encode } from '../../text/bytes.ts';
import { join } from '../path/file-path.ts';
import { compareText } from '../std/order.ts';
import type { Result } from '../std/result.ts';

/** A file's name in the hash, as go.sum counts it: `MODULE@VERSION/PATH`. */
export interface FileSum {
  /** With `/` between its elements. Bytes that are not UTF-8 as text/bytes.ts has them. */
  readonly name: string;
  /** SHA-256 of the content, in hex digits. */
  readonly sha256: string;
}

/** The bytes of a file, whole or in pieces. */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** Of a list of files in any order. Every entry counts, also where a name comes twice. */
export function hash1(files: readonly FileSum[]): Result<string> {
  // A name with a newline could stand for two files.
  if (files.some(({ name }) => name.includes('\n')))
    return { error: 'dirhash: filenames with newlines are not supported' };
  const sorted = [...files].sort((a, b) => compareText(a.name, b.name));
  const lines = sorted.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  return { value: `h1:${hash('sha256', encode(lines), 'base64')}` };
}

/** A stream is read to its end; what it throws goes to the caller. */
export async function fileSum(name: string, content: Content): Promise<FileSum> {
  if (content instanceof Uint8Array) return { name, sha256: hash('sha256', content, 'hex') };
  const sum = createHash('sha256');
  for await (const part of content) sum.update(part);
  return { name, sha256: sum.digest('hex') };
}

/** What the `/go.mod` lines of go.sum have: the hash of the go.mod as a proxy serves it. */
export async function goModHash(content: Content): Promise<string> {
  return hash1([await fileSum('go.mod', content)]).value!;
}

/**
 * The name in the hash of a file below a folder (dirhash.DirFiles): `prefix` stands for the folder's own name, `MODULE@VERSION` for a
 * module. A zip has the full names itself.
 */
export function folderFileName(prefix: string, path: string): string {
  return join(prefix, path);
}
