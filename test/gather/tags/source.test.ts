import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../../src/gather/http/client.ts';
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
  it.each<[string, Parameters<typeof sourceWith>[0], string]>([
    ['about a module that is private by the policy', { patterns: ['example.com'] }, 'private'],
    ['about a module of GONOPROXY', { settings: { GONOPROXY: 'example.com/*' } }, 'private'],
    ['about a module of GONOSUMDB', { settings: { GONOSUMDB: 'example.com' } }, 'private'],
    ['about a private repository behind a public path', { patterns: ['git.example'] }, 'private'],
    ['with GOPROXY=off', { settings: { GOPROXY: 'off' } }, 'offline'],
    ['without an origin', { origin: {} }, 'failed'],
    ['over plain HTTP', { origin: { ...ORIGIN, url: 'http://git.example/a' } }, 'failed'],
    ['about a ref that is no tag', { origin: { ...ORIGIN, ref: 'refs/tags/a b' } }, 'failed'],
  ])('%s', async (_, options, why) => {
    const { answer, asked } = sourceWith(options);
    expect([await answer(), asked]).toMatchObject([{ known: false, why }, []]);
  });
});

describe('a public repository', () => {
  it.each(['https://git.example/a', 'https://git.example', 'https://git.example/a.git'])('is %s', (url) => {
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
  ])('is not %j', (url) => expect(publicRepository(url)).toBeUndefined());
});
