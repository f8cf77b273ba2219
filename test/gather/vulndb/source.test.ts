import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabases } from '../../../src/gather/vulndb/source.ts';
import { VULNERABILITY_DATABASE } from '../../../src/model/facts/facts.ts';
import { put } from '../../support/cli.ts';

const entry = (id: string, name: string) => JSON.stringify({ id, affected: [{ package: { name } }] });

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'vulndb-')), {
    'go/index/modules.json':
      '[{"path":"a.example/a","vulns":[{"id":"GO-1"}]},{"path":"b.example/b","vulns":[{"id":"GO-2"}]}]',
    'go/index/db.json': '{"modified":"2026-05-01T00:00:00Z"}',
    'go/ID/GO-1.json': entry('GO-1', 'a.example/a'),
    'mal/MAL-1.json': entry('MAL-1', 'a.example/a'),
    'empty/README.md': '',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const http = () => Promise.reject(new Error('no server may be asked'));
const open = (...locations: string[]) => openDatabases({ locations, cwd: folder, offline: true, http });
const vulns = (path: string) => ({ kind: 'vulns' as const, module: { path, version: '' } });

it('joins what several databases say, as old as the oldest', async () => {
  const { source, kinds } = await open('go', 'mal');
  expect([...kinds].sort()).toEqual(['malicious', 'vulnerabilities']);
  expect(await source.answer(vulns('a.example/a'))).toMatchObject({
    known: true,
    value: { entries: [{ id: 'GO-1' }, { id: 'MAL-1' }] },
    asOf: '2026-05-01T00:00:00Z',
  });
  expect(await source.answer(vulns('other.example/x'))).toMatchObject({ known: true, value: { entries: [] } });
  const info = await source.answer({ kind: 'vulndb', module: VULNERABILITY_DATABASE });
  expect(info).toMatchObject({
    value: {
      databases: [
        { name: 'go', entries: 2 },
        { name: 'mal', malicious: 1 },
      ],
    },
  });
  expect(await source.answer({ kind: 'versions', module: { path: 'a.example/a', version: '' } })).toBeUndefined();
});

it('does not know what an entry says that cannot be read', async () => {
  const { source } = await open('go');
  expect(await source.answer(vulns('b.example/b'))).toMatchObject({
    known: false,
    why: 'failed',
    detail: 'go cannot be used: ID/GO-2.json is missing, and the index names it',
  });
});

it('answers nothing where one database cannot be used', async () => {
  const { source, kinds } = await open('go', 'empty');
  expect(kinds.size).toBe(2);
  expect(await source.answer(vulns('a.example/a'))).toMatchObject({ known: false, why: 'failed' });
});

it('says whom it would ask, and asks nobody yet', async () => {
  const planned = await openDatabases({
    locations: ['https://db.example/x'],
    cwd: folder,
    offline: false,
    planning: true,
    http,
  });
  expect(planned.source.network).toBe(true);
  expect(planned.source.route(vulns('a.example/a'))).toEqual({ hosts: ['db.example'] });
  expect(planned.source.route({ ...vulns('a.example/a'), kind: 'mod' })).toMatchObject({ known: false });
});

it('asks no server offline', async () => {
  const { source } = await open('https://db.example');
  expect(source.network).toBe(false);
  expect(await source.answer(vulns('a.example/a'))).toMatchObject({ known: false, why: 'offline' });
});
