/** A file that the user named, read up to a limit. */
import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes of the first block, and of the largest: most files are small, and each block is made anew. */
const FIRST_BLOCK = 1 << 12;
const BLOCK = 1 << 16;

/**
 * The bytes, or why there are none. A pipe is read to its end (`<(go env)`), a device that never ends up to the limit.
 * @param max bytes.
 */
export function readBounded(file: string, max: number): Uint8Array | { readonly problem: string } {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readAll(descriptor, max);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') return { problem: 'is a folder; use a file' };
    return { problem: code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})` };
  }
}

/** The same of standard input. */
export function readInput(max: number): Uint8Array | { readonly problem: string } {
  try {
    return readAll(0, max);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A pipe that ended, as Windows says it; or nothing is connected.
    if (code === 'EOF' || code === 'EBADF') return new Uint8Array();
    return { problem: `cannot be read (${code ?? 'unknown error'})` };
  }
}

function readAll(descriptor: number, max: number): Uint8Array | { readonly problem: string } {
  const blocks: Uint8Array[] = [];
  for (let length = 0, size = FIRST_BLOCK; length <= max; size = Math.min(2 * size, BLOCK)) {
    const block = Buffer.allocUnsafe(size);
    const n = readSome(descriptor, block);
    if (n === 0) return Buffer.concat(blocks);
    blocks.push(block.subarray(0, n));
    length += n;
  }
  return { problem: `is larger than ${max} bytes` };
}

const PAUSE = 10;

/** Waits where somebody made the pipe non-blocking and nothing has come yet. */
function readSome(descriptor: number, block: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, block, 0, block.length, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
