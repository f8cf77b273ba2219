/** Standard output and standard error, past Node's streams, whose making costs a hook more than all that it says. */
import { writeSync } from 'node:fs';
import type { Printable } from '../../text/printable.ts';

/** Standard output takes no more: a full disk. `name` is what cli.ts looks at. */
export class OutputError extends Error {
  override readonly name = 'UserFileError';
}

/** Throws OutputError. A reader that has seen enough (`| head`) is no error. */
export function print(descriptor: 1 | 2, text: Printable): void {
  const bytes = Buffer.from(text);
  let count = 0;
  try {
    while (count < bytes.length && process.platform !== 'win32') count += writeSync(descriptor, bytes, count);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return;
    if (code !== 'EAGAIN') {
      if (descriptor === 2) return;
      throw new OutputError(`cannot write to standard output (${code})`);
    }
  }
  if (count === bytes.length) return;
  // A console that takes no bytes, or a pipe that somebody made non-blocking and that is full.
  const stream = descriptor === 1 ? process.stdout : process.stderr;
  if (stream.listenerCount('error') === 0) stream.on('error', () => {});
  const before = unwritten;
  unwritten = new Promise((resolve) => {
    stream.write(bytes.subarray(count), () => resolve(before));
  });
}

let unwritten: Promise<void> | undefined;

/** Resolves when all is written that `print` left to a stream. */
export function written(): Promise<void> | undefined {
  return unwritten;
}
