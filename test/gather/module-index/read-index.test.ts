import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { IndexError } from '../../../src/gather/module-index/listings.ts';
import { INDEX_LIMITS, readIndexFile, readIndexServer } from '../../../src/gather/module-index/read-index.ts';
import { put } from '../../support/cli.ts';
import { closeServers, serve } from '../http/servers.ts';

const line = (path: string, time: string) => `{"Path":"${path}","Version":"v1.0.0","Timestamp":"2026-05-${time}Z"}\n`;
const ALL = [
  line('a.example/a', '20T00:00:00'),
  line('b.example/b', '25T00:00:00'),
  line('b.example/b', '26T00:00:00'),
  line('c.example/c', '27T00:00:00'),
  line('d.example/d', '27T00:00:00'),
  line('e.example/e', '30T00:00:00'),
];
const WANTED = new Set(['a.example/a@v1.0.0', 'b.example/b@v1.0.0', 'e.example/e@v1.0.0', 'z.example/z@v1.0.0']);

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'index-')), { 'index.jsonl': ALL.join(''), 'empty.jsonl': '\n' });
});
const http = httpClient({ env: {}, retries: 0 });
afterAll(() => {
  rmSync(folder, { recursive: true });
  http.close();
  closeServers();
});

describe('a file', () => {
  it('tells of the time from its first to its last listing', () => {
    const { since, until, listed } = readIndexFile(join(folder, 'index.jsonl'), WANTED);
    expect([since, until]).toEqual(['2026-05-20T00:00:00Z', '2026-05-30T00:00:00Z']);
    expect(Object.fromEntries(listed)).toEqual({
      'a.example/a@v1.0.0': '2026-05-20T00:00:00Z',
      'b.example/b@v1.0.0': '2026-05-25T00:00:00Z',
      'e.example/e@v1.0.0': '2026-05-30T00:00:00Z',
    });
  });

  it.each([
    ['empty.jsonl', 'it lists no version'],
    ['none.jsonl', 'does not exist'],
    ['.', 'is a folder; use a file'],
  ])('%s is refused', (name, why) => {
    expect(() => readIndexFile(join(folder, name), WANTED)).toThrow(new IndexError(why));
  });

  it('is refused over the limit', () => {
    const size = ALL.join('').length;
    const limited = (fileBytes: number) =>
      readIndexFile(join(folder, 'index.jsonl'), WANTED, { ...INDEX_LIMITS, fileBytes });
    expect(limited(size).until).toBe('2026-05-30T00:00:00Z');
    expect(() => limited(size - 1)).toThrow(new IndexError(`is larger than ${size - 1} bytes`));
    expect(INDEX_LIMITS).toEqual({ page: 2_000, pages: 1_000, pageBytes: 4 << 20, fileBytes: 256 << 20 });
  });
});

describe('a server', () => {
  /** As the public index answers: what was listed at `since` and later, `limit` at most. */
  const index = (all: readonly string[]) =>
    serve(({ url = '' }, response) => {
      const { searchParams } = new URL(url, 'http://index.example');
      const since = Date.parse(searchParams.get('since')!);
      const from = all.filter((text) => Date.parse(JSON.parse(text).Timestamp) >= since);
      response.end(from.slice(0, Number(searchParams.get('limit'))).join(''));
    });
  const read = async (url: string, since: string, limits = INDEX_LIMITS) =>
    readIndexServer(`${url}/index`, { since, wanted: WANTED, http }, limits);

  it('is read page by page, and told nothing but a time', async () => {
    const { url, seen } = await index(ALL);
    const { since, until, listed } = await read(url, '2026-05-25T00:00:00Z', { ...INDEX_LIMITS, page: 3 });
    expect([since, until]).toEqual(['2026-05-25T00:00:00Z', '2026-05-30T00:00:00Z']);
    expect([...listed.keys()]).toEqual(['b.example/b@v1.0.0', 'e.example/e@v1.0.0']);
    expect(seen.map((request) => decodeURIComponent(request))).toEqual([
      'GET /index?since=2026-05-25T00:00:00Z&limit=3',
      'GET /index?since=2026-05-27T00:00:00Z&limit=3',
      'GET /index?since=2026-05-30T00:00:00Z&limit=3',
    ]);
  });

  it.each<[string, readonly string[], string, Partial<typeof INDEX_LIMITS>, string]>([
    ['lists nothing any more', ALL, '2026-06-01T00:00:00Z', {}, 'it lists no version'],
    [
      'has more versions at one time than fit on a page',
      ALL,
      '2026-05-27T00:00:00Z',
      { page: 2 },
      'more than 2 versions at 2026-05-27T00:00:00Z',
    ],
    ['has a page that is too large', ALL, '2026-05-20T00:00:00Z', { pageBytes: 50 }, '50'],
    [
      'has more pages than are read',
      ALL,
      '2026-05-20T00:00:00Z',
      { page: 2, pages: 2 },
      'more than 4 versions since 2026-05-20T00:00:00Z',
    ],
  ])('that %s is refused', async (_, all, since, limits, why) => {
    const { url } = await index(all);
    await expect(read(url, since, { ...INDEX_LIMITS, ...limits })).rejects.toThrow(why);
  });

  it('that passes over the time it was asked for, or is down, is refused', async () => {
    const deaf = await serve((_, response) => response.end(ALL.join('')));
    await expect(read(deaf.url, '2026-05-25T00:00:00Z')).rejects.toThrow(
      new IndexError('it lists versions from before 2026-05-25T00:00:00Z'),
    );
    const whole = await read(deaf.url, '2026-05-20T00:00:00Z', { ...INDEX_LIMITS, page: 7 });
    expect(whole.listed.size).toBe(3);
    const down = await serve((_, response) => response.writeHead(500).end());
    await expect(read(down.url, '2026-05-25T00:00:00Z')).rejects.toThrow('500');
    await expect(readIndexServer('http://', { since: '', wanted: WANTED, http })).rejects.toThrow(
      new IndexError('expected a URL'),
    );
  });
});
