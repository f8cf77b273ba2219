import { describe, expect, it } from 'vitest';
import type { HttpClient, HttpReply } from '../../../src/gather/http/client.ts';
import { FLUSH, packet } from '../../../src/gather/tags/pkt-line.ts';
import { publicRepository, tagSource } from '../../../src/gather/tags/source.ts';
import type { FactTypes } from '../../../src/model/facts/facts.ts';
import { encode } from '../../../src/text/bytes.ts';

const MODULE = { path: 'example.com/a', version: 'v1.0.0' };
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const ORIGIN = { vcs: 'git', url: 'https://git.example/a', ref: 'refs/tags/v1.0.0', hash: COMMIT };

function sourceWith({ origin = ORIGIN as FactTypes['origin'], settings = {}, patterns = [] as string[] } = {}) {
  const asked: string[] = [];
  const answers = [packet('version 2\n') + FLUSH, packet(`${COMMIT} refs/tags/v1.0.0\n`) + FLUSH];
  const get = async (url: URL): Promise<HttpReply> => {
    asked.push(url.href);
    const headers = { 'content-type': 'application/x-git-upload-pack-advertisement' };
    return { ok: true, status: 200, headers, body: encode(answers[Math.min(asked.length - 1, 1)]!) };
  };
  const source = tagSource(
    { GOPROXY: 'https://goproxy.example', GONOPROXY: '', GONOSUMDB: '', process: {}, ...settings },
    {
      now: () => new Date('2026-01-31T12:00:00Z'),
      private: patterns,
      originOf: async () => ({ known: true, value: origin, source: 'proxy' }),
      http: { get, close: () => {} },
    },
  );
  return { answer: () => source.answer({ kind: 'tag', module: MODULE }), source, asked };
}

it('says where the tag points, when that was, and who said it', async () => {
  const { answer, asked, source } = sourceWith();
  const asOf = '2026-01-31T12:00:00Z';
  expect(await answer()).toEqual({ known: true, value: { hash: COMMIT }, source: 'git.example', asOf });
  await answer();
  expect(asked).toEqual([
    'https://git.example/a/info/refs?service=git-upload-pack',
    'https://git.example/a/git-upload-pack',
    'https://git.example/a/git-upload-pack',
  ]);
  expect(await source.answer({ kind: 'mod', module: MODULE })).toBeUndefined();
  expect([
    source.network,
    source.route({ kind: 'tag', module: MODULE }),
    source.route({ kind: 'mod', module: MODULE }),
  ]).toEqual([true, { hosts: ['example.com'] }, undefined]);
});

describe('nobody is asked', () => {
  const isPrivate = (what: string) => ({ why: 'private', detail: `${what} is private: its repository is not asked` });
  const failed = (detail: string) => ({ why: 'failed', detail });
  it.each<[string, Parameters<typeof sourceWith>[0], object]>([
    ['about a module that is private by the policy', { patterns: ['example.com'] }, isPrivate('example.com/a')],
    ['about a module of GONOPROXY', { settings: { GONOPROXY: 'example.com/*' } }, isPrivate('example.com/a')],
    ['about a module of GONOSUMDB', { settings: { GONOSUMDB: 'example.com' } }, isPrivate('example.com/a')],
    ['about a private repository', { patterns: ['x.example', 'git.example'] }, isPrivate('https://git.example/a')],
    ['with GOPROXY=off', { settings: { GOPROXY: 'off' } }, { why: 'offline', detail: 'disabled by GOPROXY=off' }],
    ['without an origin', { origin: {} }, failed('not asked:  is no https URL of a public host')],
    [
      'over plain HTTP',
      { origin: { ...ORIGIN, url: 'http://git.example/a' } },
      failed('not asked: http://git.example/a is no https URL of a public host'),
    ],
    ['about a ref that is no tag', { origin: { ...ORIGIN, ref: 'refs/tags/a b' } }, failed('not the name of a tag')],
    ['about no ref', { origin: { url: ORIGIN.url } }, failed('not the name of a tag')],
  ])('%s', async (_, options, unknown) => {
    const { answer, asked } = sourceWith(options);
    expect([await answer(), asked]).toEqual([{ known: false, ...unknown }, []]);
  });

  it('about modules that are private or with GOPROXY=off, and a plan says so', () => {
    const route = (options: Parameters<typeof sourceWith>[0]) =>
      sourceWith(options).source.route({ kind: 'tag', module: MODULE });
    expect(route({ patterns: ['example.com'] })).toEqual({ known: false, ...isPrivate('example.com/a') });
    expect(route({ settings: { GOPROXY: 'off' } })).toMatchObject({ why: 'offline' });
  });

  it('where the origin is not known', async () => {
    const unknown = { known: false, why: 'failed', detail: 'no origin' } as const;
    const source = tagSource(
      { GOPROXY: 'direct', GONOPROXY: '', GONOSUMDB: '', process: {} },
      { now: () => new Date(0), private: [], originOf: async () => unknown },
    );
    expect([source.name, await source.answer({ kind: 'tag', module: MODULE })]).toEqual([
      'repositories of modules',
      unknown,
    ]);
    source.close();
  });
});

it('lets a server redirect only to public places, and lets go of its client', async () => {
  const follows: boolean[] = [];
  let closed = 0;
  const get: HttpClient['get'] = async (_, { mayFollow }) => {
    for (const url of ['https://b.example/x?service=y', 'http://b.example/x', 'https://10.0.0.1/x', 'https://b.lan/'])
      follows.push(mayFollow!(new URL(url)));
    return { ok: false, status: 500, detail: 'down' };
  };
  const source = tagSource(
    { GOPROXY: 'direct', GONOPROXY: '', GONOSUMDB: '', process: {} },
    {
      now: () => new Date(0),
      private: [],
      originOf: async () => ({ known: true, value: ORIGIN, source: 'proxy' }),
      http: { get, close: () => void closed++ },
    },
  );
  source.close();
  await Promise.resolve();
  expect(closed).toBe(0);
  expect(await source.answer({ kind: 'tag', module: MODULE })).toEqual({ known: false, why: 'failed', detail: 'down' });
  expect(follows).toEqual([true, false, false, false]);
  source.close();
  await Promise.resolve();
  expect(closed).toBe(1);
});

describe('a public repository', () => {
  it.each([
    'https://git.example/a',
    'https://git.example',
    'https://git.example/a.git',
    'https://git.example./a',
    'https://git.localhost.example/a',
    'https://mylan.example/a',
    'https://git.mylan/a',
  ])('is %s', (url) => {
    expect(publicRepository(url)?.href).toMatch(url);
  });

  it.each([
    '',
    'git.example/a',
    'git@git.example:a',
    'ssh://git.example/a',
    'file:///etc/passwd',
    'http://git.example/a',
    'https://user@git.example/a',
    'https://user:secret@git.example/a',
    'https://git.example/a?x=1',
    'https://git.example/a#x',
    'https://git.example:8443/a',
    'https://localhost/a',
    'https://git/a',
    'https://127.0.0.1/a',
    'https://0x7f.1/a',
    'https://2130706433/a',
    'https://169.254.169.254/latest',
    'https://[::1]/a',
    'https://git.localhost/a',
    'https://vault.internal/a',
    'https://vault.internal./a',
    'https://git.local/a',
    'https://git.intranet/a',
    'https://git.lan/a',
    'https://git.home/a',
    'https://git.corp/a',
    'https://:secret@git.example/a',
    'https://git.example./a?x',
  ])('is not %j', (url) => expect(publicRepository(url)).toBeUndefined());
});
