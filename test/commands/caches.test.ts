/** Every file of every cache, damaged in every way: a check says what it says without caches. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { type SumdbProxy, serveWithSumdb } from '../support/sumdb-proxy.ts';

const LICENSE = 'ISC License\n\nPermission to use, copy, modify, and/or distribute this software is hereby granted.\n';
/** In the module cache. */
const C = 'module example.com/c\n\ngo 1.20\n';
const FILES = {
  'go.mod':
    'module example.com/main\n\ngo 1.25\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.1.0\n\texample.com/c v1.2.0\n)\n',
  '.modwarden.yaml': 'extends: [audit]\nrules: { license/policy: { level: error, allow: [MIT] } }\n',
};

/** The files of this test are old by then. */
const NOW = new Date(Date.now() + 3_600_000).toISOString();

let proxy: SumdbProxy;
let box: Box;
let sound: unknown;

async function check(env: Record<string, string> = {}, now = NOW, build = 'one'): Promise<unknown> {
  const { code, out, err } = await box.run(['check', '--format', 'json'], {
    env: { GOSUMDB: proxy.key, ...env },
    now,
    build,
  });
  return { code, out, err };
}

/** Tree heads are no cache: a damaged one is told, for it may hide a fork. */
const files = () =>
  readdirSync(join(box.root, 'cache'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'checked' && !entry.parentPath.endsWith('sumdb-heads'))
    .map((entry) => join(entry.parentPath, entry.name));

beforeAll(async () => {
  proxy = await serveWithSumdb({
    'example.com/a@v1.0.0': { 'a.go': 'package a\n', LICENSE },
    'example.com/c@v1.2.0': { 'go.mod': C, LICENSE },
    'example.com/b@v1.1.0': { 'go.mod': 'module example.com/b\n\ngo 1.20\n', LICENSE: `${LICENSE}\nmore` },
  });
  box = newBox(proxy.url, { ...FILES, 'go.sum': await proxy.sum() });
  const cached = join(box.root, 'mod/cache/download/example.com/c/@v');
  mkdirSync(cached, { recursive: true });
  writeFileSync(join(cached, 'v1.2.0.mod'), C);
  sound = await check({ MODWARDEN_CACHE: 'off' });
  for (let i = 0; i < 3; i++) expect(await check()).toEqual(sound);
});
afterAll(() => {
  box.remove();
  closeServers();
});

it('fills every kind of cache', () => {
  const kinds = new Set(files().map((file) => file.split('/modwarden/')[1]!.split('/')[0]));
  expect([...kinds].sort()).toEqual(['facts-3', 'licenses-1', 'mods-1', 'policy', 'runs-1', 'sumdb-1']);
});

describe('says the same where a file of a cache', () => {
  it('is cut or changed at each 97th byte (of long ones later at each 970th), all files at once', async () => {
    const caches = () => files().filter((file) => !file.includes('/runs-1/'));
    const longest = Math.max(...caches().map((file) => statSync(file).size));
    for (let at = 0, turn = 0; at < longest; at += at < 4_000 ? 97 : 970, turn++) {
      // Packs of runs are cut in test/commands/shared/repeat.test.ts; here one would hide what the others hold.
      rmSync(join(box.root, 'cache/modwarden/runs-1'), { recursive: true, force: true });
      for (const file of caches()) {
        const whole = readFileSync(file);
        if (whole.length <= at) continue;
        if (turn % 2 === 0) truncateSync(file, at);
        else writeFileSync(file, Buffer.from(whole).fill(whole[at]! ^ 0x11, at, at + 1));
      }
      expect([at, await check()]).toEqual([at, sound]);
    }
    expect(longest).toBeGreaterThan(500);
  });

  it.each<readonly [string, (file: string) => void]>([
    ['can be written by others', (file) => chmodSync(file, 0o666)],
    ['is empty', (file) => writeFileSync(file, '')],
    [
      'is a folder',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
    ['cannot be read', (file) => chmodSync(file, 0)],
    ['is from the future', (file) => utimesSync(file, 9e9, 9e9)],
    ...(process.getuid?.() === 0
      ? [['belongs to another user', (file: string) => chownSync(file, 65_534, 65_534)] as const]
      : []),
  ])('%s', async (_, attack) => {
    for (const file of files()) attack(file);
    expect(await check()).toEqual(sound);
    expect(await check()).toEqual(sound);
  });

  it('is of another build', async () => {
    expect(await check({}, NOW, 'two')).toEqual(sound);
    expect(await check()).toEqual(sound);
  });
});

it('says the same where the clock was set back, or the cache cannot be written', async () => {
  const before = new Date(Date.parse(NOW) - 60_000).toISOString();
  expect(await check({}, before)).toEqual(sound);
  const cache = join(box.root, 'cache', 'modwarden');
  chmodSync(cache, 0o500);
  expect(await check()).toEqual(sound);
  chmodSync(cache, 0o700);
});

it('says the same to two checks at once', async () => {
  rmSync(join(box.root, 'cache', 'modwarden'), { recursive: true });
  // One watches the files; to the other it is as if it was asked without a build.
  const both = await Promise.all([
    check(),
    box.run(['check', '--format', 'json'], { env: { GOSUMDB: proxy.key }, now: NOW }),
  ]);
  for (const { code, out, err } of both as { code: number; out: string; err: string }[])
    expect({ code, out, err }).toEqual(sound);
  expect(await check()).toEqual(sound);
});
