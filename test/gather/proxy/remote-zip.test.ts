/** Parts of a zip on a server: which are asked for, and what is said of a server that sends others. */
import { describe, expect, it } from 'vitest';
import type { GetOptions, HttpClient, HttpReply } from '../../../src/gather/http/client.ts';
import { questionClock } from '../../../src/gather/http/watch.ts';
import { MAX_FETCHED, MAX_ZIP, openRemoteZip } from '../../../src/gather/proxy/remote-zip.ts';

const KB = 1 << 10;
const URL_OF_ZIP = new URL('https://goproxy.example/m/@v/v1.0.0.zip');

type Reply = Partial<Extract<HttpReply, { ok: true }>> | Extract<HttpReply, { ok: false }>;

/** A server that holds so many bytes; `change` makes of a part what it sends. */
function serverOf(size: number, change: (reply: Reply, request: number) => Reply = (reply) => reply) {
  const asked: GetOptions[] = [];
  const http: HttpClient = {
    get: async (url, options) => {
      expect(url).toBe(URL_OF_ZIP);
      asked.push(options);
      const [, from, to] = /^bytes=(\d*)-(\d+)$/.exec(options.range ?? '')!;
      const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
      const end = from === '' ? size : Number(to) + 1;
      // A byte of the zip is its place.
      const body = Uint8Array.from({ length: end - start }, (_, i) => (start + i) & 255);
      const headers = { 'content-range': `bytes ${start}-${end - 1}/${size}` };
      return { ok: true, status: 206, headers, body, ...change({ body, headers }, asked.length) } as HttpReply;
    },
    close: () => {},
  };
  return { http, asked };
}

const clock = questionClock();
const open = async (http: HttpClient, more = {}) => {
  const zip = await openRemoteZip(http, URL_OF_ZIP, { clock, ...more });
  if (!('read' in zip)) throw new Error(zip.detail);
  return zip;
};
const placesOf = (bytes: Uint8Array | undefined) => bytes && [bytes[0], bytes.at(-1), bytes.length];

it('asks for the end first, then for blocks around what is read, each once', async () => {
  const size = 1000 * KB;
  const { http, asked } = serverOf(size);
  const zip = await open(http, { written: 'https://goproxy.example/M', rank: 2 });
  expect(zip.size).toBe(size);
  expect(placesOf(await zip.read(872 * KB, size))).toEqual([0, 255, 128 * KB]);
  expect(placesOf(zip.held?.(size - 1, size))).toEqual([255, 255, 1]);
  expect(zip.held?.(872 * KB - 1, 872 * KB + 1)).toBeUndefined();
  expect(zip.held?.(size - 1, size + 1)).toBeUndefined();
  expect(placesOf(await zip.read(3, 13))).toEqual([3, 12, 10]);
  expect(placesOf(await zip.read(3, 3 + 256 * KB))).toEqual([3, 2, 256 * KB]);
  expect(placesOf(await zip.read(2, 3))).toEqual([2, 2, 1]);
  expect(placesOf(await zip.read(300 * KB, 600 * KB))).toEqual([0, 255, 300 * KB]);
  expect(placesOf(await zip.read(871 * KB, size))).toEqual([0, 255, 129 * KB]);
  const same = { clock, written: 'https://goproxy.example/M' };
  const part = (start: number, end: number) => ({
    ...same,
    maxBytes: end + 1 - start,
    range: `bytes=${start}-${end}`,
    rank: 1,
  });
  expect(asked).toEqual([
    { ...same, maxBytes: 128 << 20, range: 'bytes=-131072', rank: 2 },
    part(3, 256 * KB + 2),
    part(2, 256 * KB + 1),
    part(300 * KB, 600 * KB - 1),
    part(871 * KB, size - 1),
  ]);
});

it('has for defaults the URL itself, and the rank of a file', async () => {
  const { http, asked } = serverOf(300 * KB);
  await (await open(http)).read(0, 1);
  expect(asked.map(({ written, rank }) => [written, rank])).toEqual([
    [URL_OF_ZIP.href, 1],
    [URL_OF_ZIP.href, 0],
  ]);
});

it('takes a whole answer for the zip', async () => {
  const body = Uint8Array.of(1, 2, 3);
  const zip = await open(serverOf(3, () => ({ status: 200, body, headers: {} })).http);
  expect([zip.size, await zip.read(1, 3)]).toEqual([3, Uint8Array.of(2, 3)]);
});

it('hands on what the server refuses', async () => {
  const refusal = { ok: false, status: 404, detail: 'not found' } as const;
  expect(await openRemoteZip(serverOf(9, () => refusal).http, URL_OF_ZIP, { clock })).toMatchObject(refusal);
  const later = serverOf(300 * KB, (reply, request) => (request === 1 ? reply : refusal));
  await expect((await open(later.http)).read(0, 1)).rejects.toThrow('not found');
});

describe('the first part', () => {
  const opened = (headers: Record<string, string>, size = 9) =>
    openRemoteZip(serverOf(size, () => ({ headers })).http, URL_OF_ZIP, { clock, written: 'https://x.example/M.zip' });

  it.each([
    [{}],
    [{ 'content-range': 'bytes 0-8/*' }],
    [{ 'content-range': 'bytes 1-8/9' }],
    [{ 'content-range': 'bytes 0-7/9' }],
    [{ 'content-range': 'bytes 0-8/8' }],
    [{ 'content-range': 'items 0-8/9' }],
    [{ 'content-range': 'bytes 0-8/9 ' }],
  ])('says which it is, or the zip is refused: %j', async (headers) => {
    expect(await opened(headers)).toEqual({
      ok: false,
      status: undefined,
      detail: 'reading https://x.example/M.zip: the response does not say which range of the zip it contains',
    });
  });

  it('is of a zip of at most 500 MB', async () => {
    expect(MAX_ZIP).toBe(524_288_000);
    const last = (size: number) => opened({ 'content-range': `bytes ${size - 9}-${size - 1}/${size}` });
    expect(await last(MAX_ZIP)).toMatchObject({ size: MAX_ZIP });
    expect(await last(MAX_ZIP + 1)).toEqual({
      ok: false,
      status: undefined,
      detail: 'reading goproxy.example: the zip has 524288001 bytes, over the limit of 524288000',
    });
  });
});

describe('a later part', () => {
  const size = 300 * KB;
  const reading = async (change: (reply: Reply) => Reply, start = 0, end = 10) => {
    const { http } = serverOf(size, (reply, request) => (request === 1 ? reply : change(reply)));
    return (await open(http)).read(start, end);
  };

  it.each<[string, Record<string, string>]>([
    ['of another place', { 'content-range': `bytes 1-${256 * KB}/${size}` }],
    ['of a zip of another size', { 'content-range': `bytes 0-${256 * KB - 1}/${size + 1}` }],
    ['of no place', {}],
  ])('%s is refused', async (_, headers) => {
    await expect(reading(() => ({ headers }))).rejects.toThrow('the server sent a different range than requested');
  });

  it('that is too short is refused, one that is long enough is taken', async () => {
    const short = (length: number) => () => ({
      body: new Uint8Array(length),
      headers: { 'content-range': `bytes 0-${length - 1}/${size}` },
    });
    await expect(reading(short(9))).rejects.toThrow('unexpected EOF');
    expect(await reading(short(10))).toHaveLength(10);
  });

  it('beyond the end of the zip is not asked for', async () => {
    const { http, asked } = serverOf(size);
    const zip = await open(http);
    await expect(zip.read(0, size + 1)).rejects.toThrow('unexpected EOF');
    expect(asked).toHaveLength(1);
    expect(await zip.read(0, size)).toHaveLength(size);
  });
});

it('fetches no more than 128 MB of one zip', async () => {
  expect(MAX_FETCHED).toBe(134_217_728);
  const size = 200 << 20;
  const empty = new Uint8Array(MAX_FETCHED);
  const http: HttpClient = {
    get: async (_, { range = '' }) => {
      const [, from = '', to] = /^bytes=(\d*)-(\d+)$/.exec(range) ?? [];
      const [start, end] = from === '' ? [size - Number(to), size] : [Number(from), Number(to) + 1];
      const headers = { 'content-range': `bytes ${start}-${end - 1}/${size}` };
      return { ok: true, status: 206, headers, body: empty.subarray(0, end - start) };
    },
    close: () => {},
  };
  const rest = MAX_FETCHED - 128 * KB;
  expect(await (await open(http)).read(0, rest)).toHaveLength(rest);
  await expect((await open(http)).read(0, rest + 1)).rejects.toThrow(
    'the files in the zip need more than 134217728 bytes',
  );
});
