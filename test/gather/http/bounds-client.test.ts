import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HttpOptions, httpClient } from '../../../src/gather/http/client.ts';
import { questionClock } from '../../../src/gather/http/watch.ts';
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
const text: (status: number, body: string, headers?: Record<string, string>) => Reply =
  (status, body, headers) => (_, response) =>
    response.writeHead(status, headers).end(body);

function drip(_: unknown, response: ServerResponse): void {
  dripTo(response);
}

function dripTo(stream: Writable, first = ''): void {
  stream.write(first);
  const timer = setInterval(() => stream.write('x'), 50);
  stream.on('close', () => clearInterval(timer));
}

describe('a host that does not answer', () => {
  const several = async (http: ReturnType<typeof client>, url: string, count: number) => {
    const replies = await Promise.all(
      Array.from({ length: count }, (_, i) => http.get(new URL(`${url}/${i}`), { maxBytes: 1000 })),
    );
    return replies.map((r) => (r.ok ? 'answered' : r.detail.replace(/^Get "[^"]*": /, '')));
  };

  const givenUp = (host: string) => `${host} is skipped in this run: 5 requests took longer than 0.3 s`;

  test.each<[how: string, reply: Reply]>([
    ['says nothing', () => {}],
    ['sends headers and then nothing', (_, response) => void response.writeHead(200).flushHeaders()],
    ['drips', drip],
    ['drips headers', (request) => dripTo(request.socket, 'HTTP/1.1 200 OK\r\nx: ')],
  ])('is given up where it %s', async (_, reply) => {
    const server = await serve(reply);
    const replies = await several(client({ parallel: 4 }), server.url, 200);
    // Those under way at the fifth have their time, too.
    expect(server.seen.length).toBeGreaterThanOrEqual(5);
    expect(server.seen.length).toBeLessThan(5 + 4);
    expect(replies.filter((r) => r.includes(' is skipped ')).length).toBe(200 - server.seen.length);
    expect(replies.at(-1)).toMatch(givenUp(server.host));
  });

  test('is given up though it answers in between', async () => {
    const server = await serve((request, response) => {
      if (!request.url?.endsWith('7')) response.end('x');
    });
    const replies = await several(client({ parallel: 1 }), server.url, 60);
    expect(server.seen.length).toBe(48);
    expect(replies.filter((r) => r === 'answered').length).toBe(43);
    expect(replies.slice(48)).toEqual(Array(12).fill(givenUp(server.host)));
  });

  test('is given up for what it redirects to', async () => {
    const mute = await Promise.all(Array.from({ length: 6 }, () => serve(() => {})));
    let n = 0;
    const server = await serve((_, response) => response.writeHead(302, { location: mute[n++]!.url }).end());
    const http = client();
    const replies: string[] = [];
    for (let i = 0; i < 8; i++) replies.push(...(await several(http, server.url, 1)));
    expect(server.seen.length).toBe(5);
    expect(replies.at(-1)).toBe(givenUp(server.host));
  });

  test('leaves others their turn', async () => {
    const http = client();
    const [mute, other] = [await serve(() => {}), await serve(text(200, 'x'))];
    await several(http, mute.url, 20);
    expect(await several(http, other.url, 2)).toEqual(['answered', 'answered']);
  });
});

describe('a run', () => {
  const failed = (replies: readonly unknown[]) => replies.filter((r) => typeof r === 'object').length;
  const all = (http: ReturnType<typeof client>, url: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const reply = await http.get(new URL(`${url}/${i}`), { maxBytes: 1000 });
        return reply.ok || reply.detail;
      }),
    );

  test('makes no more requests than its limit', async () => {
    const server = await serve(text(200, 'x'));
    const replies = await all(client({ limits: { requests: 7 } }), server.url, 20);
    expect(server.seen.length).toBe(7);
    expect(replies.filter((r) => r === true).length).toBe(7);
    expect(replies.at(-1)).toBe(`Get "${server.url}/19": reached the limit of 7 requests in one run`);
  });

  test('counts redirects and repetitions too', async () => {
    const server = await serve((request, response) =>
      response.writeHead(request.url === '/0' ? 301 : 503, { location: '/x' }).end(),
    );
    await all(client({ limits: { requests: 3 }, retries: 9 }), server.url, 1);
    expect(server.seen.length).toBe(3);
  });

  test('receives no more bytes than its limit', async () => {
    const server = await serve(text(200, 'x'.repeat(500)));
    const replies = await all(client({ limits: { received: 1200 }, parallel: 1 }), server.url, 10);
    expect(server.seen.length).toBe(3);
    expect(replies[2]).toBe(`read "${server.url}/2": reached the limit of 1200 received bytes in one run`);
    expect(replies[3]).toBe(`Get "${server.url}/3": reached the limit of 1200 received bytes in one run`);
  });

  test('makes no requests after its time', async () => {
    const server = await serve(drip);
    const limits = { question: 5000, connect: 5000, run: 200 };
    const replies = await all(client({ limits, parallel: 2 }), server.url, 10);
    expect(server.seen.length).toBe(2);
    expect(replies[0]).toBe(`read "${server.url}/0": reached the limit of 0.2 s of requests in one run`);
    expect(replies[9]).toBe(`Get "${server.url}/9": reached the limit of 0.2 s of requests in one run`);
    expect(failed(replies)).toBe(0);
  });
});

describe('time that a question has', () => {
  test('is longer for an answer that keeps coming', async () => {
    const { url } = await serve((_, response) => {
      let parts = 0;
      const timer = setInterval(() => {
        response.write('x'.repeat(100));
        if (++parts === 10) response.end();
      }, 50);
      response.on('close', () => clearInterval(timer));
    });
    // Twice what comes would be enough; here it is a little less than what comes.
    const http = client({ limits: { ...short, bytesPerSecond: 1000 } });
    expect(await http.get(new URL(url), { maxBytes: 1000 })).toMatchObject({ ok: true });
  });

  test('ends with a silence as long', async () => {
    const { url } = await serve((_, response) => void response.writeHead(200).write('x'.repeat(900)));
    const http = client({ limits: { ...short, bytesPerSecond: 1 } });
    expect(await http.get(new URL(url), { maxBytes: 1000 })).toMatchObject({
      detail: `read "${url}/": the response stopped for 0.3 s`,
    });
  });

  test('holds for all requests of the question together', async () => {
    const server = await serve((_, response) => void setTimeout(() => response.end('x'), 200));
    const [http, clock] = [client({ limits: { ...short, bytesPerSecond: 1e9 } }), questionClock()];
    const ask = () => http.get(new URL(server.url), { maxBytes: 10, clock });
    expect(await ask()).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ detail: expect.stringContaining('no response within 0.3 s') });
  });

  test('holds for what a server asks to wait', async () => {
    const server = await serve(text(503, '', { 'retry-after': '1' }));
    const http = client({ patience: 60_000, limits: { ...short, question: 900 } });
    expect(await http.get(new URL(server.url), { maxBytes: 10 })).toMatchObject({ status: 503 });
    expect(server.seen.length).toBe(1);
  });

  test('does not run while this process is too busy to listen', async () => {
    // A server in a process of its own: it answers while this one counts.
    const script =
      "require('http').createServer((_, r) => setTimeout(() => r.end('x'), 100)).listen(0, '127.0.0.1', function () { console.log(this.address().port) })";
    const server = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [port] = await once(server.stdout, 'data');
      const url = new URL(`http://127.0.0.1:${Number(port)}`);
      const http = client({ limits: { ...short, question: 1000 } });
      const replies = Array.from({ length: 3 }, () => http.get(url, { maxBytes: 10 }));
      await new Promise((resolve) => setTimeout(resolve, 20));
      // After this, timers come before what has arrived.
      await new Promise((resolve) => setImmediate(resolve));
      const until = performance.now() + 3000;
      while (performance.now() < until);
      expect((await Promise.all(replies)).map((reply) => reply.ok)).toEqual([true, true, true]);
      http.close();
    } finally {
      server.kill();
    }
  });

  test('does not run while it waits for its turn', async () => {
    const { url } = await serve((_, response) => void setTimeout(() => response.end('x'), 100));
    const http = client({ parallel: 1, limits: { ...short, question: 500 } });
    const replies = await Promise.all(Array.from({ length: 8 }, () => http.get(new URL(url), { maxBytes: 10 })));
    expect(replies.every((reply) => reply.ok)).toBe(true);
  });
});

describe('large answers', () => {
  test.each([
    ['plain', false],
    ['packed', true],
  ])('are read one at a time: %s', async (_, packed) => {
    const body = 'x'.repeat(5_000_000);
    const server = await serve((_, response) =>
      packed ? response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body)) : response.end(body),
    );
    const http = client({ limits: { large: 100_000 } });
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => http.get(new URL(server.url), { maxBytes: 6_000_000 })),
    );
    expect(replies.map((reply) => (reply.ok ? reply.body.length : reply.detail))).toEqual(Array(6).fill(5_000_000));
  });

  test('leave the turn to the next when they break off', async () => {
    let n = 0;
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '900000' }).write('x'.repeat(500_000), () => {
        if (n++ === 0) response.destroy();
        else response.end('x'.repeat(400_000));
      });
    });
    const http = client({ retries: 0, limits: { large: 100_000 } });
    const replies = await Promise.all(
      Array.from({ length: 3 }, () => http.get(new URL(server.url), { maxBytes: 1_000_000 })),
    );
    expect(replies.map((reply) => reply.ok).sort()).toEqual([false, true, true]);
  });
});
