import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CacheTask, checkCachedModule } from '../../../src/gather/modcache/check-module.ts';
import { goModHash } from '../../../src/go/dirhash/hash1.ts';
import { encode } from '../../../src/text/bytes.ts';
import { linesOf, moduleZip } from '../../support/sumdb-proxy.ts';

const box = mkdtempSync(join(tmpdir(), 'modcache-'));
afterAll(() => rmSync(box, { recursive: true }));

const KEY = 'example.com/Big@v1.0.0';
const FILES = { 'a.go': 'package a\n', 'sub/b.go': 'package b\n' };
const DOWNLOAD = 'cache/download/example.com/!big/@v/v1.0.0';
const FOLDER = 'example.com/!big@v1.0.0';
const [ZIP = '', MOD = ''] = (await linesOf(KEY, FILES)).split('\n').map((line) => line.split(' ')[2]);
const TASK: CacheTask = { path: 'example.com/Big', version: 'v1.0.0', zip: [ZIP], mod: [MOD] };
const OTHER = 'h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

let caches = 0;
function cacheWith(changes: Readonly<Record<string, string | Uint8Array | undefined>> = {}): string {
  const cache = join(box, `cache${caches++}`);
  const files = {
    [`${DOWNLOAD}.zip`]: moduleZip(KEY, FILES),
    [`${DOWNLOAD}.ziphash`]: ZIP,
    [`${DOWNLOAD}.mod`]: 'module example.com/Big\n',
    [`${FOLDER}/go.mod`]: 'module example.com/Big\n',
    [`${FOLDER}/a.go`]: FILES['a.go'],
    [`${FOLDER}/sub/b.go`]: FILES['sub/b.go'],
    ...changes,
  };
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(cache, path)), { recursive: true });
    writeFileSync(join(cache, path), content);
  }
  return cache;
}
const evil = moduleZip(KEY, { ...FILES, 'a.go': 'package evil\n' });
const found = async (cache: string, task: CacheTask = TASK) =>
  (await checkCachedModule(cache, task)).problems.map(({ kind }) => kind);

it('finds nothing where all is as go.sum says', async () => {
  expect(await checkCachedModule(cacheWith(), TASK)).toEqual({ cached: true, problems: [] });
});

it('says of each part what differs, with both hashes, in one order', async () => {
  const about = { path: 'example.com/Big', version: 'v1.0.0' };
  const [evilZip] = (await linesOf(KEY, { ...FILES, 'a.go': 'package evil\n' }))
    .split('\n')
    .map((l) => l.split(' ')[2]);
  const evilMod = await goModHash(encode('module x\n'));
  const cache = cacheWith({
    [`${DOWNLOAD}.zip`]: evil,
    [`${DOWNLOAD}.ziphash`]: OTHER,
    [`${DOWNLOAD}.mod`]: 'module x\n',
    [`${FOLDER}/a.go`]: 'package evil\n',
  });
  const file = (end: string) => join(cache, `${DOWNLOAD}.${end}`);
  expect(await checkCachedModule(cache, TASK)).toEqual({
    cached: true,
    problems: [
      { ...about, kind: 'mod', file: file('mod'), expected: MOD, found: evilMod },
      { ...about, kind: 'ziphash', file: file('ziphash'), expected: ZIP, found: OTHER },
      { ...about, kind: 'zip', file: file('zip'), expected: ZIP, found: evilZip },
      { ...about, kind: 'folder', file: join(cache, FOLDER), expected: ZIP, found: evilZip },
    ],
  });
});

it('says what is missing or cannot be read, and why', async () => {
  const about = { path: 'example.com/Big', version: 'v1.0.0' };
  const cache = cacheWith({ [`${DOWNLOAD}.ziphash`]: undefined, [`${DOWNLOAD}.zip`]: 'PK' });
  expect(await checkCachedModule(cache, TASK)).toEqual({
    cached: true,
    problems: [
      { ...about, kind: 'ziphash', file: join(cache, `${DOWNLOAD}.ziphash`), detail: 'missing' },
      { ...about, kind: 'unreadable', file: join(cache, `${DOWNLOAD}.zip`), detail: 'zip: not a valid zip file' },
    ],
  });
});

it('is cached by its content, or by a go.mod that go.sum has a line for', async () => {
  const none = { [`${DOWNLOAD}.zip`]: undefined, [`${FOLDER}/go.mod`]: undefined, [`${FOLDER}/a.go`]: undefined };
  const modOnly = { ...none, [`${FOLDER}/sub/b.go`]: undefined };
  expect(await checkCachedModule(cacheWith(modOnly), TASK)).toEqual({ cached: true, problems: [] });
  expect(await checkCachedModule(cacheWith(modOnly), { ...TASK, mod: [] })).toEqual({ cached: false, problems: [] });
  // Another hash of a zip that is not there is nobody's.
  const alone = cacheWith({ ...modOnly, [`${DOWNLOAD}.ziphash`]: OTHER, [`${DOWNLOAD}.mod`]: undefined });
  expect(await checkCachedModule(alone, TASK)).toEqual({ cached: false, problems: [] });
  const folderOnly = cacheWith({ [`${DOWNLOAD}.zip`]: undefined, [`${DOWNLOAD}.mod`]: undefined });
  expect(await checkCachedModule(folderOnly, TASK)).toEqual({ cached: true, problems: [] });
  expect(await checkCachedModule(cacheWith({ [`${DOWNLOAD}.mod`]: 'module x\n' }), { ...TASK, mod: [] })).toEqual({
    cached: true,
    problems: [],
  });
});

it('takes any of the hashes that go.sum has', async () => {
  expect(await found(cacheWith(), { ...TASK, zip: [OTHER, ZIP], mod: [OTHER, MOD] })).toEqual([]);
  expect(await found(cacheWith(), { ...TASK, zip: [OTHER], mod: [OTHER] })).toEqual([
    'mod',
    'ziphash',
    'zip',
    'folder',
  ]);
});

it.each<[string, Record<string, string | Uint8Array | undefined>, string[]]>([
  ['another zip', { [`${DOWNLOAD}.zip`]: evil }, ['zip']],
  ['a file too many', { [`${FOLDER}/c.go`]: '' }, ['folder']],
  ['another go.mod', { [`${DOWNLOAD}.mod`]: 'module x\n' }, ['mod']],
  ['another hash beside the zip', { [`${DOWNLOAD}.ziphash`]: OTHER }, ['ziphash']],
  ['no hash beside the zip', { [`${DOWNLOAD}.ziphash`]: undefined }, ['ziphash']],
  ['a hash that is none', { [`${DOWNLOAD}.ziphash`]: 'h1:x' }, ['ziphash']],
  ['no zip', { [`${DOWNLOAD}.zip`]: 'PK' }, ['unreadable']],
  ['a folder that was not extracted to its end', { [`${DOWNLOAD}.partial`]: '', [`${FOLDER}/a.go`]: '' }, []],
])('with %s', async (_, changes, kinds) => {
  expect(await found(cacheWith(changes))).toEqual(kinds);
});

it('refuses symbolic links, which no module has', async () => {
  const cache = cacheWith();
  symlinkSync('a.go', join(cache, FOLDER, 'link.go'));
  expect(await found(cache)).toEqual(['unreadable']);
});

describe('without a line in go.sum', () => {
  it('the hash beside the zip is all there is, as for go mod verify', async () => {
    const task = { ...TASK, zip: [], mod: [] };
    expect(await found(cacheWith(), task)).toEqual([]);
    expect(await found(cacheWith({ [`${DOWNLOAD}.zip`]: evil }), task)).toEqual(['zip']);
  });
});

it('finds a cache that fits itself and not go.sum, which go mod verify does not', async () => {
  const [hash = ''] = (await linesOf(KEY, { ...FILES, 'a.go': 'package evil\n' }))
    .split('\n')
    .map((l) => l.split(' ')[2]);
  const cache = cacheWith({
    [`${DOWNLOAD}.zip`]: evil,
    [`${DOWNLOAD}.ziphash`]: hash,
    [`${FOLDER}/a.go`]: 'package evil\n',
  });
  expect(await found(cache)).toEqual(['ziphash', 'zip', 'folder']);
});

it('passes over what is not in the cache, and paths that no module has', async () => {
  expect(await checkCachedModule(join(box, 'none'), TASK)).toEqual({ cached: false, problems: [] });
  expect(await checkCachedModule(box, { ...TASK, path: '../x' })).toEqual({ cached: false, problems: [] });
});
