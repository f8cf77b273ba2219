/** The `h1:` hash of an extracted module (dirhash.HashDir), which is that of its zip where nobody changed a file. */
import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type FileSum, folderFileName, hash1 } from '../../go/dirhash/hash1.ts';
import { MAX_ZIP_FILE } from '../../go/dirhash/limits.ts';
import type { Result } from '../../go/std/result.ts';
import { MAX_ENTRIES } from '../gozip/directory.ts';

/** `name`: `MODULE@VERSION`. A symbolic link, which no module has, is an error. */
export function hashFolder(folder: string, name: string): Result<string> {
  try {
    return hash1([...sumsBelow(folder, name, '', { bytes: 0, files: 0 })]);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { error: code ?? message };
  }
}

interface Seen {
  bytes: number;
  files: number;
}

function* sumsBelow(folder: string, name: string, below: string, seen: Seen): Generator<FileSum> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const file = join(folder, entry.name);
    if (entry.isDirectory()) yield* sumsBelow(file, name, path, seen);
    else if (entry.isFile()) yield { name: folderFileName(name, path), sha256: sha256Of(file, seen) };
    else throw new Error(`${path} is not a regular file`);
  }
}

/** Nearly all files are smaller, and take one read. */
const block = Buffer.allocUnsafeSlow(1 << 18);

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
