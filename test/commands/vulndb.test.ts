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
  const sha256 = /SHA-256 of the index: ([0-9a-f]{64})\n$/.exec(fetched.out)?.[1];
  expect(fetched.out).toBe(
    `${file}: 1 entries about 1 modules, 0 of them malicious; changed last on 2026-05-22 (10 days ago)\n  SHA-256 of the index: ${sha256}\n`,
  );
  const { code, out } = await box.run(['vulndb', 'status', '--vulndb', file]);
  expect([code, out]).toEqual([0, fetched.out]);
  served = zip('2026-05-01T00:00:00Z');
  const older = await box.run(['vulndb', 'fetch', url, '-o', file]);
  expect([older.code, older.err]).toEqual([
    3,
    expect.stringMatching(
      /^modwarden: .*vulndb\.zip is kept: the copy there was changed on 2026-05-22.*; remove it first if that is right\n$/,
    ),
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
  [['vulndb'], 'write vulndb status, or vulndb fetch URL -o FILE'],
  [['vulndb', 'status', 'x'], 'write vulndb status, or vulndb fetch URL -o FILE'],
  [['vulndb', 'fetch'], 'write vulndb status, or vulndb fetch URL -o FILE'],
  [['vulndb', 'status'], 'no vulnerability database was given: name one with --vulndb, or in GOVULNDB'],
  [['vulndb', 'fetch', 'https://db.example'], 'vulndb fetch needs a file to write: -o vulndb.zip'],
  [
    ['vulndb', 'fetch', 'https://db.example', '-o', 'x.zip', '--offline'],
    'a server was named, and --offline forbids to ask it',
  ],
])('refuses %o', async (argv, message) => {
  const { code, err } = await box.run(argv);
  expect([code, err]).toEqual([2, `modwarden: ${message}\n`]);
});

it('shows every database, also behind one that cannot be used', async () => {
  writeFileSync(join(box.root, 'db.zip'), zip('2026-05-22T00:00:00Z'));
  const { code, out, err } = await box.run([
    'vulndb',
    'status',
    '--vulndb=none.zip',
    `--vulndb=${join(box.root, 'db.zip')}`,
  ]);
  expect([code, err]).toEqual([3, 'modwarden: none.zip cannot be used: does not exist\n']);
  expect(out).toContain('db.zip: 1 entries');
});

it('is used where --vulndb names it, whatever GOVULNDB says', async () => {
  writeFileSync(join(box.root, 'db.zip'), zip('2026-05-22T00:00:00Z'));
  const env = { GOVULNDB: 'none.zip' };
  expect((await box.run(['vulndb', 'status', '--vulndb', join(box.root, 'db.zip')], { env })).code).toBe(0);
  expect((await box.run(['vulndb', 'status'], { env })).code).toBe(3);
});

it('says where the copy could not be written', async () => {
  const { url } = await serve((_, response) => response.end(zip('2026-05-22T00:00:00Z')));
  const { code, err } = await box.run(['vulndb', 'fetch', url, '-o', 'no/folder.zip']);
  expect([code, err]).toEqual([2, expect.stringMatching(/^modwarden: "no\/folder\.zip" /)]);
});
