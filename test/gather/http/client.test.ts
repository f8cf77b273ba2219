import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HttpOptions, httpClient } from '../../../src/gather/http/client.ts';
import { basic } from '../../../src/gather/http/credentials.ts';
import { selfSigned } from './certificate.ts';
import { closeServers, drip, dripTo, nobody, type Reply, serve, serveTcp } from './servers.ts';

const tls = selfSigned();
let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'http-'));
  writeFileSync(join(box, 'ca.pem'), tls.cert);
});
afterAll(() => rmSync(box, { recursive: true }));
afterEach(closeServers);

const short = { connect: 300, question: 300, run: 5000 };
const client = (options: Partial<HttpOptions> = {}) =>
  httpClient({ env: { SSL_CERT_FILE: join(box, 'ca.pem') }, limits: short, pause: 1, patience: 50, ...options });
async function get(url: string, options: Partial<HttpOptions> = {}, maxBytes = 1000): Promise<unknown> {
  const reply = await client(options).get(new URL(url), { maxBytes });
  return reply.ok ? Buffer.from(reply.body).toString() : reply;
}
const text: (status: number, body: string, headers?: Record<string, string>) => Reply =
  (status, body, headers) => (_, response) =>
    response.writeHead(status, headers).end(body);

describe('answers', () => {
  test('200, plain and packed', async () => {
    expect(await get((await serve(text(200, 'hello'))).url)).toBe('hello');
    const packed = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'));
    });
    expect(await get(packed.url)).toBe('hello');
  });

  const plain = { 'content-type': 'text/plain; charset=UTF-8' };
  test.each<[name: string, reply: Reply, status: number, detail: string]>([
    ['404', text(404, 'x'), 404, '404 Not Found'],
    [
      '410 with words',
      text(410, 'not found: module x\n', plain),
      410,
      '410 Gone\n\tserver response: not found: module x',
    ],
    [
      '500 with lines',
      text(500, 'one\ntwo\n\nthree', plain),
      500,
      '500 Internal Server Error\n\tserver response:\n\tone\n\ttwo',
    ],
    ['403 with markup', text(403, '<p>no', { 'content-type': 'text/html' }), 403, '403 Forbidden'],
    // Go shows nothing that could move a cursor.
    ['403 with an escape sequence', text(403, 'no\u001b[2J', plain), 403, '403 Forbidden'],
    [
      '403 in another encoding',
      text(403, 'no', { 'content-type': 'text/plain; charset=latin1' }),
      403,
      '403 Forbidden',
    ],
    [
      '403 at length',
      text(403, 'a\n'.repeat(20), plain),
      403,
      `403 Forbidden\n\tserver response:${'\n\ta'.repeat(8)}\n\t[Truncated: too many lines.]`,
    ],
    [
      '403 without end',
      (_, response) => void response.writeHead(403, plain).write('a'.repeat(100_000)),
      403,
      '403 Forbidden\n\tserver response: [Truncated: too long.]',
    ],
    ['an unknown status', text(499, ''), 499, '499 unknown'],
  ])('%s', async (_, reply, status, detail) => {
    const { url } = await serve(reply);
    expect(await get(`${url}/a%21b`)).toEqual({ ok: false, status, detail: `reading ${url}/a%21b: ${detail}` });
  });
});

const SLOW = 'read "URL": the answer took longer than 0.3 s, at less than 65536 bytes a second';

describe('what never becomes an answer', () => {
  const failure = (detail: string) => ({ ok: false, status: undefined, detail });
  test('nobody there', async () => {
    const host = await nobody();
    expect(await get(`http://${host}/x`)).toEqual(
      failure(`Get "http://${host}/x": dial tcp ${host}: connect: connection refused`),
    );
  });

  test('no such host', async () => {
    expect(await get('http://nowhere.invalid/x')).toEqual(
      failure(expect.stringMatching(/^Get "http:\/\/nowhere.invalid\/x": dial tcp: lookup nowhere.invalid: /)),
    );
  });

  test.each<[name: string, reply: Reply, detail: string]>([
    ['an answer that does not begin', () => {}, 'Get "URL": no answer within 0.3 s'],
    [
      'headers, and then nothing',
      (_, response) => void response.writeHead(200, { 'content-length': '9' }).flushHeaders(),
      SLOW,
    ],
    [
      'headers that drip',
      (request) => dripTo(request.socket, 'HTTP/1.1 200 OK\r\nx: '),
      'Get "URL": no answer within 0.3 s',
    ],
    ['an answer that stops', (_, response) => void response.writeHead(200).write('x'), SLOW],
    [
      'an endless body',
      (_, response) => void response.writeHead(200).write('x'.repeat(1001)),
      'read "URL": the answer is larger than the limit of 1000 bytes',
    ],
    [
      'a body that is announced too large',
      text(200, '', { 'content-length': '1001' }),
      'read "URL": the answer is larger than the limit of 1000 bytes',
    ],
    [
      'a packed body that is too large',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1001))),
      'read "URL": the answer is larger than the limit of 1000 bytes',
    ],
    [
      'a packed body that is none',
      text(200, 'x', { 'content-encoding': 'gzip' }),
      'read "URL": gzip: unexpected end of file',
    ],
    [
      'a body cut off',
      (_, response) => response.writeHead(200, { 'content-length': '10' }).write('x', () => response.destroy()),
      'read "URL": unexpected EOF',
    ],
    [
      'a chunked body cut off',
      (_, response) => response.writeHead(200).write('x', () => response.destroy()),
      'read "URL": unexpected EOF',
    ],
    ['a body that drips', drip, SLOW],
    ['a refusal that drips', (_, response) => dripTo(response.writeHead(404)), SLOW],
  ])('%s', async (_, reply, detail) => {
    const { url } = await serve(reply);
    expect(await get(`${url}/x`)).toEqual(failure(detail.replace('URL', `${url}/x`)));
  });

  test('a server that speaks no HTTP', async () => {
    const { url } = await serveTcp((socket) => socket.write('SSH-2.0-x\r\n'));
    expect(await get(url)).toEqual(failure(expect.stringContaining('Get "http://127.0.0.1')));
  });

  test('a server that hangs up', async () => {
    let connections = 0;
    const { url } = await serveTcp((socket) => {
      connections++;
      socket.once('data', () => socket.destroy());
    });
    expect(await get(url)).toEqual(failure(expect.stringContaining('connection reset by peer')));
    expect(connections).toBe(4);
  });

  test('a certificate nobody vouches for', async () => {
    const { url } = await serve(text(200, 'x'), tls);
    expect(await get(url, { env: {} })).toEqual(
      failure(expect.stringMatching(/^Get "https:.*": tls: failed to verify certificate: /)),
    );
    expect(await get(url)).toBe('x');
  });

  test('a TLS handshake that never ends', async () => {
    const { url } = await serveTcp(() => {});
    expect(await get(url.replace('http:', 'https:'))).toEqual(failure(expect.stringContaining('i/o timeout')));
  });
});

describe('patience', () => {
  const after = (times: number, reply: Reply): Reply => {
    let n = 0;
    return (request, response) => (n++ < times ? reply(request, response) : response.writeHead(200).end('at last'));
  };
  test.each<[name: string, reply: Reply, result: unknown, requests: number]>([
    ['503 twice', after(2, text(503, '')), 'at last', 3],
    ['429 that asks for little', after(1, text(429, '', { 'retry-after': '0' })), 'at last', 2],
    [
      '429 that asks for too much',
      after(1, text(429, '', { 'retry-after': '3600' })),
      expect.objectContaining({ status: 429 }),
      1,
    ],
    ['429 with a date', after(1, text(429, '', { 'retry-after': new Date(0).toUTCString() })), 'at last', 2],
    ['502 for ever', text(502, ''), expect.objectContaining({ status: 502 }), 4],
    ['500', after(1, text(500, '')), expect.objectContaining({ status: 500 }), 1],
    ['404', after(1, text(404, '')), expect.objectContaining({ status: 404 }), 1],
    ['403', after(1, text(403, '')), expect.objectContaining({ status: 403 }), 1],
    ['a connection that breaks', after(1, (request) => request.socket.destroy()), 'at last', 2],
    [
      'a body that breaks',
      after(1, (_, response) => response.writeHead(200).write('x', () => response.destroy())),
      'at last',
      2,
    ],
  ])('%s', async (_, reply, result, requests) => {
    const { url, seen } = await serve(reply);
    expect(await get(url)).toEqual(result);
    expect(seen.length).toBe(requests);
  });
});

test('no more requests at once than allowed', async () => {
  let now = 0;
  let most = 0;
  const { url } = await serve((_, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      response.end('x');
    }, 20);
  });
  const one = client({ parallel: 3 });
  await Promise.all(Array.from({ length: 10 }, () => one.get(new URL(url), { maxBytes: 10 })));
  expect(most).toBe(3);
  one.close();
});

describe('redirects', () => {
  const to = (location: string, status = 302) => text(status, '', { location });
  test('are followed, from http to https too', async () => {
    const secure = await serve(text(200, 'there'), tls);
    const plain = await serve(to(secure.url));
    expect(await get(plain.url)).toBe('there');
  });

  test('from https to http are not', async () => {
    const plain = await serve(text(200, 'there'));
    const secure = await serve(to(`${plain.url}/y`), tls);
    expect(await get(`${secure.url}/x`)).toMatchObject({
      detail: `Get "${plain.url}/y": redirected from secure URL ${secure.url}/x to insecure URL ${plain.url}/y`,
    });
    expect(plain.seen).toEqual([]);
  });

  test('end after ten', async () => {
    const { url, seen } = await serve((request, response) =>
      response.writeHead(301, { location: `${request.url}x` }).end(),
    );
    expect(await get(`${url}/`)).toMatchObject({
      detail: `Get "/${'x'.repeat(10)}": stopped after 10 redirects`,
    });
    expect(seen.length).toBe(10);
  });

  test('that lead nowhere', async () => {
    const { url } = await serve(text(302, ''));
    expect(await get(url)).toMatchObject({ status: 302, detail: `reading ${url}/: 302 Found` });
    const file = await serve(to('file:///etc/passwd'));
    expect(await get(file.url)).toMatchObject({
      detail: 'Get "file:///etc/passwd": unsupported protocol scheme "file"',
    });
    const bad = await serve(to('http://[x'));
    expect(await get(bad.url)).toMatchObject({ detail: expect.stringContaining('failed to parse Location header') });
  });

  test('the error that counts is the one at the end, under the name asked for', async () => {
    const { url } = await serve((request, response) =>
      request.url === '/x' ? to('/y')(request, response) : response.writeHead(404).end(),
    );
    expect(await get(`${url}/x`)).toEqual({ ok: false, status: 404, detail: `reading ${url}/x: 404 Not Found` });
  });
});

describe('credentials', () => {
  test('of the URL go by https only, and are not shown', async () => {
    const secure = await serve(text(403, ''), tls);
    const url = secure.url.replace('//', '//us%40er:p%3Aw@');
    expect(await get(`${url}/x`)).toMatchObject({
      detail: `reading ${secure.url.replace('//', '//us%40er:xxxxx@')}/x: 403 Forbidden`,
    });
    expect(secure.seen).toEqual([`GET /x ${basic('us@er', 'p:w')}`]);
    const plain = await serve(text(200, ''));
    expect(await get(`${plain.url.replace('//', '//user:pw@')}/x`)).toMatchObject({
      detail: `refusing to pass credentials to insecure URL: ${plain.url.replace('//', '//user:xxxxx@')}/x`,
    });
    expect(plain.seen).toEqual([]);
  });

  test('of the user go to https only, and stay on the host', async () => {
    const other = await serve(text(200, 'there'), tls);
    const same = await serve((request, response) => {
      const location = request.url === '/1' ? '/2' : other.url.replace('127.0.0.1', 'localhost');
      response.writeHead(302, { location }).end();
    }, tls);
    const credentials = () => 'Basic secret';
    expect(await get(`${same.url}/1`, { credentials })).toBe('there');
    expect(same.seen).toEqual(['GET /1 Basic secret', 'GET /2 Basic secret']);
    expect(other.seen).toEqual(['GET /']);
    const plain = await serve(text(200, ''));
    await get(plain.url, { credentials });
    expect(plain.seen).toEqual(['GET /']);
  });
});
