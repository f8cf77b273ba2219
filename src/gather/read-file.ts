/** A file that the user named, read up to a limit. */
import { closeSync, openSync, readSync } from 'node:fs';

const BLOCK = 1 << 16;

/**
 * The bytes, or why there are none. A pipe is read to its end (`<(go env)`), a device that never ends up to the limit.
 * @param max bytes.
 */
export function readBounded(file: string, max: number): Uint8Array | { readonly problem: string } {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const blocks: Uint8Array[] = [];
      for (let length = 0; length <= max; ) {
        const block = Buffer.allocUnsafe(BLOCK);
        const n = readSync(descriptor, block, 0, BLOCK, null);
        if (n === 0) return Buffer.concat(blocks);
        blocks.push(block.subarray(0, n));
        length += n;
      }
      return { problem: `is larger than ${max} bytes` };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') return { problem: 'is a folder; use a file' };
    return { problem: code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})` };
  }
}
