/** Which answers are the whole of what was asked for, and who is sent the user's credentials on the way. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { hostIn, initialRequest, mayFollow } from '../../../src/gather/http/redirects.ts';
import { questionClock } from '../../../src/gather/http/watch.ts';
import { openRemoteZip } from '../../../src/gather/proxy/remote-zip.ts';
import { filesOfZip } from '../../../src/gather/proxy/zip.ts';
import { buildZip } from '../proxy/zip-builder.ts';
import { selfSigned } from './certificate.ts';
import { closeServers, type Reply, serve, serveTcp } from './servers.ts';

const tls = selfSigned();
let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'answers-'));
  writeFileSync(join(box, 'ca.pem'), tls.cert);
});
afterAll(() => rmSync(box, { recursive: true }));
afterEach(closeServers);

const client = (credentials?: () => string) =>
  httpClient({
    env: { SSL_CERT_FILE: join(box, 'ca.pem') },
    retries: 0,
    ...(credentials && { credentials }),
  });
const answer: (status: number, body: string | Uint8Array, headers?: Record<string, string>) => Reply =
  (status, body, headers) => (_, response) =>
    response.writeHead(status, headers).end(body);
async function got(reply: Reply, range?: string): Promise<string> {
  const { url } = await serve(reply);
  const http = client();
  const said = await http.get(new URL(`${url}/x`), { maxBytes: 1000, ...(range !== undefined && { range }) });
  http.close();
  return said.ok ? `${said.status} ${Buffer.from(said.body)}` : said.detail.replace(url, 'URL');
}

describe('a status', () => {
  test.each<[status: number, whole: string, ranged: string]>([
    [200, '200 body', '200 body'],
    [201, 'reading URL/x: 201 Created', 'reading URL/x: 201 Created'],
    [206, 'reading URL/x: 206 Partial Content', '206 body'],
    [299, 'reading URL/x: 299 unknown', 'reading URL/x: 299 unknown'],
    [305, 'reading URL/x: 305 Use Proxy', 'reading URL/x: 305 Use Proxy'],
    [416, 'reading URL/x: 416 Range Not Satisfiable', 'reading URL/x: 416 Range Not Satisfiable'],
  ])('%i', async (status, whole, ranged) => {
    expect(await got(answer(status, 'body'))).toBe(whole);
    expect(await got(answer(status, 'body'), 'bytes=0-3')).toBe(ranged);
  });

  test('with words of its own: no control characters, and not without end', async () => {
    const { url } = await serveTcp((socket) =>
      socket.on('data', () =>
        socket.end(`HTTP/1.1 403 \u001b[31m${'x'.repeat(500)}\r\nContent-Length: 0\r\n\r\n`, 'latin1'),
      ),
    );
    const said = await client().get(new URL(`${url}/x`), { maxBytes: 10 });
    expect(said).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^reading .*: 403 \\u\{1b\}\[31mx{50,100}$/),
    });
  });
});

describe('a content encoding', () => {
  const packed = gzipSync('body');
  test.each<[encoding: string, body: string | Uint8Array, said: string]>([
    ['gzip', packed, '200 body'],
    ['GZIP', packed, '200 body'],
    ['GZip', packed, '200 body'],
    ['identity', 'body', '200 body'],
    ['Identity', 'body', '200 body'],
    ['', 'body', '200 body'],
    ['x-gzip', packed, 'read "URL/x": unsupported content encoding "x-gzip"'],
    ['br', 'body', 'read "URL/x": unsupported content encoding "br"'],
    ['gzip, gzip', packed, 'read "URL/x": unsupported content encoding "gzip, gzip"'],
    ['gzip', 'body', 'read "URL/x": gzip: incorrect header check'],
    ['gzip', packed.subarray(0, -4), 'read "URL/x": gzip: unexpected end of file'],
  ])('%j', async (encoding, body, said) => {
    expect(await got(answer(200, body, { 'content-encoding': encoding }))).toBe(said);
  });

  test('of a part', async () => {
    expect(await got(answer(206, packed, { 'content-encoding': 'Gzip' }), 'bytes=0-3')).toBe(
      'read "URL/x": unsupported: a compressed partial response',
    );
    expect(await got(answer(200, packed, { 'content-encoding': 'Gzip' }), 'bytes=0-3')).toBe('200 body');
  });
});

describe('a zip by parts', () => {
  const zip = buildZip([{ name: 'example.com/m@v1.0.0/LICENSE', content: 'MIT' }]);
  const range = (start: number, end: number, size: number) => ({ 'content-range': `bytes ${start}-${end}/${size}` });
  const all = range(0, zip.length - 1, zip.length);
  const unsaid = 'the response does not say which range of the zip it contains';
  test.each<[name: string, reply: Reply, said: string]>([
    ['the part', answer(206, zip, all), 'MIT'],
    ['the whole', answer(200, zip), 'MIT'],
    ['no range', answer(206, zip), unsaid],
    ['a range of another length', answer(206, zip, range(0, zip.length, zip.length + 1)), unsaid],
    ['a range beyond the end', answer(206, zip, range(1, zip.length, zip.length)), unsaid],
    ['a range without a size', answer(206, zip, { 'content-range': `bytes 0-${zip.length - 1}/*` }), unsaid],
    ['several ranges', answer(206, zip, { 'content-type': 'multipart/byteranges; boundary=x' }), unsaid],
  ])('%s', async (_, reply, said) => {
    const { url } = await serve(reply);
    const opened = await openRemoteZip(client(), new URL(`${url}/x.zip`), { clock: questionClock() });
    if (!('read' in opened)) return expect(opened.detail).toBe(`reading ${url}/x.zip: ${said}`);
    const files = await filesOfZip(opened, 'example.com/m@v1.0.0/', () => true);
    expect(files).toEqual({ value: [{ path: 'LICENSE', text: said }] });
  });
});

describe('credentials of the user', () => {
  const initial = initialRequest(new URL('https://p.example/x'), 'https://p.example/x', () => 'Basic x');
  test.each<[location: string, follow: boolean]>([
    ['/y', true],
    ['y', true],
    ['//p.example/y', true],
    ['https://p.example:8443/y', true],
    ['https://sub.p.example/y', true],
    ['https://sub.p.example:9443/y', true],
    ['https://P.example/y', false],
    ['https://p.example./y', false],
    ['https://evil-p.example/y', false],
    ['https://p.example.evil.example/y', false],
    ['https://example/y', false],
    ['https://[::1]/y', false],
    // To Go these stay on the host; to the URLs of the web they leave it.
    ['/\\evil.example/y', false],
    ['\\\\evil.example/y', false],
    ['https:/\\evil.example/y', false],
    ['https:evil.example/y', false],
  ])('after %j', (location, follow) => {
    const next = new URL(location, 'https://p.example/x');
    expect(mayFollow(initial, hostIn(location, next) ?? initial.host, next)).toBe(follow);
  });

  test('do not come back once they were withheld', async () => {
    const there = await serve((_, response) => response.writeHead(302, { location: `${here.url}/back` }).end(), tls);
    const away = there.url.replace('127.0.0.1', 'localhost');
    const here = await serve(
      (request, response) =>
        request.url === '/back' ? response.end('back') : response.writeHead(302, { location: `${away}/there` }).end(),
      tls,
    );
    await client(() => 'Basic x').get(new URL(`${here.url}/x`), { maxBytes: 10 });
    expect(here.seen).toEqual(['GET /x Basic x', 'GET /back']);
    expect(there.seen).toEqual(['GET /there']);
  });

  test('count what was asked', async () => {
    const { url } = await serve((request, response) =>
      request.url === '/y' ? response.end('body') : response.writeHead(302, { location: '/y' }).end(),
    );
    const meter = { requests: 0, bytes: 0 };
    await httpClient({ env: {}, meter }).get(new URL(`${url}/x`), { maxBytes: 10 });
    expect(meter).toEqual({ requests: 2, bytes: 4 });
  });
});
