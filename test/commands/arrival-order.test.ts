/** Answers of a server may come in any order: a check says the same. */
import { afterAll, expect, it } from 'vitest';
import { closeServers, serve } from '../gather/http/servers.ts';
import { newBox } from '../support/box.ts';
import { serveWithSumdb } from '../support/sumdb-proxy.ts';

afterAll(closeServers);

const LICENSE = 'Permission to use, copy, modify, and/or distribute this software is hereby granted.\n';
const requires = (...names: string[]) => names.map((name) => `require example.com/${name} v1.0.0\n`).join('');
const mod = (name: string, ...needs: string[]) => ({
  'go.mod': `module example.com/${name}\n\ngo 1.20\n\n${requires(...needs)}`,
  LICENSE,
});

it('whatever order answers come in', async () => {
  const proxy = await serveWithSumdb({
    'example.com/a@v1.0.0': mod('a', 'b', 'c'),
    'example.com/b@v1.0.0': mod('b', 'd'),
    'example.com/c@v1.0.0': mod('c', 'd', 'e'),
    'example.com/d@v1.0.0': mod('d'),
    'example.com/e@v1.0.0': mod('e', 'd'),
  });
  let seed = 1;
  const milliseconds = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % 12;
  };
  const slow = await serve(async (request, response) => {
    const reply = await fetch(proxy.url + request.url);
    const body = Buffer.from(await reply.arrayBuffer());
    setTimeout(() => response.writeHead(reply.status).end(body), milliseconds());
  });
  const main = (name: string, ...needs: string[]) => `module example.com/${name}\n\ngo 1.25\n\n${requires(...needs)}`;
  const box = newBox(slow.url, {
    'one/go.mod': main('one', 'a'),
    'two/go.mod': main('two', 'c', 'e'),
    'three/go.mod': main('three', 'b', 'e'),
    'four/go.mod': main('four', 'a', 'e'),
    '.modwarden.yaml': 'extends: [audit]\nrules: { license/policy: { level: error, allow: [MIT] } }\n',
  });
  const env = { GOSUMDB: 'off', MODWARDEN_CACHE: 'off' };
  const said = new Set<string>();
  // The server's name and the times of its answers differ from run to run of this test, not within one.
  for (let run = 0; run < 8; run++) {
    const { code, out, err } = await box.run(['check', '--format', 'json'], { env, now: '2026-06-01T12:00:00Z' });
    expect(code).toBe(1);
    said.add(`${out}${err}`);
  }
  expect([...said]).toHaveLength(1);
  box.remove();
});
