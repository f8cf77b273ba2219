/** Whether something is there, where Node's permission model may forbid to look. */
import { existsSync } from 'node:fs';

/** What nobody may look at is as good as missing. Node's own function throws there (before Node 22). */
export function exists(path: string): boolean {
  try {
    return existsSync(path);
  } catch (error) {
    if (isDenied(error)) return false;
    throw error;
  }
}

/** Whether Node's permission model is the reason. */
export function isDenied(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_ACCESS_DENIED';
}

/** Whether Node's permission model forbids to read a file or folder. */
export function isForbidden(path: string): boolean {
  return process.permission?.has('fs.read', path) === false;
}
