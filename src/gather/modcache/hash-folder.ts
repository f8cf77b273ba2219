/** The `h1:` hash of an extracted module (dirhash.HashDir), which is that of its zip where nobody changed a file. */
import { createHash, hash } from 'node:crypto';
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';
import { type FileSum, folderFileName, hash1 } from '../../go/dirhash/hash1.ts';
import { MAX_ZIP_FILE } from '../../go/dirhash/limits.ts';
import type { Result } from '../../go/std/result.ts';
import { MAX_ENTRIES } from '../gozip/directory.ts';

/**
 * `name`: `MODULE@VERSION`. A symbolic link, which no module has, is an error. `twins`: SHA-256, in hex digits, of files that were just
 * compared with the same in the zip, by the name in the hash.
 */
export function hashFolder(folder: string, name: string, twins?: ReadonlyMap<string, string>): Result<string> {
  try {
    return hash1([...sumsBelow(folder, name, '', { bytes: 0, files: 0, twins })]);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { error: code ?? message };
  }
}

interface Seen {
  bytes: number;
  files: number;
  readonly twins: ReadonlyMap<string, string> | undefined;
}

function* sumsBelow(folder: string, name: string, below: string, seen: Seen): Generator<FileSum> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sumsBelow(file, name, path, seen);
    else if (entry.isFile()) {
      const inHash = folderFileName(name, path);
      yield { name: inHash, sha256: seen.twins?.get(inHash) ?? sha256Of(file, seen) };
    } else throw new Error(`${path} is not a regular file`);
  }
}

/** Nearly all files are smaller, and take one read. */
const block = Buffer.allocUnsafeSlow(1 << 18);

/** A pipe would be waited for, and a link leads elsewhere: hashFolder says so of both. */
const PLAIN = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Whether a file has just this content: to compare costs a small part of another hash. false where it cannot be read or is large. */
export function hasContent(file: string, content: Uint8Array): boolean {
  // One more byte shows whether the file ends there.
  if (content.length >= block.length) return false;
  try {
    const descriptor = openSync(file, PLAIN);
    try {
      const n = readSync(descriptor, block, 0, content.length + 1, null);
      return n === content.length && block.subarray(0, n).equals(content);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

function sha256Of(file: string, seen: Seen): string {
  if (++seen.files > MAX_ENTRIES) throw new Error(`more than ${MAX_ENTRIES} files`);
  const descriptor = openSync(file, 'r');
  try {
    let n = readSync(descriptor, block, 0, block.length, null);
    count(seen, n);
    if (n < block.length) return hash('sha256', block.subarray(0, n), 'hex');
    const sum = createHash('sha256');
    for (; n > 0; n = readSync(descriptor, block, 0, block.length, null), count(seen, n))
      sum.update(block.subarray(0, n));
    return sum.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

function count(seen: Seen, bytes: number): void {
  seen.bytes += bytes;
  if (seen.bytes > MAX_ZIP_FILE) throw new Error(`more than ${MAX_ZIP_FILE} bytes`);
}
