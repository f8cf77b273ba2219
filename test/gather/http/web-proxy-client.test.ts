import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HttpOptions, httpClient } from '../../../src/gather/http/client.ts';
import { basic } from '../../../src/gather/http/credentials.ts';
import { selfSigned } from './certificate.ts';
import { closeServers, type Reply, serve, serveTcp } from './servers.ts';

const tls = selfSigned();
let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'http-'));
  writeFileSync(join(box, 'ca.pem'), tls.cert);
});
afterAll(() => rmSync(box, { recursive: true }));
afterEach(closeServers);

const short = { connect: 300, idle: 300, total: 1000 };
const client = (options: Partial<HttpOptions> = {}) =>
  httpClient({ env: { SSL_CERT_FILE: join(box, 'ca.pem') }, timeouts: short, pause: 1, patience: 50, ...options });
async function get(url: string, options: Partial<HttpOptions> = {}, maxBytes = 1000): Promise<unknown> {
  const reply = await client(options).get(new URL(url), { maxBytes });
  return reply.ok ? Buffer.from(reply.body).toString() : reply;
}
const text: (status: number, body: string, headers?: Record<string, string>) => Reply =
  (status, body, headers) => (_, response) =>
    response.writeHead(status, headers).end(body);

describe('through a web proxy', () => {
  // Loopback addresses never go through a proxy; a name that only the proxy knows does.
  const viaTunnel = async (status = 200) => {
    const target = await serve(text(200, 'inside'), tls);
    const proxy = await serve((request, response) => {
      const forwarded = httpRequest({ host: '127.0.0.1', port: plainPort, path: new URL(request.url!).pathname }, (r) =>
        r.pipe(response),
      );
      forwarded.end();
    });
    const plainPort = Number((await serve(text(200, 'forwarded'))).host.split(':')[1]);
    const tunnels: string[] = [];
    proxy.server.on('connect', (request, socket) => {
      tunnels.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const upstream = connect(Number(target.host.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket);
        socket.pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    return { proxy, target, tunnels };
  };

  test('https by CONNECT, http by asking the proxy itself', async () => {
    const { proxy, tunnels } = await viaTunnel();
    const env = {
      SSL_CERT_FILE: join(box, 'ca.pem'),
      https_proxy: proxy.url.replace('//', '//me:pw@'),
      HTTP_PROXY: proxy.host,
    };
    // The certificate is for other names: the handshake is reached, and fails as it must.
    expect(await get('https://goproxy.example/x', { env })).toMatchObject({
      detail: expect.stringContaining('tls: failed to verify certificate'),
    });
    expect(tunnels[0]).toBe(`goproxy.example:443 ${basic('me', 'pw')}`);
    expect(await get('http://goproxy.example/x', { env })).toBe('forwarded');
    expect(proxy.seen).toEqual(['GET http://goproxy.example/x']);
  });

  test('a whole answer by tunnel', async () => {
    const { proxy, target, tunnels } = await viaTunnel();
    const env = { SSL_CERT_FILE: join(box, 'ca.pem'), HTTPS_PROXY: proxy.url };
    // Not the word "localhost", so it goes by the proxy; the same name for the certificate.
    expect(await get('https://localhost.:1/x', { env })).toBe('inside');
    expect(tunnels).toEqual(['localhost.:1']);
    expect(target.seen).toEqual(['GET /x']);
    expect(await get(`${target.url}/x`, { env })).toBe('inside');
    expect(tunnels.length).toBe(1);
  });

  test('that refuses', async () => {
    const { proxy } = await viaTunnel(407);
    expect(await get('https://goproxy.example/x', { env: { HTTPS_PROXY: proxy.url } })).toMatchObject({
      detail: 'Get "https://goproxy.example/x": 407 No',
    });
  });

  test('that refuses in words of its own', async () => {
    for (const status of ['407', '502']) {
      const { url } = await serveTcp((socket) =>
        socket.on('data', () => socket.end(`HTTP/1.1 ${status} \u001b[2J\u0007${'x'.repeat(500)}\r\n\r\n`, 'latin1')),
      );
      expect(await get('https://goproxy.example/x', { env: { HTTPS_PROXY: url }, retries: 0 })).toMatchObject({
        detail: expect.stringMatching(
          new RegExp(`^Get "https://goproxy.example/x": ${status} \\\\u\\{1b\\}\\[2J\\\\u\\{7\\}x{50,100}$`),
        ),
      });
    }
  });

  test('that is silent', async () => {
    const { url } = await serveTcp(() => {});
    expect(await get('https://goproxy.example/x', { env: { HTTPS_PROXY: url } })).toMatchObject({
      detail: expect.stringContaining('i/o timeout'),
    });
  });

  test('of a kind not known here', async () => {
    expect(await get('https://goproxy.example/x', { env: { HTTPS_PROXY: 'socks5://127.0.0.1:1' } })).toMatchObject({
      detail: 'Get "https://goproxy.example/x": proxies of the kind socks5 are not supported',
    });
  });
});
