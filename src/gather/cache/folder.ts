/** Where modwarden keeps what it can get again: os.UserCacheDir()/modwarden. */
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../http/web-proxy.ts';

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
