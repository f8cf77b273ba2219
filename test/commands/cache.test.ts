import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { serveWithSumdb } from '../support/sumdb-proxy.ts';

let box: Box;
afterEach(() => {
  box.remove();
  closeServers();
});

it('shows facts and answers of checksum databases, and cleans both but not the tree heads', async () => {
  const proxy = await serveWithSumdb({ 'example.com/a@v1.0.0': {} });
  box = newBox(proxy.url, { 'go.mod': 'module m\n', 'go.sum': await proxy.sum() });
  await box.run(['verify'], { env: { GOSUMDB: proxy.key } });
  const { out } = await box.run(['cache']);
  expect(out).toMatch(
    /^.*facts-\d+: 0 files, 0\.0 MB\n.*sumdb-\d+: [1-9]\d* files, 0\.0 MB\n.*mods-\d+: 0 files, 0\.0 MB\n.*runs-\d+: 0 files, 0\.0 MB\n$/,
  );
  expect((await box.run(['cache', 'clean'])).out).toContain(' removed\n');
  expect((await box.run(['cache'])).out).toMatch(/sumdb-\d+: 0 files/);
  expect(existsSync(join(box.root, 'cache', 'modwarden', 'sumdb-heads'))).toBe(true);
});

it('says that there is none where caches are off', async () => {
  box = newBox('off');
  expect((await box.run(['cache'], { env: { MODWARDEN_CACHE: 'off' } })).out).toContain('no cache');
});
