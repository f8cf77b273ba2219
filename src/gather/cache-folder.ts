/** Where modwarden keeps what it can get again: os.UserCacheDir()/modwarden. */
import { lstatSync, mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Environment } from './http/web-proxy.ts';

/** undefined where caches are switched off (MODWARDEN_CACHE=off) or there is no such folder for this user. */
export function cacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string | undefined {
  if (env.MODWARDEN_CACHE === 'off') return undefined;
  const base = userCacheFolder(env, platform);
  return base && join(base, 'modwarden');
}

function userCacheFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return env.LocalAppData || env.LOCALAPPDATA || undefined;
  const home = env.HOME || undefined;
  if (platform === 'darwin') return home && join(home, 'Library', 'Caches');
  if (env.XDG_CACHE_HOME) return isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : undefined;
  return home && join(home, '.cache');
}

/**
 * Makes the folder for this user alone. false: it cannot be had, or it belongs to another user or can be written by others, so what lies
 * there cannot be believed.
 */
export function ownFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isOwn(folder);
  } catch {
    return false;
  }
}

/** As ownFolder, without making it. */
export function isOwn(folder: string): boolean {
  const stat = statOf(folder);
  if (!stat?.isDirectory()) return false;
  return process.getuid === undefined || (stat.uid === process.getuid() && (stat.mode & 0o022) === 0);
}

/** A folder above it that this user may not enter is as good as none. */
function statOf(folder: string) {
  try {
    return lstatSync(folder, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
