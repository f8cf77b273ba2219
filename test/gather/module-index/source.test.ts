import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { type ModuleIndexInput, moduleIndex } from '../../../src/gather/module-index/source.ts';
import { put } from '../../support/cli.ts';
import { closeServers, serve } from '../http/servers.ts';

const LINES = '{"Path":"a.example/a","Version":"v1.1.0","Timestamp":"2026-05-30T00:00:00Z"}\n';

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'index-')), { 'index.jsonl': LINES, 'bad.jsonl': 'x' });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  closeServers();
});

const open = (location: string, change: Partial<ModuleIndexInput> = {}) =>
  moduleIndex({
    location,
    cwd: folder,
    offline: false,
    http: async () => httpClient({ env: {}, retries: 0 }),
    now: () => new Date('2026-06-01T12:00:00Z'),
    ...change,
  });
const seen = (version: string, since?: string) =>
  ({ kind: 'seen', module: { path: 'a.example/a', version }, ...(since && { since }) }) as const;

it('answers from a file, without network', async () => {
  const { source } = open('index.jsonl', { offline: true });
  expect(source.network).toBe(false);
  const about = { known: true, source: 'module index', asOf: '2026-05-30T00:00:00Z' };
  const times = { since: '2026-05-30T00:00:00Z', until: '2026-05-30T00:00:00Z' };
  expect(await source.answer(seen('v1.1.0'))).toEqual({ ...about, value: { listed: times.since, ...times } });
  expect(await source.answer(seen('v1.0.0'))).toEqual({ ...about, value: times });
  expect(await source.answer({ kind: 'mod', module: { path: 'a.example/a', version: 'v1.1.0' } })).toBeUndefined();
});

it('reads a server once for the questions of a round, from the earliest day that one of them wants', async () => {
  const server = await serve((_, response) => response.end(LINES));
  const { source, close } = open(`${server.url}/index`);
  expect(source.network).toBe(true);
  expect(source.route(seen('v1.0.0'))).toEqual({ hosts: [server.host] });
  expect(source.route({ kind: 'mod', module: { path: 'a.example/a', version: 'v1.0.0' } })).toBeUndefined();
  const answers = await Promise.all([
    source.answer(seen('v1.0.0', '2026-05-25')),
    source.answer(seen('v1.1.0', '2026-05-20')),
    source.answer(seen('v1.2.0')),
  ]);
  close();
  expect(answers.map((answer) => answer?.known && answer.value)).toMatchObject([
    { since: '2026-05-20T00:00:00Z' },
    { listed: '2026-05-30T00:00:00Z' },
    {},
  ]);
  expect(server.seen.map((request) => decodeURIComponent(request))).toEqual([
    'GET /index?since=2026-05-20T00:00:00Z&limit=2000',
  ]);
});

it('reads anew for the next round, by one client, and wants the last day where no day is said', async () => {
  const server = await serve((_, response) => response.end(LINES.replace('05-30', '06-01')));
  let [made, closed] = [0, 0];
  const { source, close } = open(`HTTP://${server.host}/index`, {
    http: async () => {
      made++;
      const client = httpClient({ env: {}, retries: 0 });
      return {
        get: client.get,
        close: () => {
          closed++;
          client.close();
        },
      };
    },
  });
  await source.answer(seen('v1.0.0'));
  await source.answer(seen('v1.1.0', '2026-06-01'));
  expect(server.seen.map((request) => decodeURIComponent(request))).toEqual([
    'GET /index?since=2026-06-01T00:00:00Z&limit=2000',
    'GET /index?since=2026-06-01T00:00:00Z&limit=2000',
  ]);
  close();
  expect([made, closed]).toEqual([1, 1]);
});

it('hides no fault of its own', async () => {
  const { source, close } = open('https://index.example', { http: () => Promise.reject(new TypeError('a bug')) });
  await expect(source.answer(seen('v1.0.0'))).rejects.toThrow(new TypeError('a bug'));
  close();
});

it('asks no server offline', async () => {
  const { source } = open('https://index.example/index', { offline: true });
  expect(source.network).toBe(false);
  expect(await source.answer(seen('v1.0.0'))).toEqual({
    known: false,
    why: 'offline',
    detail: 'the module index is on a server, and the network is not used',
    hint: 'name a copy of the index in a file: --index FILE',
  });
  expect(source.route(seen('v1.0.0'))).toEqual({ hosts: ['index.example'] });
  expect(open('https://%').source.route(seen('v1.0.0'))).toEqual({ hosts: ['https://%'] });
});

it('says of an index that cannot be read why, without its password', async () => {
  const bad = await open('bad.jsonl').source.answer(seen('v1.0.0'));
  expect(bad).toEqual({
    known: false,
    why: 'failed',
    detail: 'the module index bad.jsonl cannot be used: line 1: expected {"Path", "Version", "Timestamp"}',
  });
  expect(open('bad.jsonl').source.name).toBe('module index bad.jsonl');
  expect(open('https://me:secret@index.example').source.name).not.toContain('secret');
});
