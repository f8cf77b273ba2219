import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeServers, serve } from '../gather/http/servers.ts';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { type Box, newBox } from '../support/box.ts';

const zip = (modified: string) =>
  buildZip([
    { name: 'index/modules.json', content: '[{"path":"a","vulns":[{"id":"GO-1"}]}]' },
    { name: 'index/db.json', content: JSON.stringify({ modified }) },
    { name: 'ID/GO-1.json', content: '{"id":"GO-1","affected":[{"package":{"name":"a"}}]}' },
  ]);

let box: Box;
beforeEach(() => {
  box = newBox('off');
});
afterEach(() => {
  box.remove();
  closeServers();
});

it('fetches a copy, says its day, and keeps the newer one', async () => {
  let served = zip('2026-05-22T00:00:00Z');
  const { url } = await serve((_, response) => response.end(served));
  const file = join(box.root, 'vulndb.zip');
  const fetched = await box.run(['vulndb', 'fetch', url, '-o', file]);
  expect([fetched.code, fetched.err]).toEqual([0, '']);
  expect(fetched.out).toContain(
    '1 entries about 1 modules, 0 of them malicious; changed last on 2026-05-22 (10 days ago)',
  );
  const { code, out } = await box.run(['vulndb', 'status', '--vulndb', file]);
  expect([code, out]).toEqual([0, fetched.out]);
  served = zip('2026-05-01T00:00:00Z');
  const older = await box.run(['vulndb', 'fetch', url, '-o', file]);
  expect([older.code, older.err]).toEqual([
    3,
    expect.stringContaining('is kept: the copy there was changed on 2026-05-22'),
  ]);
});

it('writes nothing that cannot be verified', async () => {
  const { url } = await serve((_, response) => response.end('<html>'));
  const file = join(box.root, 'vulndb.zip');
  const { code, err } = await box.run(['vulndb', 'fetch', url, '-o', file]);
  expect([code, err]).toEqual([3, expect.stringContaining('cannot be used: zip: not a valid zip file')]);
  expect(existsSync(file)).toBe(false);
});

it('shows the database of GOVULNDB, and what is wrong with one', async () => {
  writeFileSync(join(box.root, 'db.zip'), zip('2026-05-22T00:00:00Z'));
  const env = { GOVULNDB: join(box.root, 'db.zip') };
  expect((await box.run(['vulndb', 'status'], { env })).out).toContain('db.zip: 1 entries');
  const broken = await box.run(['vulndb', 'status', '--vulndb', 'none.zip']);
  expect([broken.code, broken.err]).toEqual([3, 'modwarden: none.zip cannot be used: does not exist\n']);
});

it.each([
  [['vulndb'], 'write vulndb status'],
  [['vulndb', 'status'], 'no vulnerability database was given'],
  [['vulndb', 'fetch', 'https://db.example'], 'needs a file to write'],
  [['vulndb', 'fetch', 'https://db.example', '-o', 'x.zip', '--offline'], '--offline forbids'],
])('refuses %o', async (argv, message) => {
  const { code, err } = await box.run(argv);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});
