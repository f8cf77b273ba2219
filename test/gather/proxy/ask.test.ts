/** What one proxy is asked, file by file, and what its replies mean. */
import { describe, expect, it } from 'vitest';
import type { GetOptions, HttpClient, HttpReply } from '../../../src/gather/http/client.ts';
import { askProxy, below, type ModuleProxy, requestUrl, stamp } from '../../../src/gather/proxy/ask.ts';
import { parseUrl } from '../../../src/go/std/url.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';
import { buildZip } from './zip-builder.ts';

const urlOf = (text: string) => {
  const { value } = parseUrl(text);
  if (value === undefined) throw new Error(text);
  return value;
};

type Files = Readonly<Record<string, string | Uint8Array | Extract<HttpReply, { ok: false }>>>;

function proxyOf(files: Files, more: Partial<ModuleProxy> = {}) {
  const asked: [string, Partial<GetOptions>][] = [];
  const http: HttpClient = {
    get: async (url, { clock, ...options }) => {
      expect(clock).toBeDefined();
      asked.push([url.href, options]);
      const body = files[url.pathname];
      if (body === undefined) return { ok: false, status: 404, detail: `reading ${url.href}: 404 Not Found` };
      if (typeof body === 'object' && 'ok' in body) return body;
      return { ok: true, status: 200, headers: {}, body: Buffer.from(body as string) };
    },
    close: () => {},
  };
  const proxy: ModuleProxy = {
    base: urlOf('https://goproxy.example/p'),
    shown: urlOf('https://goproxy.example/p'),
    http,
    isLicense: (path) => path === 'LICENSE',
    goauth: { netrc: true, commands: [] },
    now: () => new Date('2026-02-01T00:00:00.987Z'),
    ...more,
  };
  return { asked, ask: (ask: Ask) => askProxy(proxy, ask) };
}

const question = (kind: Ask['kind'], version = 'v1.0.0', path = 'example.com/M'): Ask => ({
  kind,
  module: { path, version: kind === 'versions' || kind === 'latest' ? '' : version },
});

const M = '/p/example.com/%21m';
const INFO = '{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z","Origin":{"VCS":"git"}}';
const zip = buildZip([
  { name: 'example.com/M@v1.0.0/LICENSE', content: 'MIT' },
  { name: 'example.com/M@v1.0.0/go.mod', content: 'module example.com/M\n' },
  { name: 'example.com/M@v1.0.0/m.go', content: 'package m\n' },
]);
const FILES: Files = {
  [`${M}/@v/v1.0.0.mod`]: 'module example.com/M\n',
  [`${M}/@v/v1.0.0.info`]: INFO,
  [`${M}/@v/list`]: 'v1.0.0\n',
  [`${M}/@latest`]: INFO,
  [`${M}/@v/v1.0.0.zip`]: zip,
};
const source = 'goproxy.example';
const asOf = '2026-02-01T00:00:00Z';
const MB = 1 << 20;

it.each<[kind: Ask['kind'], file: string, options: Partial<GetOptions>, answer: object]>([
  ['mod', '@v/v1.0.0.mod', { maxBytes: 16 * MB, rank: 0 }, { value: 'module example.com/M\n' }],
  ['info', '@v/v1.0.0.info', { maxBytes: MB, rank: 1 }, { value: { version: 'v1.0.0', time: '2024-01-01T00:00:00Z' } }],
  ['origin', '@v/v1.0.0.info', { maxBytes: MB, rank: 1 }, { value: { vcs: 'git' } }],
  [
    'latest',
    '@latest',
    { maxBytes: MB, rank: 1 },
    { value: { version: 'v1.0.0', time: '2024-01-01T00:00:00Z' }, asOf },
  ],
  ['versions', '@v/list', { maxBytes: 4 * MB, rank: 1 }, { value: ['v1.0.0'], asOf }],
  [
    'license',
    '@v/v1.0.0.zip',
    { maxBytes: 128 * MB, rank: 2, range: 'bytes=-131072' },
    { value: { files: [{ path: 'LICENSE', text: 'MIT' }] } },
  ],
])('asks for the file of %s', async (kind, file, options, answer) => {
  const { ask, asked } = proxyOf(FILES);
  expect(await ask(question(kind))).toEqual({ known: true, source, ...answer });
  const url = `https://goproxy.example${M}/${file}`;
  expect(asked).toEqual([[url, { written: url, ...options }]]);
});

it.each(['files', 'content', 'packages'] as const)('asks for the whole zip for %s', async (kind) => {
  const { ask, asked } = proxyOf(FILES);
  expect(await ask(question(kind))).toMatchObject({ known: true, source, value: {} });
  const url = `https://goproxy.example${M}/@v/v1.0.0.zip`;
  expect(asked).toEqual([[url, { written: url, maxBytes: 128 * MB, rank: 2 }]]);
});

describe('without @latest', () => {
  const PSEUDO = 'v0.0.0-20240101000000-abcdef012345';
  it('the youngest of the list is asked about', async () => {
    const { ask, asked } = proxyOf({
      [`${M}/@v/list`]: `${PSEUDO}\n`,
      [`${M}/@v/${PSEUDO}.info`]: `{"Version":"${PSEUDO}"}`,
    });
    expect(await ask(question('latest'))).toEqual({ known: true, source, value: { version: PSEUDO }, asOf });
    expect(asked.map(([url, { maxBytes, rank }]) => [url.split('/%21m/')[1], maxBytes, rank])).toEqual([
      ['@latest', MB, 1],
      ['@v/list', 4 * MB, 1],
      [`@v/${PSEUDO}.info`, MB, 1],
    ]);
  });

  it.each<[what: string, list: Files[string] | undefined, why: string, detail: string]>([
    ['has no list', undefined, 'missing', `reading https://goproxy.example${M}/@v/list: 404 Not Found`],
    ['lists nothing', '', 'missing', 'no commits\n\t(from https://goproxy.example/p)'],
    ['lists no times', 'v1.0.0\n', 'missing', 'no commits\n\t(from https://goproxy.example/p)'],
    [
      'has a page for a list',
      '<html>',
      'failed',
      'invalid response from proxy "https://goproxy.example/p": no line of the list is a version',
    ],
  ])('and where a proxy %s, says so', async (_, list, why, detail) => {
    const { ask } = proxyOf(list === undefined ? {} : { [`${M}/@v/list`]: list });
    expect(await ask(question('latest'))).toEqual({ known: false, why, detail });
  });

  it('an error of it is the answer', async () => {
    const failure = { ok: false, status: 500, detail: 'reading it: 500' } as const;
    const { ask, asked } = proxyOf({ [`${M}/@latest`]: failure });
    expect(await ask(question('latest'))).toMatchObject({
      why: 'failed',
      detail: expect.stringMatching(/^reading it/),
    });
    expect(asked).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const refused = async (status: number | undefined, more: Partial<ModuleProxy> = {}, detail = 'no') =>
    proxyOf({ [`${M}/@v/v1.0.0.mod`]: { ok: false, status, detail } }, more).ask(question('mod'));
  const from = '\n\t(from https://goproxy.example/p)';

  it.each([
    [404, 'missing'],
    [410, 'missing'],
    [403, 'failed'],
    [409, 'failed'],
    [411, 'failed'],
    [500, 'failed'],
    [undefined, 'failed'],
  ])('with status %s is %s', async (status, why) => {
    expect(await refused(status)).toEqual({ known: false, why, detail: `no${from}` });
  });

  it('names the proxy, unless it does already, and without its password', async () => {
    const base = urlOf('https://me:secret@goproxy.example/p');
    expect(await refused(500, { base })).toMatchObject({ detail: 'no\n\t(from https://me:xxxxx@goproxy.example/p)' });
    expect(await refused(500, {}, 'https://goproxy.example is down')).toMatchObject({
      detail: 'https://goproxy.example is down',
    });
  });

  const HINT = '\n\t(credentials come from a command of GOAUTH, which modwarden does not run)';
  it.each([
    [399, 'https', ''],
    [400, 'https', HINT],
    [404, 'https', HINT],
    [499, 'https', HINT],
    [500, 'https', ''],
    [undefined, 'https', ''],
    [404, 'http', ''],
  ])('with %s over %s may come of commands that were not run', async (status, scheme, hint) => {
    const more = {
      base: urlOf(`${scheme}://goproxy.example/p`),
      goauth: { netrc: false, commands: ['/bin/login'] },
    };
    const { detail } = (await refused(status, more)) as { detail: string };
    expect(detail).toBe(`no${hint}\n\t(from ${scheme}://goproxy.example/p)`);
  });

  it('of a zip is one too', async () => {
    const { ask } = proxyOf({});
    for (const kind of ['license', 'files'] as const)
      expect(await ask(question(kind))).toEqual({
        known: false,
        why: 'missing',
        detail: `reading https://goproxy.example${M}/@v/v1.0.0.zip: 404 Not Found`,
      });
  });
});

describe('an answer that is none', () => {
  const base = urlOf('https://me:secret@goproxy.example/p');
  it.each<[kind: Ask['kind'], file: string, final: boolean]>([
    ['mod', '@v/v1.0.0.mod', true],
    ['versions', '@v/list', true],
    ['info', '@v/v1.0.0.info', false],
    ['latest', '@latest', false],
  ])('to %s ends the search or not', async (kind, file, final) => {
    const { ask } = proxyOf({ [`${M}/${file}`]: '<html>' }, { base });
    const answer = await ask(question(kind));
    expect(answer).toMatchObject({ known: false, why: 'failed', detail: expect.stringContaining('from proxy "') });
    expect('final' in answer && answer.final).toBe(final);
  });

  it('is named by its file without the password', async () => {
    const { ask } = proxyOf({ [`${M}/@v/v1.0.0.zip`]: 'no zip' }, { base });
    for (const kind of ['license', 'files', 'content', 'packages'] as const)
      expect(await ask(question(kind))).toMatchObject({
        known: false,
        why: 'failed',
        detail: expect.stringMatching(
          /^reading https:\/\/goproxy\.example\/p\/example\.com\/%21m\/@v\/v1\.0\.0\.zip: .+/,
        ),
      });
  });
});

describe('is not asked', () => {
  it.each<[ask: Ask, detail: RegExp]>([
    [question('mod', 'v1.0.0', 'bad path'), /^malformed module path "bad path"/],
    [question('mod', 'v1.0'), /^invalid version: internal error: version passed to GoMod is not canonical$/],
    [question('info', '../x'), /^invalid version: version "..\/x" invalid: disallowed version string$/],
  ])('%j', async (ask, detail) => {
    const { ask: answer, asked } = proxyOf(FILES);
    expect(await answer(ask)).toEqual({ known: false, why: 'failed', detail: expect.stringMatching(detail) });
    expect(asked).toEqual([]);
  });

  it('over https where GOAUTH cannot be read', async () => {
    const goauth = { netrc: false, commands: [], error: 'GOAUTH=x: no' };
    const { ask, asked } = proxyOf(FILES, { goauth });
    expect(await ask(question('mod'))).toEqual({ known: false, why: 'failed', detail: 'GOAUTH=x: no' });
    expect(asked).toEqual([]);
    const plain = proxyOf(FILES, { goauth, base: urlOf('http://goproxy.example/p') });
    expect(await plain.ask(question('mod'))).toMatchObject({ known: true });
  });

  it('where its URL is none to the web', async () => {
    const base = urlOf('https://goproxy.example:99999/p');
    for (const kind of ['mod', 'license', 'files'] as const) {
      const { ask, asked } = proxyOf(FILES, { base, shown: base });
      expect(await ask(question(kind))).toMatchObject({
        why: 'failed',
        detail: expect.stringMatching(
          /^invalid URL: https:\/\/goproxy\.example:99999\/p\/example\.com\/%21m\/@v\/v1\.0\.0/,
        ),
      });
      expect(asked).toEqual([]);
    }
  });
});

it('joins files below a URL as Go does, and keeps user and password for the request', () => {
  const at = (base: string, file = 'a/../b/@v/list') => requestUrl(below(urlOf(base), file))?.href;
  expect(at('https://x.example')).toBe('https://x.example/b/@v/list');
  expect(at('https://x.example/p/')).toBe('https://x.example/p/b/@v/list');
  expect(at('https://x.example/p%2Fq/', 'm/@latest')).toBe('https://x.example/p%2Fq/m/@latest');
  expect(at('https://me:p%40ss@x.example/p#fragment', 'm')).toBe('https://me:p%40ss@x.example/p/m');
  expect(at('https://me@x.example/p', 'm')).toBe('https://me@x.example/p/m');
});

it('stamps whole seconds', () => {
  expect(stamp(new Date('2026-02-01T00:00:00.987Z'))).toBe('2026-02-01T00:00:00Z');
});
