/** What is asked of a proxy, and what is not: code of the repository itself, and what is known already, absence included. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers, serve } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { type ModuleServer, type Served, serveModules } from '../support/module-server.ts';

const time = '2026-05-01T00:00:00Z';
const MODULES: Served = {
  'example.com/a@v1.0.0': { time, license: 'MIT License\n' },
  // Published once, but the workspace has it.
  'example.com/w/lib@v1.0.0': { mod: 'require example.com/a v1.0.0\n', time, license: 'MIT License\n' },
};
const ALL = `extends: []
rules:
  freshness/retracted: { level: error, scope: all }
  freshness/deprecated: { level: error, scope: all }
  freshness/stale: { level: error, scope: all, max-age: 20y }
  freshness/cooldown: { level: error, scope: all, min-age: 1d }
  freshness/unavailable: { level: error, scope: all }
  freshness/outdated: { level: error, scope: all, max-majors: 0 }
  license/policy: { level: error, allow: [MIT] }
  health/score: { level: error, min: 1 }
gaps: { freshness: fail, license: fail, graph: fail }
`;

let server: ModuleServer;
let box: Box;
beforeEach(async () => {
  server = await serveModules(MODULES);
  box = newBox(server.url, { '.modwarden.yaml': ALL, '.git/HEAD': 'ref: refs/heads/main\n' });
});
afterEach(() => {
  box.remove();
  closeServers();
});

const DAY = { now: '2026-06-01T12:00:00Z' };
const json = async (args: readonly string[] = [], options = {}) => {
  const { out, err, code } = await box.run(['check', '--format', 'json', ...args], { ...DAY, ...options });
  return { code, err, ...(JSON.parse(out) as { findings: object[]; gaps: object[]; network?: object }) };
};

describe('siblings of a workspace', () => {
  const app = (rest = '') =>
    `module example.com/w/app\n\ngo 1.16\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/w/lib v1.0.0\n)\n${rest}`;
  const lib = 'module example.com/w/lib\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n';
  const work = 'go 1.18\n\nuse (\n\t./app\n\t./lib\n)\n';
  const aboutLib = () => server.asked().filter((line) => line.includes('/example.com/w/'));

  test.each<[name: string, files: Record<string, string>, folder: string[], asked: string[]]>([
    ['the whole', { 'go.work': work, 'app/go.mod': app(), 'lib/go.mod': lib }, [], ['mod']],
    ['one member', { 'go.work': work, 'app/go.mod': app(), 'lib/go.mod': lib }, ['app'], ['mod']],
    [
      'a member that is replaced with its folder too',
      { 'go.work': work, 'app/go.mod': app('\nreplace example.com/w/lib => ../lib\n'), 'lib/go.mod': lib },
      [],
      [],
    ],
    [
      'a member below the folder of go.work',
      { 'go.work': work.replace('./lib', './x/lib'), 'app/go.mod': app(), 'x/lib/go.mod': lib },
      [],
      ['mod'],
    ],
  ])('%s', async (_, files, folder, asked) => {
    box.put(files);
    expect(await json(folder)).toMatchObject({ code: 0, gaps: [], findings: [] });
    expect(aboutLib()).toEqual(asked.map((kind) => `GET /example.com/w/lib/@v/v1.0.0.${kind}`));
  });

  test('that nobody has published', async () => {
    server.fail(404, '/example.com/w/');
    box.put({ 'go.work': work, 'app/go.mod': app(), 'lib/go.mod': lib });
    await json();
    expect(aboutLib()).toEqual(['GET /example.com/w/lib/@v/v1.0.0.mod']);
  });

  test('a module that go.work does not list is one of others', async () => {
    box.put({ 'go.work': 'go 1.18\n\nuse ./app\n', 'app/go.mod': app(), 'lib/go.mod': lib });
    await json(['app']);
    expect(aboutLib()).toContain('GET /example.com/w/lib/@v/list');
  });

  test('a major version that the repository itself holds', async () => {
    box.put({
      'go.work': 'go 1.18\n\nuse ./app\nuse ./two\n',
      'app/go.mod': 'module example.com/main/v2\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n',
      'two/go.mod': 'module example.com/a/v2\n\ngo 1.16\n',
    });
    expect(await json()).toMatchObject({ gaps: [], findings: [] });
    expect(server.asked().filter((line) => line.includes('/v2/'))).toEqual([]);
  });
});

describe('what is known', () => {
  const GO_MOD = 'module example.com/main\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n';

  test.each([[''], [',direct'], ['|direct'], [',off']])('is not asked again: GOPROXY=PROXY%s', async (rest) => {
    box.put({ 'go.mod': GO_MOD });
    const options = { env: { GOPROXY: `${server.url}${rest}` } };
    // There is no example.com/a/v2, which is an answer.
    expect(await json([], options)).toMatchObject({ code: 0, gaps: [], findings: [] });
    expect(server.asked()).toContain('GET /example.com/a/v2/@v/list');
    expect(await json([], options)).toMatchObject({ code: 0, gaps: [], findings: [] });
    expect(server.asked()).toEqual([]);
    expect(await json(['--offline'], options)).toMatchObject({ code: 0, gaps: [], findings: [] });
    // A list may be another an hour later, and so may absence.
    await json([], { ...options, now: '2026-06-01T13:01:00Z' });
    expect(server.asked()).toEqual(['GET /example.com/a/@v/list', 'GET /example.com/a/v2/@v/list']);
  });

  test.each([410, 404])(
    'a module in use that the proxy does not have (%i), where Go would ask its origin',
    async (status) => {
      box.put({ 'go.mod': GO_MOD });
      const options = { env: { GOPROXY: `${server.url},direct` } };
      await json([], options);
      server.fail(status, '/example.com/a/@');
      const { gaps } = await json([], { ...options, now: '2026-06-01T14:00:00Z' });
      // The origin may know of retractions, so this is no silent pass.
      expect(gaps).toEqual(
        expect.arrayContaining([expect.objectContaining({ rule: 'freshness/retracted', why: 'private' })]),
      );
      expect(gaps).toEqual(
        expect.arrayContaining([expect.objectContaining({ rule: 'freshness/unavailable', why: 'private' })]),
      );
    },
  );

  test('another proxy is asked all of it, and nobody answers for it', async () => {
    box.put({ 'go.mod': GO_MOD });
    await json();
    const first = server.asked();
    await json([], { env: { GOPROXY: `${server.url}/` } });
    expect(server.asked().length).toBe(first.length);
    const { gaps } = await json([], { env: { GOPROXY: 'off' } });
    expect(gaps.length).toBeGreaterThan(0);
    expect(server.asked()).toEqual([]);
  });

  test('a go.mod that names another path, of a module that was renamed, is asked again after an hour', async () => {
    const files: Record<string, string> = {
      list: 'v1.0.0\nv1.1.0\n',
      'v1.0.0.mod': 'module example.com/moved\n',
      'v1.0.0.info': '{"Version":"v1.0.0","Time":"2025-01-01T00:00:00Z"}',
      'v1.1.0.mod': 'module example.com/new\n',
      'v1.1.0.info': '{"Version":"v1.1.0","Time":"2025-02-01T00:00:00Z"}',
    };
    const renamed = await serve((request, response) => {
      const body = files[request.url!.replace('/example.com/moved/@v/', '')];
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    const RENAMED = 'GET /example.com/moved/@v/v1.1.0.mod';
    const policy = 'extends: []\nrules: { freshness/deprecated: warning, freshness/retracted: error }\n';
    box.put({ 'go.mod': GO_MOD.replace('example.com/a', 'example.com/moved'), '.modwarden.yaml': policy });
    const options = { env: { GOPROXY: renamed.url } };
    await json([], options);
    expect(renamed.seen.splice(0)).toContain(RENAMED);
    await json([], options);
    expect(renamed.seen.splice(0)).toEqual([]);
    await json([], { ...options, now: '2026-06-01T13:01:00Z' });
    expect(renamed.seen.splice(0)).toContain(RENAMED);
  });

  test('has the same gaps in the next run, where a proxy hands out versions and refuses their lists', async () => {
    const policy = 'extends: []\nrules: { freshness/unavailable: error }\ngaps: { freshness: fail }\n';
    box.put({ 'go.mod': GO_MOD, '.modwarden.yaml': policy });
    server.fail(403, '/@v/list');
    expect(await json()).toMatchObject({ code: 0, gaps: [], findings: [] });
    server.asked();
    expect(await json()).toMatchObject({ code: 0, gaps: [], findings: [] });
    expect(server.asked()).toEqual([]);
    // An hour later nobody has seen the version any more, and whether it is gone is not known.
    const { code, gaps } = await json([], { now: '2026-06-01T13:01:00Z' });
    expect([code, gaps.length]).toEqual([3, 1]);
    expect(server.asked()).toContain('GET /example.com/a/@v/list');
  });

  test('is counted with --verbose', async () => {
    box.put({ 'go.mod': GO_MOD });
    const cold = await json(['--verbose']);
    const requests = server.asked().length;
    expect(cold.network).toEqual({ requests, cached: 0, bytes: expect.any(Number) });
    const warm = await json(['--verbose']);
    expect(warm.network).toEqual({ requests: 0, cached: expect.any(Number), bytes: 0 });
    const text = async (...args: string[]) => (await box.run(['check', ...args], DAY)).out;
    expect(await text('--verbose')).toMatch(
      /^network: 0 requests, [1-9]\d* answers from the fact cache, 0 bytes received$/m,
    );
    expect(await text()).not.toContain('network:');
    expect((await json()).network).toBeUndefined();
  });
});
