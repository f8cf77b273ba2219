import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpClient } from '../../../src/gather/http/client.ts';
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

const BROKEN = 'no vulnerability database found: expected index/modules.json, or a file ID.json for each entry';
const hint = 'bring a new copy of the database: modwarden vulndb fetch';

it('answers nothing where one database cannot be used', async () => {
  const { source, kinds } = await open('go', 'empty');
  expect([...kinds]).toEqual(['vulnerabilities', 'malicious']);
  const unknown = { known: false, why: 'failed', detail: `empty cannot be used: ${BROKEN}`, hint };
  expect(await source.answer(vulns('a.example/a'))).toEqual(unknown);
  expect(await source.answer({ kind: 'vulndb', module: VULNERABILITY_DATABASE })).toEqual(unknown);
  expect(await source.answer({ kind: 'mod', module: { path: 'a', version: 'v1.0.0' } })).toBeUndefined();
});

it('says nothing of its age where no database does', async () => {
  const { source, kinds } = await open('mal');
  expect([...kinds]).toEqual(['malicious']);
  expect(await source.answer(vulns('none'))).toEqual({
    known: true,
    source: 'vulnerability database',
    value: { entries: [] },
  });
});

describe('servers', () => {
  const locations = ['https://db.example/x', 'go', 'HTTP://other.example:8080', 'https://%'];
  const openWith = (more: object) => openDatabases({ locations, cwd: folder, offline: false, http, ...more });
  const OFFLINE = {
    known: false,
    why: 'offline',
    detail: 'the vulnerability database is on a server, and the network is not used',
    hint: 'name a copy in a folder or a zip: modwarden vulndb fetch URL -o vulndb.zip, then --vulndb vulndb.zip',
  };
  const notHere = { known: false, why: 'missing', detail: 'not a question for the vulnerability database' };

  it.each([{ planning: true }, { offline: true }])(
    'are not asked with %j, and it is said whom it would be',
    async (more) => {
      const { source, kinds, close } = await openWith(more);
      expect([source.name, source.network]).toEqual(['vulnerability database', !('offline' in more)]);
      expect([...kinds]).toEqual(['vulnerabilities', 'malicious']);
      const hosts = ['db.example', 'other.example:8080', 'https://%'];
      for (const kind of ['vulns', 'vulndb'] as const) {
        expect(source.route({ kind, module: VULNERABILITY_DATABASE })).toEqual({ hosts });
        expect(await source.answer({ kind, module: VULNERABILITY_DATABASE })).toEqual(OFFLINE);
      }
      expect(source.route({ kind: 'mod', module: VULNERABILITY_DATABASE })).toEqual(notHere);
      close();
    },
  );

  it('are asked by one client, which is closed at the end', async () => {
    let [made, closed] = [0, 0];
    const asked: string[] = [];
    const client: HttpClient = {
      get: async (url) => {
        asked.push(url.href);
        if (!url.pathname.endsWith('modules.json.gz')) return { ok: false, status: 404, detail: '' };
        return { ok: true, status: 200, headers: {}, body: Buffer.from('[{"path":"a","vulns":[{"id":"GO-1"}]}]') };
      },
      close: () => void closed++,
    };
    const opened = await openDatabases({
      locations: ['https://a.example', 'https://b.example/x/'],
      cwd: folder,
      offline: false,
      http: async () => {
        made++;
        return client;
      },
    });
    expect(asked).toEqual([
      'https://a.example/index/modules.json.gz',
      'https://a.example/index/db.json.gz',
      'https://b.example/x/index/modules.json.gz',
      'https://b.example/x/index/db.json.gz',
    ]);
    expect([made, closed, opened.source.network]).toEqual([1, 0, true]);
    opened.close();
    expect(closed).toBe(1);
  });

  it('are not asked where folders are all that is named, offline too', async () => {
    const { source, close } = await open('go');
    expect([source.network, source.route(vulns('a'))]).toEqual([false, { hosts: [] }]);
    close();
  });
});

it('hides no fault of its own', async () => {
  const locations = ['https://a.example'];
  await expect(openDatabases({ locations, cwd: folder, offline: false, http })).rejects.toThrow(
    'no server may be asked',
  );
});
