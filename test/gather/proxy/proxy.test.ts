import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { basic } from '../../../src/gather/http/credentials.ts';
import { netrcCredentials } from '../../../src/gather/proxy/netrc.ts';
import { proxySource } from '../../../src/gather/proxy/proxy.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';
import { selfSigned } from '../http/certificate.ts';
import { closeServers, nobody, type Reply, serve, serveTcp } from '../http/servers.ts';
import { buildZip } from './zip-builder.ts';

const tls = selfSigned();
let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'proxy-'));
  writeFileSync(join(box, 'ca.pem'), tls.cert);
});
afterAll(() => rmSync(box, { recursive: true }));
afterEach(closeServers);

interface Resolver {
  readonly GONOPROXY?: string;
  readonly GOAUTH?: string;
  /** For which the user has credentials. */
  readonly machine?: string;
}
function source(GOPROXY: string, { GONOPROXY = '', GOAUTH = 'netrc', machine = '' }: Resolver = {}) {
  const http = httpClient({
    env: { SSL_CERT_FILE: join(box, 'ca.pem') },
    limits: { connect: 300, question: 300 },
    pause: 1,
    patience: 50,
    credentials: netrcCredentials([{ machine, login: 'me', password: 'pw' }]),
  });
  const settings = { GOPROXY, GONOPROXY, GOAUTH, netrc: undefined, process: {} };
  return proxySource(settings, {
    http,
    now: () => new Date('2026-02-01T00:00:00.123Z'),
    isLicense: (path) => path === 'LICENSE',
  });
}
const ask = (
  kind: Ask['kind'],
  path = 'example.com/Mod',
  version = kind === 'versions' || kind === 'latest' ? '' : 'v1.0.0',
): Ask => ({
  kind,
  module: { path, version },
});
const mod = ask('mod');
const text: (status: number, body?: string, headers?: Record<string, string>) => Reply =
  (status, body, headers) => (_, response) =>
    response.writeHead(status, headers).end(body);
const good = (body: string): Reply => text(200, body);
const unknown = (why: string, detail: unknown) => ({ known: false, why, detail });
const asOf = '2026-02-01T00:00:00Z';

/** A server that knows these paths. */
const files: (known: Record<string, string | Uint8Array>) => Reply = (known) => (request, response) => {
  const body = known[request.url!];
  if (body === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('not found: nothing here');
  else response.writeHead(200).end(body);
};

describe('questions', () => {
  const zip = buildZip([{ name: 'example.com/Mod@v1.0.0/LICENSE', content: 'MIT' }]);
  const m = '/p/example.com/%21mod';
  test.each<[Ask, Record<string, string | Uint8Array>, value: object]>([
    [mod, { [`${m}/@v/v1.0.0.mod`]: 'module example.com/Mod\n' }, { value: 'module example.com/Mod\n' }],
    [
      ask('info'),
      { [`${m}/@v/v1.0.0.info`]: '{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z"}' },
      { value: { version: 'v1.0.0', time: '2024-01-01T00:00:00Z' } },
    ],
    [ask('versions'), { [`${m}/@v/list`]: 'v1.10.0\nv1.9.0\n' }, { value: ['v1.9.0', 'v1.10.0'], asOf }],
    [ask('latest'), { [`${m}/@latest`]: '{"Version":"v1.0.0"}' }, { value: { version: 'v1.0.0' }, asOf }],
    // Without @latest the youngest of the list is taken, as Go does.
    [
      ask('latest'),
      { [`${m}/@v/list`]: 'v1.0.0 2024-01-01T00:00:00Z\n', [`${m}/@v/v1.0.0.info`]: '{"Version":"v1.0.0"}' },
      { value: { version: 'v1.0.0' }, asOf },
    ],
    [ask('license'), { [`${m}/@v/v1.0.0.zip`]: zip }, { value: { files: [{ path: 'LICENSE', text: 'MIT' }] } }],
  ])('%j', async (question, known, answer) => {
    const { url, host } = await serve(files(known));
    expect(await source(`${url}//p/`).answer(question)).toEqual({ known: true, source: host, ...answer });
  });

  test('a list in which no version has a time has no latest', async () => {
    const { url } = await serve(files({ '/example.com/%21mod/@v/list': 'v1.0.0\n' }));
    expect(await source(url).answer(ask('latest'))).toMatchObject({ known: false, why: 'missing' });
  });

  test('nothing there', async () => {
    const { url } = await serve(files({}));
    const missing = (file: string) =>
      unknown(
        'missing',
        `reading ${url}/example.com/%21mod/${file}: 404 Not Found\n\tserver response: not found: nothing here`,
      );
    const proxy = source(url);
    expect(await proxy.answer(mod)).toEqual(missing('@v/v1.0.0.mod'));
    expect(await proxy.answer(ask('latest'))).toEqual(missing('@v/list'));
    expect(await proxy.answer(ask('license'))).toEqual(missing('@v/v1.0.0.zip'));
  });

  test('paths and versions that cannot be asked for', async () => {
    const { url, seen } = await serve(good(''));
    expect(await source(url).answer(ask('mod', 'nodot'))).toEqual(
      unknown('failed', 'malformed module path "nodot": missing dot in first path element'),
    );
    expect(await source(url).answer(ask('mod', 'example.com/../x'))).toEqual(
      unknown('failed', expect.stringContaining('malformed module path')),
    );
    expect(await source(url).answer(ask('info', 'example.com/x', '../x'))).toEqual(
      unknown('failed', expect.stringContaining('disallowed version string')),
    );
    expect(seen).toEqual([]);
  });
});

describe('an answer that is none', () => {
  test.each<[name: string, reply: Reply, detail: string]>([
    [
      'truncated',
      (_, response) => response.writeHead(200, { 'content-length': '100' }).write('module', () => response.destroy()),
      'read "URL/example.com/%21mod/@v/v1.0.0.mod": unexpected EOF',
    ],
    ['silence', () => {}, 'Get "URL/example.com/%21mod/@v/v1.0.0.mod": no response within 0.3 s'],
    [
      'without end',
      (request, response) => endless(request.url!, response),
      'read "URL/example.com/%21mod/@v/v1.0.0.mod": the response is larger than 16777216 bytes',
    ],
    ['500', text(500), 'reading URL/example.com/%21mod/@v/v1.0.0.mod: 500 Internal Server Error'],
    ['403', text(403), 'reading URL/example.com/%21mod/@v/v1.0.0.mod: 403 Forbidden'],
    ['429', text(429), 'reading URL/example.com/%21mod/@v/v1.0.0.mod: 429 Too Many Requests'],
  ])('%s', async (_, reply, detail) => {
    const { url } = await serve(reply);
    expect(await source(url).answer(mod)).toEqual(unknown('failed', detail.replace('URL', url)));
    // Behind `,` nobody else is asked, behind `|` the next is.
    const next = await serve(good('module next\n'));
    expect(await source(`${url},${next.url}`).answer(mod)).toEqual(unknown('failed', detail.replace('URL', url)));
    expect(next.seen).toEqual([]);
    expect(await source(`${url}|${next.url}`).answer(mod)).toMatchObject({ value: 'module next\n' });
  });

  test('that Go would take for a go.mod: nobody else is asked', async () => {
    const { url } = await serve(good('<!doctype html>'));
    const next = await serve(good('module next\n'));
    for (const list of [url, `${url},${next.url}`, `${url}|${next.url}`])
      expect(await source(list).answer(mod)).toEqual(
        unknown('failed', `invalid response from proxy "${url}": a page of markup instead of a go.mod file`),
      );
    expect(next.seen).toEqual([]);
  });

  test('info of another version', async () => {
    const { url } = await serve(good('{"Version":"v1.0.1"}'));
    expect(await source(url).answer(ask('info'))).toEqual(
      unknown('failed', `proxy returned info for version v1.0.1 instead of requested version\n\t(from ${url})`),
    );
  });

  test('zips', async () => {
    const { url } = await serve(good('PK no zip'));
    const detail = (answer: unknown) => (answer as { detail: string }).detail;
    expect(detail(await source(url).answer(ask('license')))).toMatch(
      /^reading http:.*v1\.0\.0\.zip: reading zip: End of central directory record/,
    );
  });
});

function endless(
  _: string,
  response: { writeHead(status: number): unknown; write(text: string, done: () => void): unknown; destroyed: boolean },
): void {
  response.writeHead(200);
  const more = () => void (response.destroyed || response.write('x'.repeat(1 << 20), more));
  more();
}

describe('the list', () => {
  const chained = async (statuses: readonly (number | 'off' | 'direct')[], separators: string) => {
    let list = '';
    for (const [i, status] of statuses.entries()) {
      const entry =
        typeof status === 'string' ? status : (await serve(status === 200 ? good(`module s${i}\n`) : text(status))).url;
      list += entry + (separators[i] ?? '');
    }
    return source(list).answer(mod);
  };
  const origin = 'Go would now fetch it from its origin (direct), which modwarden does not';
  test.each<[statuses: (number | 'off' | 'direct')[], separators: string, answer: object]>([
    [[404, 200], ',', { known: true, value: 'module s1\n' }],
    [[410, 404, 200], ',,', { known: true, value: 'module s2\n' }],
    [[403, 200], ',', { why: 'failed', detail: expect.stringContaining('403 Forbidden') }],
    [[403, 200], '|', { known: true, value: 'module s1\n' }],
    [[500, 404], '|', { why: 'failed', detail: expect.stringContaining('500 Internal') }],
    [[404, 500], '|', { why: 'failed', detail: expect.stringContaining('500 Internal') }],
    [[404, 410], ',', { why: 'missing', detail: expect.stringContaining('410 Gone') }],
    [['off'], '', { why: 'offline', detail: 'module lookup disabled by GOPROXY=off' }],
    // Go shows errNoproxy's kin only where nothing better was said.
    [[404, 'off'], ',', { why: 'missing', detail: 'module lookup disabled by GOPROXY=off' }],
    [[500, 'off'], '|', { why: 'failed', detail: expect.stringContaining('500 Internal') }],
    [['direct'], '', { why: 'private', detail: origin }],
    [
      [404, 'direct'],
      ',',
      { why: 'private', notFound: true, detail: expect.stringMatching(/404 Not Found\n\tGo would now fetch/) },
    ],
    [[500, 'direct'], ',', { why: 'failed', detail: expect.stringContaining('500 Internal') }],
    [['off', 200], ',', { why: 'offline' }],
    [['direct', 200], ',', { why: 'private' }],
  ])('%j by %j', async (statuses, separators, answer) =>
    expect(await chained(statuses, separators)).toMatchObject(answer),
  );

  test.each<[GOPROXY: string, detail: string]>([
    [',', 'GOPROXY list is not the empty string, but contains no entries'],
    ['none', 'invalid proxy URL missing scheme: none'],
    ['ftp://goproxy.example', 'invalid proxy URL scheme (must be https, http, file): ftp://goproxy.example'],
  ])('that Go refuses: %j', async (GOPROXY, detail) => {
    const proxy = source(GOPROXY, { GONOPROXY: 'example.com' });
    expect(await proxy.answer(mod)).toEqual(unknown('failed', detail));
    expect(proxy.route(mod)).toEqual(unknown('failed', detail));
    expect(proxy.network).toBe(false);
  });

  test('unreachable', async () => {
    const host = await nobody();
    const next = await serve(good('module next\n'));
    const url = `http://${host}/example.com/%21mod/@v/v1.0.0.mod`;
    expect(await source(`http://${host},${next.url}`).answer(mod)).toEqual(
      unknown('failed', `Get "${url}": dial tcp ${host}: connect: connection refused`),
    );
    expect(await source(`http://${host}|${next.url}`).answer(mod)).toMatchObject({ value: 'module next\n' });
    const silent = await serveTcp(() => {});
    expect(await source(`https://${silent.host}|${next.url}`).answer(mod)).toMatchObject({ value: 'module next\n' });
  });

  test('https that leads to http', async () => {
    const plain = await serve(good('module plain\n'));
    const secure = await serve(
      (request, response) => response.writeHead(302, { location: plain.url + request.url }).end(),
      tls,
    );
    expect(await source(secure.url).answer(mod)).toEqual(
      unknown('failed', expect.stringContaining('redirected from secure URL')),
    );
    expect(plain.seen).toEqual([]);
  });

  test('a folder', async () => {
    const file = join(box, 'folder/example.com/!mod/@v/v1.0.0.mod');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'module folder\n');
    const proxy = source(`file://${box}/folder`);
    expect(await proxy.answer(mod)).toEqual({ known: true, value: 'module folder\n', source: `file://${box}/folder` });
    expect(await proxy.answer(ask('info'))).toEqual(
      unknown('missing', `reading file://${box}/folder/example.com/%21mod/@v/v1.0.0.info: no such file or directory`),
    );
    expect(proxy.network).toBe(false);
    const next = await serve(good('{"Version":"v1.0.0"}'));
    expect(await source(`file://${box}/folder,${next.url}`).answer(ask('info'))).toMatchObject({
      known: true,
      source: next.host,
    });
  });
});

describe('private modules', () => {
  test.each<[GOPROXY: string, GONOPROXY: string, isPrivate: boolean]>([
    ['SERVER', 'example.com', true],
    ['SERVER', 'other.example,example.com/M*', true],
    ['SERVER', 'none', false],
    ['off', 'example.com', true],
    ['SERVER', 'example.com/m*', false],
  ])('GOPROXY=%s GONOPROXY=%s', async (GOPROXY, GONOPROXY, isPrivate) => {
    const { url, host, seen } = await serve(good('module x\n'));
    const proxy = source(GOPROXY.replace('SERVER', url), { GONOPROXY });
    const why = unknown(
      'private',
      'example.com/Mod matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not',
    );
    expect(proxy.route(mod)).toEqual(isPrivate ? why : { hosts: [host] });
    expect(await proxy.answer(mod)).toEqual(isPrivate ? why : expect.objectContaining({ known: true }));
    expect(seen.length).toBe(isPrivate ? 0 : 1);
  });
});

describe('credentials', () => {
  test('of netrc go over https', async () => {
    const secure = await serve(good('module x\n'), tls);
    await source(secure.url, { machine: secure.host }).answer(mod);
    // Since Go 1.24 a machine without a port is not meant for a URL with one.
    await source(secure.url, { machine: '127.0.0.1' }).answer(mod);
    const path = 'GET /example.com/%21mod/@v/v1.0.0.mod';
    expect(secure.seen).toEqual([`${path} ${basic('me', 'pw')}`, path]);
    const plain = await serve(good('module x\n'));
    await source(plain.url, { machine: plain.host }).answer(mod);
    expect(plain.seen).toEqual(['GET /example.com/%21mod/@v/v1.0.0.mod']);
  });

  test('in the URL are never shown, and not sent in clear text', async () => {
    const secure = await serve(text(403), tls);
    const answer = await source(secure.url.replace('127.0.0.1', 'u:s%40cret@localhost')).answer(mod);
    expect(secure.seen).toEqual([`GET /example.com/%21mod/@v/v1.0.0.mod ${basic('u', 's@cret')}`]);
    expect(JSON.stringify(answer)).not.toContain('cret');
    const plain = await serve(good(''));
    expect(await source(plain.url.replace('//', '//u:secret@')).answer(mod)).toEqual(
      unknown(
        'failed',
        `refusing to pass credentials to insecure URL: ${plain.url.replace('//', '//xxxxx@')}/example.com/%21mod/@v/v1.0.0.mod`,
      ),
    );
    expect(plain.seen).toEqual([]);
  });

  test('by commands of GOAUTH are not fetched, and that is said', async () => {
    const secure = await serve(text(401), tls);
    const hint = '\n\t(credentials come from a command of GOAUTH, which modwarden does not run)';
    const at = `${secure.url}/example.com/%21mod/@v/v1.0.0.mod`;
    expect(await source(secure.url, { GOAUTH: 'netrc; helper --token' }).answer(mod)).toEqual(
      unknown('failed', `reading ${at}: 401 Unauthorized${hint}`),
    );
    expect(await source(secure.url).answer(mod)).toEqual(unknown('failed', `reading ${at}: 401 Unauthorized`));
    expect(await source(secure.url, { GOAUTH: 'netrc;' }).answer(mod)).toEqual(
      unknown('failed', 'GOAUTH encountered an empty command (GOAUTH=netrc;)'),
    );
  });
});

describe('zips by ranges', () => {
  const filler = Buffer.alloc(600_000, 0);
  for (let i = 0; i < filler.length; i++) filler[i] = (i * 2654435761) >>> 24;
  const zip = buildZip([
    { name: 'example.com/Mod@v1.0.0/LICENSE', content: 'MIT' },
    { name: 'example.com/Mod@v1.0.0/data', content: filler, stored: true },
    { name: 'example.com/Mod@v1.0.0/x/LICENSE', content: 'not this' },
  ]);
  const ranges: (lie?: (start: number, end: number) => Record<string, string>) => Reply =
    (lie) => (request, response) => {
      const [, from, to] = /bytes=([0-9]*)-([0-9]*)/.exec(request.headers.range ?? '')!;
      const start = from === '' ? Math.max(0, zip.length - Number(to)) : Number(from);
      const end = from === '' ? zip.length : Number(to) + 1;
      response
        .writeHead(206, lie?.(start, end) ?? { 'content-range': `bytes ${start}-${end - 1}/${zip.length}` })
        .end(zip.subarray(start, end));
    };
  const licenses = { known: true, value: { files: [{ path: 'LICENSE', text: 'MIT' }] } };

  test('only the parts that are needed', async () => {
    let sent = 0;
    const { url, seen } = await serve((request, response) => {
      const write = response.end.bind(response);
      response.end = ((part: Uint8Array) => {
        sent += part.length;
        return write(part);
      }) as typeof response.end;
      ranges()(request, response);
    });
    expect(await source(url).answer(ask('license'))).toMatchObject(licenses);
    expect(seen.length).toBe(2);
    expect(sent).toBeLessThan(zip.length * 0.7);
  });

  test('a server without ranges', async () => {
    const { url, seen } = await serve((_, response) => response.end(zip));
    expect(await source(url).answer(ask('license'))).toMatchObject(licenses);
    expect(seen.length).toBe(1);
  });

  test.each<[name: string, lie: (start: number, end: number) => Record<string, string>, detail: string]>([
    ['says nothing', () => ({}), 'does not say which range'],
    [
      'says a wrong length',
      (start, end) => ({ 'content-range': `bytes ${start}-${end}/${zip.length}` }),
      'does not say which range',
    ],
    [
      'changes its mind',
      (start, end) => ({ 'content-range': `bytes ${start}-${end - 1}/${zip.length + (start === 0 ? 1 : 0)}` }),
      'a different range than requested',
    ],
  ])('a server that %s', async (_, lie, detail) => {
    const { url } = await serve(ranges(lie));
    expect(await source(url).answer(ask('license'))).toEqual(unknown('failed', expect.stringContaining(detail)));
  });
});
