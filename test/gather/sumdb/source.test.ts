import { afterEach, describe, expect, it } from 'vitest';
import { sumdbSource } from '../../../src/gather/sumdb/source.ts';
import { userEnv } from '../../../src/gather/user-env.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';
import { serveWithSumdb } from '../../support/sumdb-proxy.ts';
import { closeServers } from '../http/servers.ts';

afterEach(closeServers);
const now = () => new Date('2026-06-01T00:00:00Z');
const A = { path: 'example.com/a', version: 'v1.0.0' };
const PROOF: Ask = { kind: 'proof', module: A };

async function sourceFor(env: Record<string, string> = {}, offline = false) {
  const proxy = await serveWithSumdb({ 'example.com/a@v1.0.0': {} });
  const set = { GOPROXY: proxy.url, GOSUMDB: proxy.key, GOENV: 'off', PATH: '', MODWARDEN_CACHE: 'off', ...env };
  return { proxy, source: sumdbSource(userEnv(set, 'linux'), { now, private: [], offline }) };
}

it('gives the lines of the zip and of go.mod, and says who logged them', async () => {
  const { proxy, source } = await sourceFor();
  expect(await source.answer(PROOF)).toEqual({
    known: true,
    source: 'sumdb.example',
    value: { database: 'sumdb.example', lines: (await proxy.sum()).trimEnd().split('\n') },
  });
  source.close();
});

it('answers no other questions', async () => {
  const { proxy, source } = await sourceFor();
  const ask: Ask = { kind: 'mod', module: A };
  expect([await source.answer(ask), source.route(ask)]).toEqual([undefined, undefined]);
  expect(proxy.seen).toEqual([]);
});

it('leaves what it has not kept to the next source where no server is asked', async () => {
  const { proxy, source } = await sourceFor({}, true);
  expect([source.network, await source.answer(PROOF), proxy.seen]).toEqual([false, undefined, []]);
});

describe('what it does not know', () => {
  it.each([
    ['private', { GONOSUMDB: 'example.com' }, 'matches GONOSUMDB'],
    ['offline', { GOSUMDB: 'off' }, 'GOSUMDB=off'],
    ['offline', { GOPROXY: 'off' }, 'GOPROXY=off'],
    ['failed', { GOSUMDB: 'sumdb.example' }, 'invalid GOSUMDB'],
  ])('is %s with %j', async (why, env, detail) => {
    const { source } = await sourceFor(env);
    expect(await source.answer(PROOF)).toMatchObject({ known: false, why, detail: expect.stringContaining(detail) });
  });

  it.each([
    [404, 'missing'],
    [500, 'failed'],
  ])('after an answer with %i is %s', async (status, why) => {
    const { proxy } = await sourceFor();
    const GOSUMDB = `${proxy.key} ${proxy.url}/sumdb/sumdb.example`;
    const { source } = await sourceFor({ GOSUMDB });
    proxy.fail(status);
    expect(await source.answer(PROOF)).toMatchObject({ known: false, why });
    source.close();
  });
});

describe('the way to it', () => {
  it.each([
    ['the proxies, then the database', {}, (host: string) => [host, 'sumdb.example']],
    ['the URL of GOSUMDB alone', { url: 'https://db.example/x' }, () => ['db.example']],
  ])('is %s', async (_, { url }: { url?: string }, expected) => {
    const { proxy } = await sourceFor();
    const { source } = await sourceFor({ GOPROXY: proxy.url, GOSUMDB: `${proxy.key}${url ? ` ${url}` : ''}` });
    expect(source.route(PROOF)).toEqual({ hosts: expected(proxy.host) });
  });

  it('is none where the database is off', async () => {
    const { source } = await sourceFor({ GOSUMDB: 'off' });
    expect(source.route(PROOF)).toMatchObject({ known: false, why: 'offline' });
  });
});
