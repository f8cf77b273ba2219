/**
 * A proxy of many faults, alone in front of a good one: what Go makes of it behind `,` and behind `|`, and that nothing wrong is left
 * over once it is well again. The verdicts stand here; where go is installed it is asked whether they are its own.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { factCache } from '../../src/gather/fact-cache.ts';
import { goInput, goModGraph } from '../../src/gather/go-run.ts';
import { httpClient } from '../../src/gather/http/client.ts';
import { proxyScope, proxySource } from '../../src/gather/proxy.ts';
import { chain } from '../../src/gather/sources.ts';
import type { Ask } from '../../src/model/facts.ts';
import { closeServers, type Reply, serve } from './http/servers.ts';

const hasGo = (() => {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasGo) console.log('skipped: there is no go, so the recorded verdicts were not compared with it');

let box: string;
let count = 0;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'faults-'));
});
afterAll(() => rmSync(box, { recursive: true, force: true }));
afterEach(closeServers);

type What = 'mod' | 'info' | 'list';
const GOOD: Readonly<Record<What, string>> = {
  mod: 'module example.com/c\n',
  info: '{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z"}',
  list: 'v1.0.0\nv1.1.0\n',
};
const FILES: Readonly<Record<string, What>> = {
  '/example.com/c/@v/v1.0.0.mod': 'mod',
  '/example.com/c/@v/v1.0.0.info': 'info',
  '/example.com/c/@v/list': 'list',
};
/** What Go asks for besides. */
const OTHERS: Readonly<Record<string, string>> = {
  '/example.com/c/@v/v1.1.0.mod': GOOD.mod,
  '/example.com/c/@v/v1.1.0.info': '{"Version":"v1.1.0","Time":"2024-01-01T00:00:00Z"}',
  '/example.com/c/@latest': GOOD.info,
};
const whole: Reply = ({ url = '' }, response) => {
  const what = FILES[url];
  const body = what === undefined ? OTHERS[url] : GOOD[what];
  response.writeHead(body === undefined ? 404 : 200).end(body);
};

/** Whose answer was taken: that of the faulty proxy, of the good one behind it, or none. */
type Verdict = 'first' | 'second' | 'fails';
type Row = [what: What, fault: string, reply: Reply, comma: Verdict, pipe: Verdict, ours?: 'we fail'];

const says: (status: number, body: string | Uint8Array, headers?: Record<string, string>) => Reply =
  (status, body, headers) => (_, response) =>
    response.writeHead(status, headers).end(body);
const cut: (headers: Record<string, string>, body: string | Uint8Array) => Reply = (headers, body) => (_, response) =>
  response.writeHead(200, headers).write(body, () => response.destroy());
const raw: (head: string) => Reply = (head) => (_, response) => response.socket!.end(head);
const html = '<!doctype html><title>Log in</title>\n';

const ROWS: readonly Row[] = [
  ...(['mod', 'info', 'list'] as const).flatMap((what): Row[] => [
    [what, '206 unasked', says(206, GOOD[what].slice(0, 9), { 'content-range': 'bytes 0-8/21' }), 'fails', 'second'],
    [what, '201', says(201, GOOD[what]), 'fails', 'second'],
    [what, '203', says(203, GOOD[what]), 'fails', 'second'],
    [what, '204', says(204, ''), 'fails', 'second'],
    [what, '205', says(205, ''), 'fails', 'second'],
    [what, '101', raw('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'), 'fails', 'second'],
    [what, '300', says(300, GOOD[what]), 'fails', 'second'],
    [what, '302 to nowhere', says(302, GOOD[what]), 'fails', 'second'],
    [what, '304', says(304, ''), 'fails', 'second'],
    [what, '404', says(404, ''), 'second', 'second'],
    [what, '410', says(410, ''), 'second', 'second'],
    [what, '403', says(403, html), 'fails', 'second'],
    [what, 'cut before its length', cut({ 'content-length': '999' }, GOOD[what]), 'fails', 'second'],
    [what, 'chunks without an end', cut({}, GOOD[what]), 'fails', 'second'],
    [what, 'GZIP cut', cut({ 'content-encoding': 'gzip' }, gzipSync(GOOD[what]).subarray(0, -6)), 'fails', 'second'],
    [what, 'GZIP', says(200, gzipSync(GOOD[what]), { 'content-encoding': 'GZIP' }), 'first', 'first'],
    [what, 'Gzip', says(200, gzipSync(GOOD[what]), { 'Content-Encoding': 'Gzip' }), 'first', 'first'],
    [what, 'identity', says(200, GOOD[what], { 'content-encoding': 'identity' }), 'first', 'first'],
  ]),
  // Go reads packed bytes as the answer: of a list that there are no versions. Here they are a failure of the proxy.
  ['info', 'x-gzip', says(200, gzipSync(GOOD.info), { 'content-encoding': 'x-gzip' }), 'fails', 'second'],
  ['info', 'br', says(200, brotliCompressSync(GOOD.info), { 'content-encoding': 'br' }), 'fails', 'second'],
  ['info', 'empty', says(200, ''), 'fails', 'second'],
  ['info', 'a page', says(200, html), 'fails', 'second'],
  ['info', 'another version', says(200, '{"Version":"v1.0.1"}'), 'fails', 'second'],
  ['info', 'no version', says(200, '{}'), 'fails', 'second'],
  ['info', 'a bad time', says(200, '{"Version":"v1.0.0","Time":"yesterday"}'), 'fails', 'second'],
  ['info', 'a list', says(200, '[]'), 'fails', 'second'],
  // Go looks into a go.mod only after it has chosen the proxy.
  ['mod', 'text', says(200, 'Service temporarily unavailable\n'), 'fails', 'fails'],
  ['mod', 'empty', says(200, ''), 'fails', 'fails'],
  ['mod', 'JSON', says(200, '{"error":"busy"}'), 'fails', 'fails'],
  ['mod', 'a page', says(200, html), 'fails', 'fails'],
  ['mod', 'another module', says(200, 'module example.com/other\n'), 'fails', 'fails'],
  ['mod', 'no module line', says(200, 'go 1.20\n'), 'fails', 'fails'],
  ['list', 'empty', says(200, ''), 'first', 'first'],
  ['list', 'other lines too', says(200, 'master\nv1.0.0 2024-01-01T00:00:00Z\n\n'), 'first', 'first'],
  ['list', 'a page', says(200, html, { 'content-type': 'text/html' }), 'first', 'first', 'we fail'],
  ['list', 'text', says(200, 'Service temporarily unavailable\n'), 'first', 'first', 'we fail'],
  ['list', 'JSON', says(200, '{"versions":[]}'), 'first', 'first', 'we fail'],
];

const asks: Readonly<Record<What, Ask>> = {
  mod: { kind: 'mod', module: { path: 'example.com/c', version: 'v1.0.0' } },
  info: { kind: 'info', module: { path: 'example.com/c', version: 'v1.0.0' } },
  list: { kind: 'versions', module: { path: 'example.com/c', version: '' } },
};

function repository(): string {
  const dir = join(box, `repo${count++}`);
  mkdirSync(dir);
  writeFileSync(join(dir, 'go.mod'), 'module example.com/main\n\ngo 1.16\n\nrequire example.com/c v1.0.0\n');
  return dir;
}

/** One run of a user with this cache folder. */
async function weFail(GOPROXY: string, what: What, dir: string, cache: string): Promise<boolean> {
  const http = httpClient({ env: {}, retries: 0 });
  const settings = { GOPROXY, GONOPROXY: '', GOAUTH: 'off', netrc: undefined, process: {} };
  const now = () => new Date('2026-06-01T12:00:00Z');
  const kept = factCache({ XDG_CACHE_HOME: cache }, now, { scopeOf: proxyScope(settings) });
  const source = chain([kept, proxySource(settings, { http, now })]);
  try {
    if (what !== 'mod') return !(await source.answer(asks[what])).known;
    const found = goInput(dir, 'mod graph', { GOWORK: 'off' });
    if ('problem' in found) throw new Error(found.problem);
    return await goModGraph(found.input, source).then(
      () => false,
      () => true,
    );
  } finally {
    http.close();
  }
}

const COMMANDS: Readonly<Record<What, readonly string[]>> = {
  mod: ['mod', 'graph'],
  info: ['list', '-m', '-json', 'example.com/c'],
  list: ['list', '-m', '-versions', 'example.com/c'],
};

async function goFails(GOPROXY: string, what: What, dir: string): Promise<boolean> {
  const env = {
    PATH: process.env.PATH,
    HOME: box,
    GOPROXY,
    GOMODCACHE: join(box, `mod${count++}`),
    GOFLAGS: '-modcacherw -mod=mod',
    GONOSUMDB: '*',
    GOENV: 'off',
    GOTOOLCHAIN: 'local',
  };
  return promisify(execFile)('go', [...COMMANDS[what]], { cwd: dir, env }).then(
    () => false,
    () => true,
  );
}

const fileOf = (what: What) => `GET ${Object.keys(FILES).find((file) => FILES[file] === what)}`;

describe.each<[separator: ',' | '|']>([[','], ['|']])('behind %s', (separator) => {
  test.each(ROWS)('%s: %s', async (what, _, reply, comma, pipe, ours) => {
    let isWell = false;
    const file = fileOf(what);
    const faulty = await serve((request, response) =>
      (isWell || `GET ${request.url}` !== file ? whole : reply)(request, response),
    );
    const good = await serve(whole);
    const list = `${faulty.url}${separator}${good.url}`;
    const recorded = separator === ',' ? comma : pipe;
    const verdict = async (fails: Promise<boolean>): Promise<Verdict> => {
      good.seen.length = 0;
      if (await fails) return 'fails';
      return good.seen.includes(file) ? 'second' : 'first';
    };
    const dir = repository();
    if (hasGo) expect(await verdict(goFails(list, what, dir))).toBe(recorded);

    const cache = mkdtempSync(join(box, 'cache-'));
    const expected = ours === undefined ? recorded : 'fails';
    expect(await verdict(weFail(list, what, dir, cache))).toBe(expected);
    // Again at once: what was learned is the same, whoever asks.
    expect(await weFail(list, what, dir, cache)).toBe(expected === 'fails');
    isWell = true;
    faulty.seen.length = 0;
    expect(await weFail(list, what, dir, cache)).toBe(false);
    expect(faulty.seen.includes(file)).toBe(expected === 'fails');
  });
});
