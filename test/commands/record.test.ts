/** fetch, then check --facts: the same bytes on another day, in another folder, without a network, a home or caches. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers, nobody } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { type CliOptions, put } from '../support/cli.ts';
import { type ModuleServer, type Served, serveModules } from '../support/module-server.ts';

const MIT: string = createRequire(import.meta.url)('spdx-license-list/licenses/MIT.json').licenseText;
const MODULES: Served = {
  'example.com/a@v1.0.0': {
    mod: 'go 1.16\nrequire example.com/b v1.0.0\n',
    time: '2020-01-01T00:00:00Z',
    license: MIT,
  },
  'example.com/a@v1.1.0': {
    mod: 'go 1.16\nretract v1.0.0 // lost data\n',
    time: '2026-05-20T00:00:00Z',
    license: MIT,
  },
  'example.com/b@v1.0.0': { mod: 'require example.com/c v1.0.0\n', time: '2019-01-01T00:00:00Z', license: MIT },
  'example.com/c@v1.0.0': { time: '2019-02-01T00:00:00Z', license: 'All rights reserved. Do not copy.\n' },
};
const FILES = {
  'go.mod':
    'module example.com/main\n\ngo 1.16\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/gone v1.0.0\n)\n\nexclude example.com/gone v1.0.0\n',
  '.modwarden.yaml': `extends: [strict]
rules:
  graph/max-depth: { level: error, max: 2 }
  freshness/stale: { scope: all }
  license/policy: { allow: [MIT] }
  health/score: { level: note }
gaps: { license: report }
`,
};
const FORMATS = ['text', 'json', 'sarif', 'openmetrics'];
const DAY = { now: '2026-06-01T12:00:00Z' };
const LATER = { now: '2027-03-04T23:59:59Z' };

let server: ModuleServer;
let box: Box;
let facts: string;
beforeEach(async () => {
  server = await serveModules(MODULES);
  box = newBox(server.url, FILES);
  facts = join(box.root, 'facts.json');
  const { code, err } = await box.run(['fetch', '-o', facts], DAY);
  expect([code, err]).toEqual([0, expect.any(String)]);
});
afterEach(() => {
  box.remove();
  closeServers();
});

/** What check prints; it must have nothing to complain about. */
async function report(format: string, args: readonly string[], options: Partial<CliOptions>): Promise<string> {
  const { out, err } = await box.run(['check', '--format', format, ...args], options);
  expect(err).toBe('');
  return out;
}

const NOWHERE = { HOME: '/dev/null', XDG_CACHE_HOME: '', XDG_CONFIG_HOME: '', GOMODCACHE: '' };

describe.each(FORMATS)('%s', (format) => {
  test('is the same from the network, from a record, on another day, elsewhere, with nothing at hand', async () => {
    const live = await report(format, [], DAY);
    expect(live).toContain('freshness/retracted');
    const replay = ['--facts', facts, '--as-of', '2026-06-01'];
    server.asked();
    expect(await report(format, ['--facts', facts], DAY)).toBe(live);
    expect(await report(format, replay, LATER)).toBe(live);
    const unreachable = { ...NOWHERE, GOPROXY: `http://${await nobody()}`, MODWARDEN_CACHE: 'off' };
    expect(await report(format, replay, { ...LATER, env: unreachable })).toBe(live);

    const elsewhere = join(box.root, 'else', 'where');
    cpSync(box.repo, elsewhere, { recursive: true });
    cpSync(facts, join(box.root, 'else', 'f.json'));
    rmSync(box.repo, { recursive: true });
    const there = { ...LATER, cwd: join(box.root, 'else'), env: unreachable };
    const moved = ['--facts', 'f.json', '--as-of', '2026-06-01', 'where'];
    expect(await report(format, moved, there)).toBe(live);
    expect(server.asked()).toEqual([]);
  });
});

describe('a record', () => {
  test('of a record is that record, but for the time it was made', async () => {
    const again = join(box.root, 'again.json');
    const { code } = await box.run(['check', '--facts', facts], DAY);
    expect(code).toBe(1);
    await box.run(['fetch', '-o', again], { ...LATER, env: { GOPROXY: server.url } });
    const timeless = (file: string) => readFileSync(file, 'utf8').replaceAll(/"asOf":"[^"]*"/g, '');
    // From the fact cache now, where lists had to be asked for anew.
    expect(timeless(again).replaceAll('"fact cache"', `"${server.host}"`)).toBe(timeless(facts));
  });

  test('checked as of another day says as of when its lists are', async () => {
    const text = await report('text', ['--facts', facts], LATER);
    expect(text).toContain('= note: uses version lists from 2026-06-01');
    expect(await report('text', ['--facts', facts], DAY)).not.toContain('as they were on');
    const { findings } = JSON.parse(await report('json', ['--facts', facts], LATER)) as Json;
    const asOf = (rule: string) => findings.filter((f) => f.rule === rule).map((f) => f.asOf);
    expect(asOf('freshness/retracted')).toEqual(['2026-06-01T12:00:00Z']);
    expect(asOf('freshness/stale')).toEqual(['2026-06-01T12:00:00Z', '2026-06-01T12:00:00Z']);
    expect(asOf('graph/max-depth')).toEqual([undefined]);
  });

  test('that lacks a fact has a gap, and nobody is asked', async () => {
    box.put({ 'go.mod': FILES['go.mod'].replace('a v1.0.0', 'a v1.1.0') });
    server.asked();
    const { code, out } = await box.run(['check', '--facts', facts, '--format', 'json'], DAY);
    expect(code).toBe(0);
    expect(server.asked()).toEqual([]);
    const { gaps } = JSON.parse(out) as Json;
    expect(gaps).toContainEqual(
      expect.objectContaining({
        rule: 'license/policy',
        subject: 'example.com/a@v1.1.0',
        why: 'offline',
        detail: 'not available locally, and the network is not used',
      }),
    );
  });

  test('records what is unavailable, and gives the same gaps again', async () => {
    server.fail(403, '/example.com/c/');
    const part = join(box.root, 'part.json');
    const { code, err } = await box.run(['fetch', '-o', part], { ...LATER, env: { MODWARDEN_CACHE: 'off' } });
    expect([code, err]).toEqual([0, expect.stringMatching(/^\d+ facts are unavailable; a check with this record/)]);
    const live = await box.run(['check'], { ...LATER, env: { MODWARDEN_CACHE: 'off' } });
    expect(live.out).toContain('example.com/c@v1.0.0: reading http://');
    server.mend();
    expect(await box.run(['check', '--facts', part], LATER)).toEqual(live);
  });

  test('has no passwords', async () => {
    const GOPROXY = server.url.replace('http://', 'http://me:s3cret@');
    const file = join(box.root, 'secret.json');
    await box.run(['fetch', '-o', file], { ...LATER, env: { GOPROXY, MODWARDEN_CACHE: 'off' } });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('s3cret');
    expect(text).toContain('refusing to pass credentials to insecure URL: http://xxxxx@127.0.0.1');
  });

  test.each([
    ['{', /^modwarden: --facts: .*f\.json:1:2: no JSON: /],
    ['{"format":"else"}', /not a facts file: "format" must be "modwarden facts" \(at \/format\)/],
    [undefined, /f\.json: cannot be read \(ENOENT\)/],
  ])('that is broken is refused: %j', async (text, message) => {
    const file = join(box.root, 'f.json');
    if (text !== undefined) writeFileSync(file, text);
    const { code, out, err } = await box.run(['check', '--facts', file], DAY);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('needs a file to go to', async () => {
    expect(await box.run(['fetch'])).toMatchObject({ code: 2, err: expect.stringContaining('-o facts.json') });
  });
});

describe('max-fact-age', () => {
  const withAge = (age: string) => ({ '.modwarden.yaml': `${FILES['.modwarden.yaml']}max-fact-age: ${age}\n` });
  const aged = (out: string) =>
    (JSON.parse(out) as Json).gaps.filter((gap) => gap.detail.includes('max-fact-age')).map((gap) => gap.subject);
  const check = async (args: readonly string[], options: Partial<CliOptions>) =>
    aged(await report('json', args, options));
  const STALE = ['example.com/a', 'example.com/b', 'example.com/c'];

  test('makes gaps of old lists, and of nothing else', async () => {
    box.put(withAge('30d'));
    const out = await report('json', ['--facts', facts], LATER);
    const { findings, gaps } = JSON.parse(out) as Json;
    expect(new Set(aged(out).map((subject) => subject.replace(/@.*/, '')))).toEqual(new Set(STALE));
    expect(gaps.find((gap) => gap.rule === 'freshness/stale')).toMatchObject({
      subject: 'example.com/a',
      why: 'offline',
      detail: `the ${server.host} has data from 2026-06-01T12:00:00Z, older than max-fact-age: 30d`,
    });
    // Licences and graphs do not change.
    expect(findings.map((f) => f.rule)).toEqual(
      expect.arrayContaining(['license/policy', 'graph/max-depth', 'gomod/exclude']),
    );
    expect(findings.some((f) => f.rule.startsWith('freshness/'))).toBe(false);
  });

  test.each([
    ['30d', '2026-07-01', false],
    ['30d', '2026-07-02', true],
    ['1h', '2026-06-01', false],
    ['12h', '2026-06-02', false],
    ['11h', '2026-06-02', true],
    ['1y', '2027-06-01', false],
    // A record of today judged as of an earlier day is not old.
    ['1d', '2026-01-01', false],
  ])('%s, on %s: %s', async (age, day, expected) => {
    box.put(withAge(age));
    expect((await check(['--facts', facts, '--as-of', day], LATER)).length > 0).toBe(expected);
  });

  test('counts for the fact cache too', async () => {
    const offline = { now: '2026-06-04T12:00:00Z' };
    box.put(withAge('7d'));
    expect(await check(['--offline'], offline)).toEqual([]);
    box.put(withAge('2d'));
    expect((await check(['--offline'], offline)).length).toBeGreaterThan(0);
    // Where the network may be asked, it is.
    expect(await check([], offline)).toEqual([]);
  });

  test('is the strictest of the policies in use', async () => {
    box.put({
      ...withAge('1y'),
      'sub/go.mod': 'module example.com/sub\n\ngo 1.25\n',
      'sub/.modwarden.yaml': 'rules: {}\nmax-fact-age: 2w\n',
      'other/.modwarden.yaml': 'rules: {}\nmax-fact-age: 1h\n',
    });
    expect((await check(['--facts', facts, '--as-of', '2026-06-15'], LATER)).length).toBe(0);
    expect((await check(['--facts', facts, '--as-of', '2026-06-16'], LATER)).length).toBeGreaterThan(0);
  });

  test('counts for lists of a proxy in a folder, which say no time themselves', async () => {
    const folder = join(box.root, 'proxy');
    put(folder, {
      'example.com/a/@v/list': 'v1.0.0\n',
      'example.com/a/@v/v1.0.0.mod': 'module example.com/a\n',
      'example.com/a/@v/v1.0.0.info': '{"Version":"v1.0.0","Time":"2026-01-01T00:00:00Z"}',
    });
    box.put({ 'go.mod': 'module example.com/main\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n', ...withAge('30d') });
    const file = join(box.root, 'folder.json');
    await box.run(['fetch', '-o', file], { ...DAY, env: { GOPROXY: pathToFileURL(folder).href } });
    expect(await check(['--facts', file], DAY)).toEqual([]);
    expect((await check(['--facts', file], LATER)).length).toBeGreaterThan(0);
  });
});

interface Json {
  readonly findings: readonly { readonly rule: string; readonly asOf?: string }[];
  readonly gaps: readonly { readonly rule: string; readonly subject: string; readonly detail: string }[];
}
