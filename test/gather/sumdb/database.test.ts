import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { runLimits } from '../../../src/gather/http/limits.ts';
import { checksumDatabase, type SumdbSettings } from '../../../src/gather/sumdb/database.ts';
import { type Database, databaseBase } from '../../../src/gather/sumdb/route.ts';
import { memorySumdbStore, type SumdbStore, sumdbStoreAt } from '../../../src/gather/sumdb/store.ts';
import { parseProxyList } from '../../../src/go/env/goproxy.ts';
import { parseSumdb } from '../../../src/go/env/gosumdb.ts';
import { encode } from '../../../src/text/bytes.ts';
import { recordOf, type TestLog, testLog } from '../../support/sumdb-log.ts';
import { closeServers, serve } from '../http/servers.ts';

const LOG = testLog(300);
const FORKED = testLog(300, { replaced: { 290: recordOf(290, 'other') } });
const NAME = LOG.signer.name;
const box = mkdtempSync(join(tmpdir(), 'sumdb-'));
afterEach(closeServers);
afterAll(() => rmSync(box, { recursive: true }));

const http = () => httpClient({ env: {}, retries: 0, limits: { ...runLimits(2000), connect: 2000 } });
const lineOf = (i: number, kind = 0, log = LOG) => {
  const [path = '', version = '', hash = ''] = log.records[i]!.split('\n')[kind]!.split(' ');
  return { path, version, hash };
};

/** A proxy that offers the database, or with `status` answers `supported` so. */
async function proxy(log: TestLog, { status = 200, broken = false } = {}) {
  return serve((request, response) => {
    const [, path = ''] = /^\/sumdb\/sumdb\.example(\/.*)$/.exec(request.url!) ?? [];
    const body = path === '/supported' ? encode('') : log.answer(path);
    if (broken && path !== '/supported') response.writeHead(500).end();
    else response.writeHead(path === '/supported' ? status : body ? 200 : 404).end(body);
  });
}

/** The database itself, below a path of its own. */
const direct = (log: TestLog) =>
  serve((request, response) => {
    const body = log.answer(request.url!.replace(/^\/db/, ''));
    response.writeHead(body ? 200 : 404).end(body);
  });

const open = (settings: Partial<SumdbSettings>, store: SumdbStore = memorySumdbStore()) =>
  checksumDatabase({ GOPROXY: 'off', GOSUMDB: LOG.signer.key, GONOSUMDB: '', ...settings }, http(), store);

describe('the way to the database', () => {
  it('is the first proxy that offers it, asked once and for everything', async () => {
    const [none, offers] = [await proxy(LOG, { status: 404 }), await proxy(LOG)];
    const database = open({ GOPROXY: `${none.url},${offers.url},direct` });
    expect((await database.check(lineOf(1))).verdict).toBe('ok');
    expect((await database.check(lineOf(2, 1))).verdict).toBe('ok');
    expect(none.seen).toEqual([`GET /sumdb/${NAME}/supported`]);
    expect(offers.seen.filter((line) => line.endsWith('supported')).length).toBe(1);
    expect(database.counts.requests).toBe(none.seen.length + offers.seen.length);
    expect(database.counts.bytes).toBeGreaterThan(8192);
  });

  it('is the URL of GOSUMDB where there is one, whatever the proxies say', async () => {
    const [asked, offers] = [await direct(LOG), await proxy(LOG)];
    const database = open({ GOSUMDB: `${LOG.signer.key} ${asked.url}/db`, GOPROXY: offers.url });
    expect((await database.check(lineOf(1))).verdict).toBe('ok');
    expect([offers.seen, asked.seen[0]]).toEqual([[], 'GET /db/lookup/m.example/m1@v1.0.0']);
  });

  it.each([
    ['404', ',direct', 'https://sumdb.example'],
    ['410', '', 'https://sumdb.example'],
    ['404', ',off', 'https://sumdb.example'],
    ['500', ',direct', 'HTTP 500'],
    ['500', '|direct', 'https://sumdb.example'],
    ['500', '|off', 'HTTP 500'],
    ['500', '|https://b.example', 'HTTP 500'],
    ['403', ',direct', 'HTTP 403'],
    ['200', ',direct', 'https://a.example/x/sumdb/sumdb.example'],
  ])('after a proxy that answers %s, before "%s", is %s', async (status, rest, expected) => {
    const { steps } = parseProxyList(`https://a.example/x${rest}`);
    const database = parseSumdb(LOG.signer.key).value as Database;
    const { value, error } = await databaseBase(database, steps, async (url) => {
      if (url.host !== 'a.example') return { error: 'not found', notFound: true };
      if (status === '200') return { value: new Uint8Array() };
      return { error: `HTTP ${status}`, ...(/404|410/.test(status) && { notFound: true }) };
    });
    expect(value ? `${value.scheme}://${value.host}${value.path}` : error).toBe(expected);
  });

  it('does not lead back from a proxy that offers it and then fails', async () => {
    const [broken, offers] = [await proxy(LOG, { broken: true }), await proxy(LOG)];
    const verdict = await open({ GOPROXY: `${broken.url}|${offers.url}` }).check(lineOf(1));
    expect([verdict.verdict, offers.seen]).toEqual(['unproven', []]);
  });

  it('is a folder where the proxy is one', async () => {
    const folder = join(box, 'proxy');
    for (const path of [
      '/supported',
      '/lookup/m.example/m1@v1.0.0',
      '/tile/8/0/000',
      '/tile/8/0/001.p/44',
      '/tile/8/1/000.p/1',
    ]) {
      const file = join(folder, 'sumdb', NAME, path);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, LOG.answer(path) ?? '');
    }
    const database = open({ GOPROXY: `file://${folder}` });
    expect((await database.check(lineOf(1))).verdict).toBe('ok');
    expect(await database.check(lineOf(2))).toMatchObject({ verdict: 'unproven', failure: { notFound: true } });
  });

  it('ends where a server does not answer', async () => {
    const server = await serve(() => {});
    const verdict = await open({ GOPROXY: server.url }).check(lineOf(1));
    expect(verdict).toMatchObject({ verdict: 'unproven', failure: { kind: 'missing' } });
  });
});

describe('nobody is asked', () => {
  it.each([
    ['a private module', { GONOSUMDB: 'm.example' }, lineOf(1), 'skipped'],
    ['any module where GOSUMDB is off', { GOSUMDB: 'off' }, lineOf(1), 'skipped'],
    ['any where GOSUMDB cannot be read', { GOSUMDB: 'sumdb.example' }, lineOf(1), 'key'],
    ['a toolchain where GOSUMDB is off', { GOSUMDB: 'off' }, { ...lineOf(1), path: 'golang.org/toolchain' }, 'key'],
  ])('about %s', async (_, settings, line, kind) => {
    const server = await proxy(LOG);
    const database = open({ GOPROXY: server.url, ...settings });
    expect(await database.check(line)).toMatchObject({ verdict: 'unproven', failure: { kind } });
    expect([server.seen, database.counts.requests]).toEqual([[], 0]);
  });

  it('but about toolchains, whatever GONOSUMDB says', async () => {
    const server = await proxy(LOG);
    await open({ GOPROXY: server.url, GONOSUMDB: '*' }).check({ ...lineOf(1), path: 'golang.org/toolchain' });
    expect(server.seen.some((line) => line.includes('/lookup/golang.org/toolchain@'))).toBe(true);
  });
});

describe('what is kept', () => {
  it('saves all requests of a later run, and is checked again', async () => {
    const server = await proxy(LOG);
    const store = () => sumdbStoreAt(join(box, 'kept'), () => new Date());
    await open({ GOPROXY: server.url }, store()).check(lineOf(1));
    const again = open({ GOPROXY: server.url }, store());
    expect([(await again.check(lineOf(1))).verdict, again.counts.requests]).toEqual(['ok', 0]);
    expect((await again.check({ ...lineOf(1), hash: 'h1:other' })).verdict).toBe('mismatch');
  });

  it('shows a fork to a later run, with the head where it was', async () => {
    const folder = join(box, 'forked');
    const store = () => sumdbStoreAt(folder, () => new Date());
    await open({ GOPROXY: (await proxy(LOG)).url }, store()).check(lineOf(1));
    const [head] = readdirSync(join(folder, 'sumdb-heads'));
    const later = open({ GOPROXY: (await proxy(FORKED)).url }, store());
    const verdict = await later.check(lineOf(2, 0, FORKED));
    expect(verdict).toMatchObject({ verdict: 'unproven', failure: { kind: 'fork' } });
    expect(later.forks.length).toBe(1);
    expect(readFileSync(join(folder, 'sumdb-heads', head!), 'utf8')).toBe(LOG.head());
  });

  it('is fetched again where its file is damaged', async () => {
    const server = await proxy(LOG);
    const folder = join(box, 'damaged');
    const store = () => sumdbStoreAt(folder, () => new Date());
    await open({ GOPROXY: server.url }, store()).check(lineOf(1));
    const files = readdirSync(join(folder, 'sumdb-1', 'files'), { recursive: true, withFileTypes: true });
    for (const entry of files.filter((found) => found.isFile())) {
      const file = join(entry.parentPath, entry.name);
      writeFileSync(
        file,
        readFileSync(file).map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
      );
    }
    const again = open({ GOPROXY: server.url }, store());
    expect((await again.check(lineOf(1))).verdict).toBe('ok');
    expect(again.counts.requests).toBeGreaterThan(3);
  });

  it('is a head that only moves from what was read', async () => {
    const store = sumdbStoreAt(join(box, 'swap'), () => new Date());
    const [a, b] = [encode('a'), encode('b')];
    expect(await store.writeHead(NAME, new Uint8Array(), a)).toEqual({ result: 'written' });
    expect(await store.writeHead(NAME, new Uint8Array(), b)).toEqual({ result: 'conflict' });
    const raced = await Promise.all([store.writeHead(NAME, a, b), store.writeHead(NAME, a, encode('c'))]);
    expect(raced.map(({ result }) => result).sort()).toEqual(['conflict', 'written']);
    expect(readdirSync(join(box, 'swap', 'sumdb-heads')).length).toBe(1);
  });

  it('may not lie where others write', async () => {
    writeFileSync(join(box, 'file'), '');
    const store = sumdbStoreAt(join(box, 'file'), () => new Date());
    expect(await store.writeHead(NAME, new Uint8Array(), encode('a'))).toMatchObject({ result: 'failed' });
    const verdict = await open({ GOPROXY: (await proxy(LOG)).url }, store).check(lineOf(1));
    expect(verdict).toMatchObject({ verdict: 'unproven', failure: { kind: 'config' } });
  });
});
