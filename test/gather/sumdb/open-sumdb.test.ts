import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openSumdb, sumdbSettings } from '../../../src/gather/sumdb/open-sumdb.ts';
import { userEnv } from '../../../src/gather/user-env.ts';
import { serveWithSumdb } from '../../support/sumdb-proxy.ts';
import { closeServers } from '../http/servers.ts';

const box = mkdtempSync(join(tmpdir(), 'open-sumdb-'));
afterEach(closeServers);
afterAll(() => rmSync(box, { recursive: true }));
const now = () => new Date('2026-06-01T00:00:00Z');
const A = { 'example.com/a@v1.0.0': {} };

async function userOf(env: Record<string, string>) {
  const proxy = await serveWithSumdb(A);
  const user = userEnv({ GOPROXY: proxy.url, GOSUMDB: proxy.key, GOENV: 'off', PATH: '', ...env }, 'linux');
  return { proxy, user };
}

it('adds private paths to GONOSUMDB', () => {
  const user = { GOPROXY: 'p', GOSUMDB: 's', GONOSUMDB: 'a.example' };
  expect(sumdbSettings(user, ['b.example', 'c.example/x']).GONOSUMDB).toBe('a.example,b.example,c.example/x');
  expect(sumdbSettings({ ...user, GONOSUMDB: '' }, []).GONOSUMDB).toBe('');
});

describe('between runs', () => {
  it('keeps what it learned in the cache of the user', async () => {
    const home = join(box, 'home');
    mkdirSync(home, { mode: 0o700 });
    const { proxy, user } = await userOf({ HOME: home });
    const first = openSumdb(user, { now, private: [] });
    const meter = { requests: 0, bytes: 0 };
    expect((await first.lookup('example.com/a', 'v1.0.0')).value?.length).toBe(1);
    first.close();
    const again = openSumdb(user, { now, private: [], meter });
    expect((await again.lookup('example.com/a', 'v1.0.0')).value?.length).toBe(1);
    expect(meter.requests).toBe(0);
    expect(readdirSync(join(home, '.cache', 'modwarden')).sort()).toEqual(['sumdb-1', 'sumdb-heads']);
    const offline = openSumdb(user, { now, private: [], offline: true });
    expect((await offline.lookup('example.com/a', 'v1.0.0')).value?.length).toBe(1);
    expect(proxy.seen.filter((line) => line.includes('/lookup/')).length).toBe(1);
  });

  it('keeps nothing where caches are off', async () => {
    const home = join(box, 'none');
    mkdirSync(home, { mode: 0o700 });
    const { user } = await userOf({ HOME: home, MODWARDEN_CACHE: 'off' });
    const database = openSumdb(user, { now, private: [] });
    expect((await database.lookup('example.com/a', 'v1.0.0')).value?.length).toBe(1);
    database.close();
    expect(readdirSync(home)).toEqual([]);
  });
});

it('asks no server about private modules, nor offline about any', async () => {
  const { proxy, user } = await userOf({ MODWARDEN_CACHE: 'off' });
  const closed = openSumdb(user, { now, private: ['example.com'] });
  expect((await closed.lookup('example.com/a', 'v1.0.0')).failure?.kind).toBe('skipped');
  const offline = openSumdb(user, { now, private: [], offline: true });
  expect((await offline.lookup('example.com/a', 'v1.0.0')).failure).toMatchObject({
    kind: 'missing',
    message: expect.stringContaining('the network is not used'),
  });
  expect(proxy.seen).toEqual([]);
});
