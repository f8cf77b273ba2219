import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { moduleCache } from '../../../src/gather/facts/module-cache.ts';
import { cachedHashes, cachePlaces } from '../../../src/gather/modcache/cached-hashes.ts';
import { linesOf, moduleZip } from '../../support/sumdb-proxy.ts';

const box = mkdtempSync(join(tmpdir(), 'cached-hashes-'));
afterAll(() => rmSync(box, { recursive: true }));

const MODULE = { path: 'example.com/Big', version: 'v1.0.0' };
const KEY = 'example.com/Big@v1.0.0';
const FILES = { 'a.go': 'package a\n' };
const [ZIP = '', MOD = ''] = (await linesOf(KEY, FILES)).split('\n').map((line) => line.split(' ')[2]);

let caches = 0;
function cacheWith(
  files: Partial<Record<'zip' | 'ziphash' | 'mod' | 'folder' | 'partial', string | Uint8Array>>,
): string {
  const cache = join(box, `cache${caches++}`);
  const places = cachePlaces(cache, MODULE)!;
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  const { folder, partial, ...plain } = files;
  for (const [part, content] of Object.entries(plain)) write(places[part as 'zip'], content);
  if (folder !== undefined) write(join(places.folder, 'a.go'), folder);
  if (folder !== undefined) write(join(places.folder, 'go.mod'), 'module example.com/Big\n');
  if (partial !== undefined) write(places.zip.replace(/zip$/, 'partial'), partial);
  return cache;
}
const hashesIn = (cache: string) => cachedHashes(MODULE, cachePlaces(cache, MODULE)!);

it('hashes each part by itself', async () => {
  const cache = cacheWith({
    zip: moduleZip(KEY, FILES),
    ziphash: `${ZIP}\n`,
    mod: 'module example.com/Big\n',
    folder: FILES['a.go'],
  });
  expect(await hashesIn(cache)).toEqual({ zip: ZIP, ziphash: ZIP, mod: MOD, folder: ZIP });
});

it('says what is there and cannot be hashed, and nothing of what is not there', async () => {
  expect(await hashesIn(cacheWith({ zip: 'PK', folder: '', partial: '' }))).toEqual({
    unreadable: [{ part: 'zip', detail: 'zip: not a valid zip file' }],
  });
  expect(await hashesIn(join(box, 'none'))).toEqual({});
  expect(cachePlaces(box, { path: '../x', version: 'v1.0.0' })).toBeUndefined();
});

it('refuses a zip that Go would not unpack, whatever its hash', async () => {
  const evil = moduleZip(KEY, { ...FILES, '../evil.go': '' });
  const { zip, unreadable } = await hashesIn(cacheWith({ zip: evil }));
  expect([zip, unreadable?.[0]?.part]).toEqual([undefined, 'zip']);
  expect(existsSync(join(box, 'evil.go'))).toBe(false);
});

it('answers facts: what the cache has, and the hash of the zip or else of the folder', async () => {
  const answer = async (cache: string, kind: 'cached' | 'content', module = MODULE) => {
    const found = await moduleCache(cache).answer({ kind, module });
    return found?.known ? found.value : found;
  };
  const full = cacheWith({ zip: moduleZip(KEY, FILES), folder: 'package changed\n' });
  expect(await answer(full, 'content')).toEqual({ hash: ZIP, of: 'zip' });
  expect(await answer(full, 'cached')).toMatchObject({ zip: ZIP, folder: expect.not.stringContaining(ZIP) });
  expect(await answer(cacheWith({ folder: FILES['a.go'] }), 'content')).toEqual({ hash: ZIP, of: 'folder' });
  // A cache that cannot be read is left to the next source, which downloads the zip.
  expect(await answer(cacheWith({ zip: 'PK', folder: FILES['a.go'] }), 'content')).toBeUndefined();
  expect(await answer(cacheWith({ folder: FILES['a.go'], partial: '' }), 'content')).toBeUndefined();
  expect(await answer(join(box, 'none'), 'content')).toBeUndefined();
  expect(await answer(join(box, 'none'), 'cached')).toEqual({});
  expect(await answer('relative', 'cached')).toBeUndefined();
});
