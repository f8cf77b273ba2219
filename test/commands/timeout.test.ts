/** Proxies that stall, as the command line meets them: which requests are made, which gaps stay, and that the run ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeServers, type Reply, serve } from '../gather/http/servers.ts';
import { cli, put } from '../support/cli.ts';

let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'timeout-'));
});
afterAll(() => rmSync(box, { recursive: true }));
afterEach(closeServers);

const silence: Reply = () => {};
const headers: Reply = (_, response) => void response.writeHead(200, { 'content-length': '999' }).flushHeaders();
const drip: Reply = (_, response) => {
  const timer = setInterval(() => response.write('x'), 50);
  response.on('close', () => clearInterval(timer));
};
/** A proxy that has every module at v1.0.0, but for what stalls. */
const modules =
  (stalls: RegExp = /^$/, stall: Reply = silence): Reply =>
  (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '';
    if (stalls.test(url)) return stall(request, response);
    if (url.endsWith('.mod')) return response.end(`module ${url.slice(1, url.indexOf('/@v/'))}\n`);
    if (url.endsWith('.info')) return response.end('{"Version":"v1.0.0","Time":"2026-05-01T00:00:00Z"}');
    if (url.endsWith('/list')) return response.end('v1.0.0\n');
    return response.writeHead(404).end();
  };

let folders = 0;
/** Runs `check` on a module with so many dependencies; the gaps as `RULE SUBJECT: DETAIL`. */
async function check(GOPROXY: string, count: number, timeout = '0.3') {
  const cwd = join(box, `${folders++}`);
  const lines = Array.from({ length: count }, (_, i) => `require example.com/m${i} v1.0.0\n`);
  put(cwd, {
    'go.mod': `module example.com/main\n\ngo 1.21\n\n${lines.join('')}\nreplace example.com/x => ../x\n`,
    '.modwarden.yaml':
      'rules:\n  graph/max-depth: { max: 3 }\n  freshness/retracted: error\n  replace/local-path: error\ngaps: { graph: fail }\n',
  });
  const env = { GOPROXY, MODWARDEN_CACHE: 'off', GOMODCACHE: join(box, 'none'), GOENV: 'off' };
  const { code, out, err } = await cli(['check', '--timeout', timeout, '--format', 'json'], { cwd, env });
  if (out === '') throw new Error(err);
  const report = JSON.parse(out) as {
    findings: { rule: string }[];
    gaps: { rule: string; subject: string; detail: string }[];
  };
  return {
    code,
    findings: report.findings.map(({ rule }) => rule),
    gaps: report.gaps.map(({ rule, subject, detail }) => `${rule} ${subject}: ${detail}`),
  };
}

describe('a proxy that stalls', () => {
  test.each<[how: string, Reply]>([
    ['says nothing', silence],
    ['sends headers and then nothing', headers],
    ['drips', drip],
  ])('and %s is given up; what needs no proxy is judged', async (_, reply) => {
    const server = await serve(reply);
    const { code, findings, gaps } = await check(server.url, 60);
    expect(code).toBe(3);
    expect(findings).toEqual(['replace/local-path']);
    // Sixteen at once: the fifth that runs out of time ends it, those under way have their time.
    expect(server.seen.length).toBeLessThanOrEqual(16 + 16);
    expect(gaps.some((gap) => gap.startsWith('graph/max-depth example.com/main: '))).toBe(true);
    expect(gaps.every((gap) => gap.includes(server.host))).toBe(true);
  });

  test('at two places is asked at both, and given up at both', async () => {
    const [one, two] = [await serve(headers), await serve(silence)];
    const { code, gaps } = await check(`${one.url}|${two.url}`, 60);
    expect(code).toBe(3);
    for (const { seen } of [one, two]) {
      expect(seen.length).toBeGreaterThanOrEqual(5);
      expect(seen.length).toBeLessThanOrEqual(32);
    }
    expect(gaps.length).toBeGreaterThan(0);
  });

  test('leaves the next in the list its turn', async () => {
    const [mute, other] = [await serve(silence), await serve(modules())];
    const { code, findings, gaps } = await check(`${mute.url}|${other.url}`, 40);
    expect({ code, gaps }).toEqual({ code: 0, gaps: [] });
    expect(findings).toContain('replace/local-path');
    expect(mute.seen.length).toBeLessThanOrEqual(32);
  });

  test('with lists alone leaves the graph', async () => {
    const server = await serve(modules(/\/list$/, headers));
    const { code, gaps } = await check(server.url, 60);
    expect(code).toBe(0);
    expect(server.seen.filter((url) => url.endsWith('.mod')).length).toBe(60);
    expect(server.seen.filter((url) => url.endsWith('/list')).length).toBeLessThanOrEqual(32);
    expect(gaps.filter((gap) => gap.startsWith('freshness/retracted ')).length).toBe(60);
    expect(gaps.filter((gap) => gap.startsWith('graph/'))).toEqual([]);
    expect(gaps.at(-1)).toContain(`${server.host} is skipped in this run: `);
  });
});

test('a proxy that is slow, but within its time, is not given up', async () => {
  const slow = modules(/./, (request, response) => void setTimeout(() => modules()(request, response), 100));
  const server = await serve(slow);
  expect(await check(server.url, 40, '5')).toMatchObject({ code: 0, gaps: [] });
});

describe('a proxy without end', () => {
  test('of go.mod files leaves the rest to be checked', async () => {
    const server = await serve((request, response) => {
      const n = Number(/\/m(\d+)\/@v\/v1.0.0.mod$/.exec(request.url ?? '')?.[1]);
      if (Number.isNaN(n)) return response.writeHead(404).end();
      const lines = Array.from({ length: 300 }, (_, i) => `require example.com/m${n * 300 + i + 1} v1.0.0\n`);
      return response.end(`module example.com/m${n}\n\ngo 1.16\n\n${lines.join('')}`);
    });
    const { code, findings, gaps } = await check(server.url, 1, '30');
    expect(code).toBe(3);
    expect(findings).toContain('replace/local-path');
    expect(gaps).toContain(
      'graph/max-depth example.com/main: the module graph has more than 50000 modules, which is the limit: at example.com/m301@v1.0.0, through example.com/m0@v1.0.0',
    );
    expect(server.seen.filter((url) => url.endsWith('.mod')).length).toBe(301);
  });

  test('of versions leaves the rest to be checked', async () => {
    const list = Array.from({ length: 50_001 }, (_, i) => `v1.${i}.0\n`).join('');
    const server = await serve(modules(/\/m0\/@v\/list$/, (_, response) => response.end(list)));
    const { code, gaps } = await check(server.url, 3, '30');
    expect(code).toBe(0);
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps)
      expect(gap).toMatch(/ example\.com\/m0(?:@v1\.0\.0)?: .*: a list of more than 50000 versions$/);
  });
});

describe('--timeout', () => {
  test.each(['', '0', '0.01', '3601', '-5', '5s', '1e3', 'soon', 'Infinity', '12345678901234567890'])(
    'refuses %j',
    async (value) => {
      const { code, err } = await cli(['check', `--timeout=${value}`], {
        cwd: put(join(box, 'usage'), { 'go.mod': 'module m\n' }),
      });
      expect(code).toBe(2);
      expect(err).toContain('--timeout');
    },
  );
});
