/** The SHA-256 of a file, read in pieces. */
import { createHash } from 'node:crypto';
import { openFile } from '../tree/archive/byte-reader.ts';

const PIECE = 1 << 20;

/** Hex. Throws system errors. */
export function fileSha256(path: string): string {
  const file = openFile(path);
  try {
    const hash = createHash('sha256');
    for (let at = 0; at < file.size; at += PIECE) hash.update(file.read(at, Math.min(at + PIECE, file.size)));
    return hash.digest('hex');
  } finally {
    file.close();
  }
}
