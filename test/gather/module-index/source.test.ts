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

it('asks no server offline', async () => {
  const { source } = open('https://index.example/index', { offline: true });
  expect(source.network).toBe(false);
  expect(await source.answer(seen('v1.0.0'))).toMatchObject({ known: false, why: 'offline' });
});

it('says of an index that cannot be read why, without its password', async () => {
  const bad = await open('bad.jsonl').source.answer(seen('v1.0.0'));
  expect(bad).toMatchObject({
    known: false,
    why: 'failed',
    detail: expect.stringContaining('bad.jsonl cannot be used'),
  });
  expect(open('https://me:secret@index.example').source.name).not.toContain('secret');
});
