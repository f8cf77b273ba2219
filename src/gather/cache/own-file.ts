/** Files of this user's own, read without waiting for anything and replaced whole. */
import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isOwn } from './trusted-folder.ts';

const DAY = 24 * 3_600_000;
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Its bytes; undefined where there is no such file, and for a pipe, a device, a folder, a symlink, a file of another user's or one of more
 * than `maxBytes`. `now`: marks a file that is used as young; once a day is enough.
 */
export function readOwnFile(path: string, maxBytes: number, now?: Date): Buffer | undefined {
  let file: number | undefined;
  try {
    // O_NONBLOCK: opening a named pipe would wait for a writer.
    file = openSync(path, FLAGS);
    const stat = fstatSync(file);
    if (!stat.isFile() || !isOwn(stat) || stat.size > maxBytes) return undefined;
    const bytes = Buffer.allocUnsafeSlow(stat.size);
    let length = 0;
    for (let n = -1; n !== 0 && length < bytes.length; length += n)
      n = readSync(file, bytes, length, bytes.length - length, null);
    if (now && now.getTime() - stat.mtimeMs > DAY) touch(file, now);
    return length === bytes.length ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function touch(file: number, now: Date): void {
  try {
    futimesSync(file, now, now);
  } catch {}
}

/** Writes `draft`, which must not exist, and gives it the name `path`, whatever lies there. Never throws; false where it cannot. */
export function replaceOwnFile(path: string, draft: string, content: Uint8Array | string): boolean {
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
  } catch {
    remove(draft);
    return false;
  }
  for (let tries = 0; tries < 2; tries++) {
    try {
      renameSync(draft, path);
      return true;
    } catch {
      // A folder keeps its name.
      if (tries === 0) remove(path);
    }
  }
  remove(draft);
  return false;
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {}
}
