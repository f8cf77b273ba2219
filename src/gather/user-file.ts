/** Settings files of the user's own that Go reads: go/env, go.env, .netrc. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isDenied } from './exists.ts';

/** A settings file that cannot be believed to be read whole. To go on without it could send private module paths to a public proxy. */
export class UserFileError extends Error {
  override readonly name = 'UserFileError';
}

export const MAX_USER_FILE: number = 1 << 20;

/**
 * Its bytes; undefined where Go goes on without it: it is missing, unreadable or a folder. A device such as /dev/null is empty.
 * @throws UserFileError for a named pipe or socket, which could be waited for without end, for a file of more than 1 MiB, and where
 * Node's permission model forbids to look.
 */
export function readUserFile(path: string): Uint8Array | undefined {
  let file: number;
  try {
    // O_NONBLOCK: opening a named pipe would wait for a writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (isDenied(error))
      throw new UserFileError(`${JSON.stringify(path)}: Node may not read it: add --allow-fs-read, or use --offline`);
    return undefined;
  }
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) return undefined;
    if (stat.isFIFO() || stat.isSocket())
      throw new UserFileError(`${JSON.stringify(path)}: expected a file, got a pipe`);
    if (!stat.isFile()) return new Uint8Array();
    if (stat.size > MAX_USER_FILE)
      throw new UserFileError(`${JSON.stringify(path)}: expected at most ${MAX_USER_FILE} bytes, got ${stat.size}`);
    const bytes = new Uint8Array(stat.size);
    let length = 0;
    for (let n = -1; n !== 0 && length < bytes.length; length += n)
      n = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } catch (error) {
    if (error instanceof UserFileError) throw error;
    return undefined;
  } finally {
    closeSync(file);
  }
}
