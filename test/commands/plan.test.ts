/** plan asks nobody and tells what a check then asks; a warm cache leaves what may change; cache shows and cleans. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { put } from '../support/cli.ts';
import { type ModuleServer, type Served, serveModules } from '../support/module-server.ts';

const time = '2026-05-01T00:00:00Z';
const MODULES: Served = {
  'example.com/a@v1.0.0': { mod: 'require example.com/b v1.0.0\n', time, license: 'MIT License\n' },
  'example.com/a@v1.1.0': { time },
  'example.com/b@v1.0.0': { time, license: 'MIT License\n' },
  // Without a tag: its latest is asked for.
  'git.corp.example/c@v0.0.0-20260101000000-abcdefabcdef': { time, license: 'MIT License\n' },
};
const GO_MOD = `module example.com/main

go 1.16

require (
	example.com/a v1.0.0
	git.corp.example/c v0.0.0-20260101000000-abcdefabcdef
)
`;
const POLICY = `extends: []
rules:
  freshness/retracted: error
  license/policy: { allow: [MIT] }
`;

let server: ModuleServer;
let box: Box;
beforeEach(async () => {
  server = await serveModules(MODULES);
  box = newBox(server.url, { 'go.mod': GO_MOD, '.modwarden.yaml': POLICY });
});
afterEach(() => {
  box.remove();
  closeServers();
});

interface Plan {
  readonly known: Readonly<Record<string, number>>;
  readonly network: Readonly<Record<string, readonly { kind: string; path: string; version: string }[]>>;
  readonly unknown: readonly { kind: string; path: string; version: string; why: string; detail: string }[];
}

async function plan(env: Record<string, string> = {}, now?: string): Promise<Plan> {
  const { code, out, err } = await box.run(['plan', '--format', 'json'], { env, ...(now && { now }) });
  expect([code, err]).toEqual([0, '']);
  expect(server.asked()).toEqual([]);
  return JSON.parse(out) as Plan;
}

/** What a request would be for each question, sorted. */
function requestsOf({ network }: Plan): string[] {
  return (network[server.host] ?? [])
    .map(({ kind, path, version }) => {
      const file = { mod: `@v/${version}.mod`, info: `@v/${version}.info`, versions: '@v/list', latest: '@latest' }[
        kind
      ];
      return `GET /${path}/${file ?? `@v/${version}.zip`}`;
    })
    .sort();
}

/** Zips are read in pieces; each counts once. */
function asked(): string[] {
  return [...new Set(server.asked())].map((request) => request.replace(/^HEAD/, 'GET'));
}

describe('plan', () => {
  test('tells hosts and counts', async () => {
    expect(await box.run(['plan'])).toEqual({
      code: 0,
      out: `would request from ${server.host}: 2 go.mod files, 2 module zips, for their license files
The responses can lead to more requests of the same kind.
`,
      err: '',
    });
    expect(server.asked()).toEqual([]);
    expect(existsSync(join(box.root, 'cache', 'modwarden', 'facts-3'))).toBe(false);
  });

  test('goes on from what is known, and a check asks all of it', async () => {
    const pseudo = 'v0.0.0-20260101000000-abcdefabcdef';
    const zips = [`GET /example.com/a/@v/v1.0.0.zip`, `GET /git.corp.example/c/@v/${pseudo}.zip`];
    expect(requestsOf(await plan())).toEqual(
      [...zips, 'GET /example.com/a/@v/v1.0.0.mod', `GET /git.corp.example/c/@v/${pseudo}.mod`].sort(),
    );
    server.fail(403, '/example.com/b/');
    await box.run(['graph']);
    server.mend();
    server.asked();
    expect(requestsOf(await plan())).toEqual([...zips, 'GET /example.com/b/@v/v1.0.0.mod'].sort());
    await box.run(['graph']);
    server.asked();
    const whole = requestsOf(await plan());
    expect(whole).toEqual(
      [
        ...zips,
        'GET /example.com/b/@v/v1.0.0.zip',
        'GET /example.com/a/@v/list',
        'GET /example.com/b/@v/list',
        'GET /git.corp.example/c/@v/list',
        'GET /example.com/a/@v/v1.0.0.info',
        'GET /example.com/b/@v/v1.0.0.info',
        `GET /git.corp.example/c/@v/${pseudo}.info`,
      ].sort(),
    );
    await box.run(['check']);
    expect(asked()).toEqual(expect.arrayContaining(whole));
  });

  test('names what nobody may be asked', async () => {
    const found = await plan({ GOPRIVATE: 'git.corp.example' });
    expect(requestsOf(found)).toEqual(['GET /example.com/a/@v/v1.0.0.mod', 'GET /example.com/a/@v/v1.0.0.zip']);
    expect(found.unknown).toEqual(
      ['mod', 'license'].map((kind) => ({
        kind,
        path: 'git.corp.example/c',
        version: 'v0.0.0-20260101000000-abcdefabcdef',
        why: 'private',
        detail:
          'git.corp.example/c matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not',
      })),
    );
    box.put({ '.modwarden.yaml': `${POLICY}private: [git.corp.example]\n` });
    expect((await plan()).unknown).toEqual(found.unknown);
    const { out } = await box.run(['plan'], { env: { GOPROXY: 'off' } });
    expect(out).toContain('not requested: 2 go.mod files, 2 module zips, for their license files:\n');
    expect(out).toContain('  example.com/a v1.0.0: module lookup disabled by GOPROXY=off\n');
  });

  test('counts what is known by its source, and no longer what is too old', async () => {
    await box.run(['check']);
    server.asked();
    const warm = await plan();
    expect(warm.network).toEqual({});
    expect(Object.keys(warm.known)).toEqual(['fact cache']);
    expect(await box.run(['plan'])).toMatchObject({
      out: `${warm.known['fact cache']} facts from the fact cache\n`,
    });
    const later = await plan({}, '2026-06-01T13:30:00Z');
    expect(requestsOf(later).every((request) => /\/@(v\/list|latest)$/.test(request))).toBe(true);
    expect(requestsOf(later)).toHaveLength(3);
  });

  test('refuses other formats', async () => {
    expect(await box.run(['plan', '--format', 'sarif'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('a second check', () => {
  test('asks nobody within the hour, then only what may have changed', async () => {
    const first = await box.run(['check', '--format', 'json']);
    expect(first.code).toBe(0);
    expect(server.asked().length).toBeGreaterThan(9);
    const second = await box.run(['check', '--format', 'json'], { now: '2026-06-01T12:59:00Z' });
    expect(server.asked()).toEqual([]);
    expect(second).toEqual(first);
    await box.run(['check', '--format', 'json'], { now: '2026-06-01T13:01:00Z' });
    expect(server.asked()).toEqual([
      'GET /example.com/a/@v/list',
      'GET /example.com/b/@v/list',
      'GET /git.corp.example/c/@latest',
      'GET /git.corp.example/c/@v/list',
    ]);
  });

  test('does not believe lists of another GOPROXY', async () => {
    await box.run(['check']);
    server.asked();
    await box.run(['check'], { env: { GOPROXY: `${server.url},off` } });
    expect(server.asked().every((request) => /\/@(v\/list|latest)$/.test(request))).toBe(true);
    await box.run(['check'], { env: { GOPROXY: `${server.url},off` } });
    expect(server.asked()).toEqual([]);
  });

  test('asks everything without a cache', async () => {
    const env = { MODWARDEN_CACHE: 'off' };
    await box.run(['check'], { env });
    const first = server.asked();
    await box.run(['check'], { env });
    expect(server.asked()).toEqual(first);
    expect(existsSync(join(box.root, 'cache', 'modwarden', 'facts-3'))).toBe(false);
  });
});

describe('cache', () => {
  const folder = () => join(box.root, 'cache', 'modwarden', 'facts-3');

  test('shows, cleans, and is filled again', async () => {
    const empty = (await box.run(['cache'])).out;
    const names = ['facts-3', 'sumdb-1', 'mods-1', 'runs-1'];
    expect(empty).toBe(names.map((name) => `${join(folder(), '..', name)}: 0 files, 0.0 MB\n`).join(''));
    await box.run(['check']);
    const { out } = await box.run(['cache']);
    const files = Number(/facts-3: (\d+) files, /.exec(out)![1]);
    expect(files).toBe(2);
    const cleaned = await box.run(['cache', 'clean']);
    expect([cleaned.code, cleaned.err]).toEqual([0, '']);
    expect(cleaned.out).toContain(`${folder()}: ${files} files, 0.0 MB removed\n`);
    expect((await box.run(['cache'])).out).toBe(empty);
    server.asked();
    await box.run(['graph']);
    expect(server.asked()).toHaveLength(3);
  });

  test('leaves files of others alone', async () => {
    put(join(box.root, 'cache'), { 'modwarden/policy/x': 'kept', 'other/y': 'kept' });
    await box.run(['check']);
    await box.run(['cache', 'clean']);
    expect(existsSync(join(box.root, 'cache/modwarden/policy/x'))).toBe(true);
    expect(existsSync(join(box.root, 'cache/other/y'))).toBe(true);
  });

  test.each([
    [['cache'], { MODWARDEN_CACHE: 'off' }, 0, 'no cache: it is disabled, or there is no folder for it\n'],
    [['cache', 'empty'], {}, 2, ''],
  ])('%j with %j', async (argv, env, code, out) => {
    expect(await box.run(argv, { env })).toMatchObject({ code, out });
  });
});
