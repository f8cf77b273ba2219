import { afterEach, expect, it } from 'vitest';
import { userClient } from '../../../src/gather/proxy/user-client.ts';
import { userEnv } from '../../../src/gather/user-env.ts';
import { closeServers, serve } from '../http/servers.ts';

afterEach(closeServers);
const user = userEnv({ GOENV: 'off', PATH: '' }, 'linux');

it('counts what it asks, and repeats only as often as it is told', async () => {
  const server = await serve((_, response) => void response.writeHead(503).end());
  const meter = { requests: 0, bytes: 0 };
  const client = userClient(user, { retries: 1, pause: 1, meter });
  expect(await client.get(new URL(server.url), { maxBytes: 10 })).toMatchObject({ ok: false, status: 503 });
  expect([meter.requests, server.seen.length]).toEqual([2, 2]);
  client.close();
});

it('shows no credentials that a server sends back', async () => {
  const server = await serve((request, response) => {
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`no entry for ${request.headers.authorization}`);
  });
  const url = new URL(server.url.replace('127.0.0.1', 'localhost'));
  const client = userClient(user);
  const reply = await client.get(new URL(`${url.origin}/?token=very-secret`), { maxBytes: 100 });
  expect(JSON.stringify(reply)).not.toContain('very-secret');
  client.close();
});

it('can be closed before it was used', () => {
  expect(() => userClient(user).close()).not.toThrow();
});
