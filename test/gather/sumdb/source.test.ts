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
  expect([source.name, source.network]).toEqual(['checksum database', true]);
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
  const OFFLINE = 'module lookup disabled by GOPROXY=off';
  const PRIVATE = 'example.com/a matches GONOSUMDB: the checksum database is not asked about it';
  const hint = 'list the paths of private modules under "private" in the policy: their lines are then not checked';
  it.each([
    [{ GONOSUMDB: 'example.com' }, { why: 'private', detail: PRIVATE, hint }],
    [{ GOSUMDB: 'off' }, { why: 'offline', detail: 'checksum database disabled by GOSUMDB=off' }],
    [{ GOPROXY: 'off' }, { why: 'offline', detail: OFFLINE }],
    [{ GOSUMDB: 'sumdb.example' }, { why: 'failed', detail: expect.stringMatching(/^invalid GOSUMDB/) }],
  ])('is told with %j', async (env, unknown) => {
    const { source, proxy } = await sourceFor(env);
    expect(await source.answer(PROOF)).toEqual({ known: false, ...unknown });
    if (unknown.why !== 'private') expect(source.route(PROOF)).toEqual({ known: false, ...unknown });
    expect(proxy.seen).toEqual([]);
    source.close();
  });

  it('may be asked for though GOPROXY is off, where GOSUMDB has a URL', async () => {
    const { proxy } = await sourceFor();
    const GOSUMDB = `${proxy.key} ${proxy.url}/sumdb/sumdb.example`;
    const { source } = await sourceFor({ GOSUMDB, GOPROXY: 'off' });
    expect(await source.answer(PROOF)).toMatchObject({ known: true, source: 'sumdb.example' });
    source.close();
  });

  const NOT_FOUND =
    'if the module is private, list it under "private" in the policy; if it is public, this version was never published, or is gone';
  it.each([
    [404, { why: 'missing', detail: /^the checksum database does not know this version: .*404/s, hint: NOT_FOUND }],
    [500, { why: 'failed', detail: /^example\.com\/a@v1\.0\.0: .*500/s }],
  ])('after an answer with %i', async (status, { detail, ...unknown }) => {
    const { proxy } = await sourceFor();
    const GOSUMDB = `${proxy.key} ${proxy.url}/sumdb/sumdb.example`;
    const { source } = await sourceFor({ GOSUMDB });
    proxy.fail(status);
    expect(await source.answer(PROOF)).toEqual({ known: false, detail: expect.stringMatching(detail), ...unknown });
    source.close();
  });
});

describe('the way to it', () => {
  it.each([
    ['the proxies, then the database', {}, (host: string) => [host, 'sumdb.example']],
    [
      'every proxy once, then the database',
      { more: 'https://b.example:8443/x,direct' },
      (host: string) => [host, 'b.example:8443', 'sumdb.example'],
    ],
    ['the URL of GOSUMDB alone', { url: 'https://db.example/x' }, () => ['db.example']],
  ])('is %s', async (_, { url, more }: { url?: string; more?: string }, expected) => {
    const { proxy } = await sourceFor();
    const { source } = await sourceFor({
      GOPROXY: [proxy.url, ...(more ? [more] : [])].join(),
      GOSUMDB: `${proxy.key}${url ? ` ${url}` : ''}`,
    });
    expect(source.route(PROOF)).toEqual({ hosts: expected(proxy.host) });
  });

  it('is none where the database is off', async () => {
    const { source } = await sourceFor({ GOSUMDB: 'off' });
    expect(source.route(PROOF)).toMatchObject({ known: false, why: 'offline' });
  });
});
