/** What a request says, which answers lead on, and what is counted. */
import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type GetOptions, type HttpOptions, httpClient } from '../../../src/gather/http/client.ts';
import { VERSION } from '../../../src/version.ts';
import { closeServers, type Reply, serve } from './servers.ts';

const clients: { close(): void }[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  return closeServers();
});

function open(options: Partial<HttpOptions> = {}) {
  const client = httpClient({ env: {}, pause: 1, patience: 50, ...options });
  clients.push(client);
  return client;
}

/** What arrives for these wishes. */
async function sent(
  wanted: Partial<GetOptions>,
  path = '/a/b?c=d#e',
): Promise<[string | undefined, IncomingHttpHeaders]> {
  let arrived: [string | undefined, IncomingHttpHeaders] | undefined;
  const { url } = await serve((request, response) => {
    arrived = [`${request.method} ${request.url}`, request.headers];
    response.end('x');
  });
  await open().get(new URL(url + path), { maxBytes: 9, ...wanted });
  return arrived!;
}

describe('a request', () => {
  const always = { host: expect.any(String), 'user-agent': `modwarden/${VERSION}`, connection: 'keep-alive' };

  it('names the program, and takes packed answers', async () => {
    expect(await sent({})).toEqual(['GET /a/b?c=d', { ...always, 'accept-encoding': 'gzip' }]);
  });

  it('for a part takes none that is packed', async () => {
    expect(await sent({ range: 'bytes=0-9' })).toEqual([
      'GET /a/b?c=d',
      { ...always, 'accept-encoding': 'identity', range: 'bytes=0-9' },
    ]);
  });

  it('may have headers and a body', async () => {
    const post = { type: 'text/x', body: Buffer.from('four') };
    expect(await sent({ headers: { 'X-A': 'b' }, post })).toEqual([
      'POST /a/b?c=d',
      { ...always, 'accept-encoding': 'gzip', 'x-a': 'b', 'content-type': 'text/x', 'content-length': '4' },
    ]);
  });
});

describe('an answer', () => {
  const to = (status: number, location: string | undefined): Reply => {
    return ({ url }, response) => {
      if (url === '/end') response.end('end');
      else response.writeHead(status, location === undefined ? {} : { location }).end();
    };
  };
  const getFrom = async (reply: Reply) => {
    const server = await serve(reply);
    const answer = await open({ retries: 0 }).get(new URL(`${server.url}/begin`), { maxBytes: 9 });
    return { ...(answer.ok ? { body: String(answer.body), url: answer.url?.pathname } : answer), seen: server.seen };
  };

  it.each([301, 302, 303, 307, 308])('with status %d leads on', async (status) => {
    expect(await getFrom(to(status, '/end'))).toEqual({
      body: 'end',
      url: '/end',
      seen: ['GET /begin', 'GET /end'],
    });
  });

  it.each([300, 304, 305, 306, 309])('with status %d does not', async (status) => {
    expect(await getFrom(to(status, '/end'))).toMatchObject({ ok: false, status, seen: ['GET /begin'] });
  });

  it.each(['', undefined])('leads nowhere by the location %j', async (location) => {
    expect(await getFrom(to(302, location))).toMatchObject({ ok: false, status: 302, seen: ['GET /begin'] });
  });

  it('does not lead to other protocols, or to what is no URL', async () => {
    const server = await serve(to(302, 'ftp://a.example/x'));
    expect(await open().get(new URL(server.url), { maxBytes: 9 })).toEqual({
      ok: false,
      status: undefined,
      detail: 'Get "ftp://a.example/x": unsupported protocol scheme "ftp"',
    });
    const broken = await serve(to(302, 'http://%'));
    expect(await open().get(new URL(broken.url), { maxBytes: 9 })).toEqual({
      ok: false,
      status: undefined,
      detail: `Get "${broken.url}/": failed to parse Location header "http://%"`,
    });
  });
});

describe('a request that was refused for the moment', () => {
  const always = (status: number, headers: Record<string, string> = {}): Reply => {
    return (_, response) => void response.writeHead(status, headers).end();
  };
  const times = async (reply: Reply, options: Partial<HttpOptions> = {}) => {
    const server = await serve(reply);
    await open(options).get(new URL(server.url), { maxBytes: 9 });
    return server.seen.length;
  };

  it.each([
    [429, 4],
    [502, 4],
    [503, 4],
    [504, 4],
    [428, 1],
    [430, 1],
    [500, 1],
    [501, 1],
    [505, 1],
    [404, 1],
  ])('with status %d is made %d times', async (status, expected) => {
    expect(await times(always(status))).toBe(expected);
  });

  it('is repeated as often as is wished', async () => {
    expect([await times(always(503), { retries: 0 }), await times(always(503), { retries: 1 })]).toEqual([1, 2]);
  });

  it.each([
    ['0', 4],
    ['1', 1],
    ['x', 4],
    ['-1', 4],
    [new Date(0).toUTCString(), 4],
    [new Date(4e12).toUTCString(), 1],
  ])('waits as the server asks (%s), if that is within its patience', async (value, expected) => {
    expect(await times(always(503, { 'retry-after': value }), { patience: 900 })).toBe(expected);
  });
});

it('counts requests, repeated ones and redirects too, and the bytes of answers', async () => {
  const meter = { requests: 0, bytes: 0 };
  let busy = true;
  const { url } = await serve((request, response) => {
    if (request.url === '/a') return void response.writeHead(302, { location: '/b' }).end('123');
    if (!busy) return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(500)));
    busy = false;
    response.writeHead(503).end('12');
  });
  expect(await open({ meter }).get(new URL(`${url}/a`), { maxBytes: 500 })).toMatchObject({ ok: true, status: 200 });
  expect(meter).toEqual({ requests: 3, bytes: 505 });
});

it('asks nobody with credentials in clear text, or once it is closed', async () => {
  const server = await serve((_, response) => response.end());
  const client = open();
  expect(await client.get(new URL(`http://me:pw@${server.host}/x`), { maxBytes: 9 })).toEqual({
    ok: false,
    status: undefined,
    detail: `refusing to pass credentials to insecure URL: http://me:xxxxx@${server.host}/x`,
  });
  client.close();
  expect(await client.get(new URL(server.url), { maxBytes: 9 })).toEqual({
    ok: false,
    status: undefined,
    detail: `Get "${server.url}/": the HTTP client is closed`,
  });
  expect(server.seen).toEqual([]);
});
