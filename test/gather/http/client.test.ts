import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HttpOptions, httpClient } from '../../../src/gather/http/client.ts';
import { selfSigned } from './certificate.ts';
import { closeServers, nobody, type Reply, serve, serveTcp } from './servers.ts';

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

const SLOW = 'read "URL": the response took longer than 0.3 s, with less than 65536 bytes per second';

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
    ['an answer that does not begin', () => {}, 'Get "URL": no response within 0.3 s'],
    [
      'headers, and then nothing',
      (_, response) => void response.writeHead(200, { 'content-length': '9' }).flushHeaders(),
      SLOW,
    ],
    [
      'headers that drip',
      (request) => dripTo(request.socket, 'HTTP/1.1 200 OK\r\nx: '),
      'Get "URL": no response within 0.3 s',
    ],
    ['an answer that stops', (_, response) => void response.writeHead(200).write('x'), SLOW],
    [
      'an endless body',
      (_, response) => void response.writeHead(200).write('x'.repeat(1001)),
      'read "URL": the response is larger than 1000 bytes',
    ],
    [
      'a body that is announced too large',
      text(200, '', { 'content-length': '1001' }),
      'read "URL": the response is larger than 1000 bytes',
    ],
    [
      'a packed body that is too large',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1001))),
      'read "URL": the response is larger than 1000 bytes',
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

function drip(_: unknown, response: ServerResponse): void {
  dripTo(response);
}

function dripTo(stream: Writable, first = ''): void {
  stream.write(first);
  const timer = setInterval(() => stream.write('x'), 50);
  stream.on('close', () => clearInterval(timer));
}

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

test('a client that is closed waits for nothing', async () => {
  const mute = await serve(() => {});
  const busy = await serve(text(503, '', { 'retry-after': '50' }));
  const http = client({ parallel: 2, patience: 60_000, limits: { ...short, question: 60_000 } });
  const under = [mute, mute, busy, mute].map(({ url }) => http.get(new URL(url), { maxBytes: 10 }));
  const other = client({ patience: 60_000, limits: { ...short, question: 60_000 } });
  const waiting = other.get(new URL(busy.url), { maxBytes: 10 });
  await expect.poll(() => mute.seen.length + busy.seen.length).toBe(3);
  http.close();
  other.close();
  const replies = await Promise.all([...under, waiting]);
  expect(replies.map((reply) => reply.ok)).toEqual([false, false, false, false, false]);
});

describe('repetitions', () => {
  test('end for a host that they never help with', async () => {
    const server = await serve(text(502, ''));
    const http = client({ parallel: 1 });
    const replies = [];
    for (let i = 0; i < 10; i++) replies.push(await http.get(new URL(`${server.url}/${i}`), { maxBytes: 10 }));
    // Two questions are asked four times, the others once.
    expect(server.seen.length).toBe(2 * 4 + 8);
    expect(replies.every((reply) => !reply.ok && reply.status === 502)).toBe(true);
  });

  test('go on where they help', async () => {
    const times = new Map<string, number>();
    const server = await serve((request, response) => {
      const n = (times.get(request.url!) ?? 0) + 1;
      times.set(request.url!, n);
      response.writeHead(n < 3 ? 503 : 200).end();
    });
    const http = client({ parallel: 1 });
    for (let i = 0; i < 6; i++)
      expect(await http.get(new URL(`${server.url}/${i}`), { maxBytes: 10 })).toMatchObject({ ok: true });
    expect(server.seen.length).toBe(18);
  });
});
