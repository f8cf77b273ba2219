import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { userClient } from '../../../src/gather/proxy/user-client.ts';
import { userEnv } from '../../../src/gather/user-env.ts';
import { selfSigned } from '../http/certificate.ts';
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

it('sends what the netrc of the user has for a host, unless GOAUTH says otherwise, and shows none of it', async () => {
  const box = mkdtempSync(join(tmpdir(), 'user-client-'));
  const tls = selfSigned();
  const server = await serve((request, response) => {
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`no entry for ${request.headers.authorization}`);
  }, tls);
  writeFileSync(join(box, 'ca.pem'), tls.cert);
  writeFileSync(join(box, 'netrc'), `machine ${server.host} login somebody password very-secret\n`);
  const env = { GOENV: 'off', PATH: '', NETRC: join(box, 'netrc'), SSL_CERT_FILE: join(box, 'ca.pem') };
  for (const GOAUTH of ['netrc', 'off']) {
    const client = userClient(userEnv({ ...env, GOAUTH }, 'linux'));
    const reply = await client.get(new URL(server.url), { maxBytes: 100 });
    expect(reply).toMatchObject({ ok: false, status: 403 });
    expect(JSON.stringify(reply)).not.toMatch(/very-secret|c29tZWJvZHk6dmVyeS1zZWNyZXQ=/);
    client.close();
  }
  expect(server.seen).toEqual(['GET / Basic c29tZWJvZHk6dmVyeS1zZWNyZXQ=', 'GET /']);
  rmSync(box, { recursive: true });
});
