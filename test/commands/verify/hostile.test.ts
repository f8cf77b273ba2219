/** Servers and files that would take all time or memory: refused with a clear error, and never a pass. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_EVIDENCE } from '../../../src/gather/sumdb/evidence.ts';
import { closeServers, serve } from '../../gather/http/servers.ts';
import { buildZip, type TestEntry } from '../../gather/proxy/zip-builder.ts';
import { type Box, newBox } from '../../support/box.ts';
import { testLog } from '../../support/sumdb-log.ts';
import { linesOf } from '../../support/sumdb-proxy.ts';

const LOG = testLog(300);
const SUM = LOG.records[299]!;
const MB = Buffer.alloc(1 << 20, 'x');

let box: Box;
afterEach(() => {
  box.remove();
  closeServers();
});

type Answer = (body: Uint8Array, path: string) => readonly Uint8Array[];

/** What `verify` says where the database's answers are changed. */
async function verifyWith(change: Answer) {
  const server = await serve((request, response) => {
    const body = LOG.answer(request.url!);
    response.writeHead(body ? 200 : 404);
    for (const part of body ? change(body, request.url!) : []) response.write(part);
    response.end();
  });
  box = newBox('off', { 'go.mod': 'module m\n', 'go.sum': SUM });
  return box.run(['verify'], { env: { GOSUMDB: `${LOG.signer.key} ${server.url}` } });
}

const lookups =
  (change: (body: Uint8Array) => readonly Uint8Array[]): Answer =>
  (body, path) =>
    path.startsWith('/lookup/') ? change(body) : [body];
const tiles =
  (change: (body: Uint8Array) => readonly Uint8Array[]): Answer =>
  (body, path) =>
    path.startsWith('/tile/') ? change(body) : [body];

describe('a database', () => {
  it.each<[string, Answer, string]>([
    ['that answers as it should', (body) => [body], 'pass: 2 of 2'],
    ['with a note of 100 MB', lookups((body) => [body, ...Array.from({ length: 100 }, () => MB)]), '2097152'],
    ['with a note of 1.5 MB', lookups((body) => [body, MB, MB.subarray(0, 1 << 19)]), 'over the limit of 1048576'],
    ['with half a note', lookups((body) => [body.subarray(0, body.length / 2)]), 'not verified'],
    ['with tiles that are cut', tiles((body) => [body.subarray(0, body.length - 1)]), 'bad result slice'],
    ['with tiles of 100 MB', tiles((body) => [body, ...Array.from({ length: 100 }, () => MB)]), 'not verified'],
    ['with empty tiles', tiles(() => []), 'bad result slice'],
  ])('%s', async (_, change, said) => {
    const { code, out } = await verifyWith(change);
    expect(out).toContain(said);
    expect(code).toBe(said.startsWith('pass') ? 0 : 3);
  });
});

describe('a zip in the module cache', () => {
  const KEY = 'example.com/a@v1.0.0';
  const entry = (path: string, content: string, more: Partial<TestEntry> = {}): TestEntry => ({
    name: `${KEY}/${path}`,
    content,
    ...more,
  });
  const GO_MOD = entry('go.mod', 'module example.com/a\n');

  async function verifyZip(zip: Uint8Array) {
    box = newBox('off', { 'go.mod': 'module m\n', 'go.sum': await linesOf(KEY, {}) });
    const file = join(box.root, 'mod/cache/download/example.com/a/@v/v1.0.0.zip');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, zip);
    writeFileSync(`${file}hash`, (await linesOf(KEY, {})).split('\n')[0]!.split(' ')[2]!);
    return { ...(await box.run(['verify', '--cache'])), file };
  }

  it.each<[string, Uint8Array, string]>([
    ['that is as published', buildZip([GO_MOD]), 'pass: 1 of 1'],
    [
      'that unpacks to more than it declares',
      buildZip([GO_MOD, entry('bomb', '0'.repeat(20_000_000), { claimedSize: 10 })]),
      'zip: not a valid zip file',
    ],
    [
      'that declares 4 GB',
      buildZip([entry('a', 'x', { claimedSize: 2 ** 32 - 2 })]),
      'too large (max size is 524288000 bytes)',
    ],
    [
      'that declares 2^40 bytes',
      wide(buildZip([entry('a', 'x', { claimedSize: 2 ** 32 - 1 })])),
      'too large (max size is',
    ],
    ['with a name twice', buildZip([GO_MOD, GO_MOD]), 'multiple entries for file "go.mod"'],
    ['with names that leave it', buildZip([entry('../../x', '')]), 'invalid path element ".."'],
    ['with names of another module', buildZip([{ name: 'other@v1/x', content: '' }]), 'does not have prefix'],
  ])('%s', async (_, zip, said) => {
    const { code, out } = await verifyZip(zip);
    expect(out).toContain(said);
    expect(code).toBe(said.startsWith('pass') ? 0 : 3);
  });

  /** The size of the only entry, in the field for sizes beyond 32 bits. */
  function wide(zip: Buffer): Buffer {
    const directory = zip.indexOf('PK\x01\x02');
    const end = zip.indexOf('PK\x05\x06');
    const extra = Buffer.alloc(12);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(2n ** 40n, 4);
    const out = Buffer.concat([zip.subarray(0, end), extra, zip.subarray(end)]);
    out.writeUInt16LE(extra.length, directory + 30);
    out.writeUInt32LE(zip.readUInt32LE(end + 12) + extra.length, end + extra.length + 12);
    return out;
  }
});

it('reads no evidence beyond its limit', async () => {
  box = newBox('off', { 'go.mod': 'module m\n', 'go.sum': SUM });
  const file = join(box.root, 'evidence.json');
  writeFileSync(file, '');
  truncateSync(file, MAX_EVIDENCE + 1);
  const { code, err } = await box.run(['verify', '--evidence', file], { env: { GOSUMDB: LOG.signer.key } });
  expect([code, err]).toEqual([2, expect.stringContaining(String(MAX_EVIDENCE))]);
});
