import { expect, it } from 'vitest';
import { cacheFolder } from '../../../src/gather/cache/folder.ts';

// os.UserCacheDir of Go 1.25.
it.each<[NodeJS.Platform, Record<string, string>, string | undefined]>([
  ['linux', { HOME: '/home/a' }, '/home/a/.cache/modwarden'],
  ['linux', { HOME: '/home/a', XDG_CACHE_HOME: '/c' }, '/c/modwarden'],
  ['linux', { HOME: '/home/a', XDG_CACHE_HOME: '' }, '/home/a/.cache/modwarden'],
  ['linux', { HOME: '/home/a', XDG_CACHE_HOME: 'c' }, undefined],
  ['linux', { HOME: '' }, undefined],
  ['linux', {}, undefined],
  ['freebsd', { HOME: '/home/a' }, '/home/a/.cache/modwarden'],
  ['darwin', { HOME: '/Users/a', XDG_CACHE_HOME: '/c' }, '/Users/a/Library/Caches/modwarden'],
  ['darwin', {}, undefined],
  ['win32', { LocalAppData: '/l', LOCALAPPDATA: '/m' }, '/l/modwarden'],
  ['win32', { LOCALAPPDATA: '/m', HOME: '/h' }, '/m/modwarden'],
  ['win32', { HOME: '/h' }, undefined],
])('on %s with %o', (platform, env, folder) => {
  expect(cacheFolder(env, platform)).toBe(folder);
  expect(cacheFolder({ ...env, MODWARDEN_CACHE: 'on' }, platform)).toBe(folder);
  expect(cacheFolder({ ...env, MODWARDEN_CACHE: 'off' }, platform)).toBeUndefined();
});
