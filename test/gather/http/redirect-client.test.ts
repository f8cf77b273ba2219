import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HttpOptions, httpClient } from '../../../src/gather/http/client.ts';
import { basic } from '../../../src/gather/http/credentials.ts';
import { selfSigned } from './certificate.ts';
import { closeServers, type Reply, serve } from './servers.ts';

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

  test('of the user stay withheld where the way leads back to the host', async () => {
    const other = await serve((_, response) => response.writeHead(302, { location: `${home.url}/back` }).end(), tls);
    const home = await serve((request, response) => {
      if (request.url === '/back') response.writeHead(200).end('home');
      else response.writeHead(302, { location: other.url.replace('127.0.0.1', 'localhost') }).end();
    }, tls);
    expect(await get(`${home.url}/1`, { credentials: () => 'Basic secret' })).toBe('home');
    expect(home.seen).toEqual(['GET /1 Basic secret', 'GET /back']);
    expect(other.seen).toEqual(['GET /']);
  });

  // As url.ResolveReference: what names no host keeps the user, what names one has its own or none.
  test('of a URL go along to another path, and to no URL with a host', async () => {
    const { url, seen } = await serve((request, response) => {
      const location = { '/1': '/2', '/2': `${url}/3` }[request.url!];
      if (location === undefined) response.writeHead(200).end('there');
      else response.writeHead(302, { location }).end();
    }, tls);
    expect(await get(`${url.replace('//', '//user:pw@')}/1`)).toBe('there');
    const sent = basic('user', 'pw');
    expect(seen).toEqual([`GET /1 ${sent}`, `GET /2 ${sent}`, 'GET /3']);
  });
});
