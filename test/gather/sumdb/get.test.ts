/** What a checksum database's server or folder gives, counted. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HttpClient, HttpReply } from '../../../src/gather/http/client.ts';
import { countingGet, SUMDB_HTTP } from '../../../src/gather/sumdb/get.ts';
import { parseUrl } from '../../../src/go/std/url.ts';
import { encode } from '../../../src/text/bytes.ts';

let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'sumdb-get-'));
  writeFileSync(join(box, 'tile'), '12345');
  mkdirSync(join(box, 'folder'));
});
afterAll(() => rmSync(box, { recursive: true }));

async function get(url: string, maxBytes: number, reply?: HttpReply) {
  const counts = { requests: 0, bytes: 0 };
  const asked: unknown[] = [];
  const http: HttpClient = {
    get: async (target, options) => {
      asked.push([target.href, options]);
      return reply!;
    },
    close: () => {},
  };
  const read = await countingGet(http, counts)(parseUrl(url).value!, maxBytes);
  return { read, counts, asked };
}

const URL_OF_TILE = 'https://me:secret@sumdb.example/tile';

it.each<[reply: HttpReply, read: object, bytes: number]>([
  [{ ok: true, status: 200, headers: {}, body: encode('abc') }, { value: encode('abc') }, 3],
  [
    { ok: true, status: 206, headers: {}, body: encode('abc') },
    { error: 'reading https://me:xxxxx@sumdb.example/tile: unexpected status 206' },
    0,
  ],
  [{ ok: false, status: 404, detail: 'no' }, { error: 'no', notFound: true }, 0],
  [{ ok: false, status: 410, detail: 'gone' }, { error: 'gone', notFound: true }, 0],
  [{ ok: false, status: 409, detail: 'busy' }, { error: 'busy' }, 0],
  [{ ok: false, status: undefined, detail: 'down' }, { error: 'down' }, 0],
])('of a server that answers %j', async (reply, read, bytes) => {
  expect(await get(URL_OF_TILE, 9, reply)).toEqual({
    read,
    counts: { requests: 1, bytes },
    asked: [[URL_OF_TILE, { maxBytes: 9 }]],
  });
});

it('asks no server by a URL that is none', async () => {
  expect(await get('https://sumdb.example:99999/tile', 9)).toEqual({
    read: { error: 'invalid URL: https://sumdb.example:99999/tile' },
    counts: { requests: 1, bytes: 0 },
    asked: [],
  });
});

it('reads a folder in place of a server', async () => {
  const read = async (name: string, maxBytes = 9) => (await get(`file://${box}/${name}`, maxBytes)).read;
  const url = (name: string) => `file://${box}/${name}`;
  expect(await get(url('tile'), 5)).toEqual({
    read: { value: encode('12345') },
    counts: { requests: 1, bytes: 5 },
    asked: [],
  });
  expect(await read('tile', 4)).toEqual({ error: `reading ${url('tile')}: more than 4 bytes` });
  expect(await read('none')).toEqual({ error: `reading ${url('none')}: ENOENT`, notFound: true });
  expect(await read('tile/x')).toEqual({ error: `reading ${url('tile/x')}: ENOTDIR` });
  expect(await read('folder', 1 << 20)).toEqual({ error: `reading ${url('folder')}: EISDIR` });
});

it('is impatient', () => {
  expect(SUMDB_HTTP).toEqual({ retries: 1, pause: 500, patience: 10_000 });
});
