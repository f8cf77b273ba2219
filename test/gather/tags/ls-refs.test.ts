import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type GetOptions, type HttpReply, httpClient } from '../../../src/gather/http/client.ts';
import { MAX_ADVERTISED, MAX_REFS_ANSWER, refReader } from '../../../src/gather/tags/ls-refs.ts';
import { FLUSH, packet } from '../../../src/gather/tags/pkt-line.ts';
import { encode } from '../../../src/text/bytes.ts';
import { closeServers, serve } from '../http/servers.ts';

const box = mkdtempSync(join(tmpdir(), 'ls-refs-'));
afterAll(() => rmSync(box, { recursive: true }));
afterEach(closeServers);

const git = (...args: string[]) => execFileSync('git', ['-C', box, ...args], { encoding: 'utf8', env: ENV }).trim();
const ENV = {
  PATH: process.env.PATH,
  HOME: box,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@git.example',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@git.example',
};
git('init', '-q');
git('commit', '-q', '--allow-empty', '-m', 'one');
const one = git('rev-parse', 'HEAD');
git('tag', 'v1.0.0');
git('tag', 'v1.0.0-rc.1');
git('commit', '-q', '--allow-empty', '-m', 'two');
const two = git('rev-parse', 'HEAD');
git('tag', '-a', '-m', 'annotated', 'sub/v1.1.0');

const url = new URL('https://git.example/team/repo');
const anywhere = () => true;

/** What the real git upload-pack answers, as a server with this protocol passes it on. */
function gitServer(protocol: string) {
  const asked: string[] = [];
  const get = async (at: URL, { post, headers }: GetOptions): Promise<HttpReply> => {
    asked.push(`${post ? 'POST' : 'GET'} ${at.href}`);
    const args = ['upload-pack', '--stateless-rpc', ...(post ? [] : ['--http-backend-info-refs']), box];
    const run = spawnSync('git', args, {
      input: post?.body,
      env: { ...ENV, GIT_PROTOCOL: protocol && headers?.['Git-Protocol'] },
    });
    const type = `application/x-git-upload-pack-${post ? 'result' : 'advertisement'}`;
    const body = post ? run.stdout : Buffer.concat([encode(packet('# service=git-upload-pack\n') + FLUSH), run.stdout]);
    return { ok: true, status: 200, headers: { 'content-type': type }, body };
  };
  return { http: { get }, asked };
}

describe.each(['version=2', ''])('a repository that git serves with protocol "%s"', (protocol) => {
  const { http, asked } = gitServer(protocol);
  const { commitOf } = refReader(http, url, anywhere);

  it.each([
    ['refs/tags/v1.0.0', one],
    ['refs/tags/v1.0.0-rc.1', one],
    ['refs/tags/sub/v1.1.0', two],
    ['refs/tags/v1', null],
    ['refs/tags/v9.9.9', null],
  ])('%s points to %s', async (ref, commit) => {
    expect(await commitOf(ref)).toEqual({ value: commit });
  });

  it('is asked about itself once', () => {
    expect(asked.filter((line) => line.startsWith('GET'))).toEqual([
      'GET https://git.example/team/repo/info/refs?service=git-upload-pack',
    ]);
    expect(asked.filter((line) => line.startsWith('POST')).length).toBe(protocol === '' ? 0 : 5);
  });
});

describe('what is refused', () => {
  const ADVERTISED = packet('version 2\n') + packet('ls-refs\n') + FLUSH;
  const server = (first: Partial<Extract<HttpReply, { ok: true }>>, then = '') => ({
    get: async (_: URL, { post }: GetOptions): Promise<HttpReply> => ({
      ok: true,
      status: 200,
      headers: { 'content-type': 'application/x-git-upload-pack-advertisement' },
      body: encode(post ? then : ADVERTISED),
      ...(!post && first),
    }),
  });
  const commitOf = (http: ReturnType<typeof server>, ref = 'refs/tags/v1.0.0') =>
    refReader(http, url, anywhere).commitOf(ref);

  it.each([
    'refs/heads/main',
    'refs/tags/a b',
    'refs/tags/a\n',
    'refs/tags/',
    `refs/tags/${'x'.repeat(600)}`,
    'v1.0.0',
  ])('the ref %j', async (ref) => expect(await commitOf(server({}), ref)).toEqual({ error: 'not the name of a tag' }));

  it.each<[string, Partial<Extract<HttpReply, { ok: true }>>, string]>([
    ['a page', { headers: { 'content-type': 'text/html' } }, 'git.example serves no git there'],
    [
      'a redirect to something else',
      { url: new URL('https://x.example/login') },
      'redirected to x.example, to something else',
    ],
    ['garbage', { body: encode('<html>') }, 'malformed packet line'],
  ])('%s in place of a repository', async (_, first, error) => {
    expect(await commitOf(server(first))).toEqual({ error });
  });

  it.each([
    ['an answer that breaks off', packet(`${one} refs/tags/v1.0.0\n`), 'the answer breaks off'],
    ['no answer', '', 'the answer breaks off'],
    ['an error', packet('ERR access denied') + FLUSH, 'git.example: access denied'],
    ['a commit that is none', packet('abc refs/tags/v1.0.0\n') + FLUSH, 'malformed answer about a ref'],
  ])('%s', async (_, body, error) => {
    if (body === '') expect(await commitOf(server({}, packet('x')))).toEqual({ error });
    else expect(await commitOf(server({}, body))).toEqual({ error });
  });

  it('a redirect is where it is asked next', async () => {
    const asked: [string, GetOptions][] = [];
    const get = async (at: URL, options: GetOptions): Promise<HttpReply> => {
      asked.push([at.href, options]);
      const body = encode(options.post ? `${packet(`${two} refs/tags/v1.0.0 peeled:${one}\n`)}${FLUSH}` : FORMAT);
      const moved = new URL('https://moved.example/deep/repo.git/info/refs?service=git-upload-pack');
      const headers = { 'content-type': 'application/x-git-upload-pack-advertisement; x' };
      return { ok: true, status: 200, headers, body, ...(!options.post && { url: moved }) };
    };
    const FORMAT = packet('version 2\n') + packet('object-format=sha256\n') + FLUSH;
    const reader = refReader({ get }, new URL('https://git.example/repo.git//'), anywhere);
    expect(await reader.commitOf('refs/tags/v1.0.0')).toEqual({ value: one });
    const headers = { 'Git-Protocol': 'version=2' };
    const question =
      '0014command=ls-refs\n0019object-format=sha256\n00010009peel\n0020ref-prefix refs/tags/v1.0.0\n0000';
    expect(asked).toEqual([
      [
        'https://git.example/repo.git/info/refs?service=git-upload-pack',
        { maxBytes: MAX_ADVERTISED, headers, mayFollow: anywhere },
      ],
      [
        'https://moved.example/deep/repo.git/git-upload-pack',
        {
          maxBytes: MAX_REFS_ANSWER,
          headers,
          post: { type: 'application/x-git-upload-pack-request', body: encode(question) },
        },
      ],
    ]);
    expect([MAX_ADVERTISED, MAX_REFS_ANSWER]).toEqual([16 << 20, 1 << 20]);
  });

  it.each([
    ['another ref', `${one} refs/tags/v1.0.0-rc`, { value: null }],
    ['an id of SHA-256', `${'a'.repeat(64)} refs/tags/v1.0.0`, { value: 'a'.repeat(64) }],
    ['other attributes first', `${two} refs/tags/v1.0.0 x:y peeled:${one}`, { value: one }],
    ['an id that is too long', `${one}0 refs/tags/v1.0.0`, { error: 'malformed answer about a ref' }],
    ['a tag of no commit', `${one} refs/tags/v1.0.0 peeled:`, { error: 'malformed answer about a ref' }],
    ['a ref that is not there', 'unborn refs/tags/v1.0.0', { error: 'malformed answer about a ref' }],
  ])('or not: a line with %s', async (_, line, result) => {
    expect(await commitOf(server({}, packet(`${line}\n`) + FLUSH))).toEqual(result);
  });

  it.each(['sha1', 'sha256', 'x\n0000', undefined])('or answered in the format of the server: %j', async (format) => {
    let body = '';
    const first = packet('version 2\n') + (format === undefined ? '' : packet(`object-format=${format}`)) + FLUSH;
    const { get } = server({ body: encode(first) }, FLUSH);
    const spy = async (at: URL, options: GetOptions) => {
      if (options.post) body = Buffer.from(options.post.body).toString();
      return get(at, options);
    };
    expect(await refReader({ get: spy }, url, anywhere).commitOf('refs/tags/v1')).toEqual({ value: null });
    expect(body.includes('object-format=')).toBe(format === 'sha1' || format === 'sha256');
  });

  it('failures of the second answer', async () => {
    const { get } = server({});
    const failing = async (at: URL, options: GetOptions): Promise<HttpReply> =>
      options.post ? { ok: false, status: 500, detail: 'down' } : get(at, options);
    expect(await refReader({ get: failing }, url, anywhere).commitOf('refs/tags/v1.0.0')).toEqual({ error: 'down' });
    expect(await commitOf(server({}, 'zzzz'))).toEqual({ error: 'malformed packet line' });
    expect(await commitOf(server({ headers: {} }))).toEqual({ error: 'git.example serves no git there' });
  });

  it('names of at most 500 characters, without what git forbids', async () => {
    const there = packet('version 1') + packet(`${one} refs/tags/${'x'.repeat(500)}`) + FLUSH;
    const { commitOf: ask } = refReader(server({ body: encode(there) }), url, anywhere);
    expect(await ask(`refs/tags/${'x'.repeat(500)}`)).toEqual({ value: one });
    for (const name of ['x'.repeat(501), '~', 'a^', ':', '?', '*', '[', '\\', '\x7f', '\0'])
      expect(await ask(`refs/tags/${name}`)).toEqual({ error: 'not the name of a tag' });
  });

  it('failures of the server', async () => {
    const get = async (): Promise<HttpReply> => ({ ok: false, status: 401, detail: 'reading it: 401 Unauthorized' });
    expect(await refReader({ get }, url, anywhere).commitOf('refs/tags/v1.0.0')).toEqual({
      error: 'reading it: 401 Unauthorized',
    });
  });

  it('answers beyond their limits', async () => {
    const advertisement = { 'content-type': 'application/x-git-upload-pack-advertisement' };
    const long = (bytes: number) => Buffer.alloc(bytes + 1, '0');
    const errorFrom = async (advertised: Uint8Array, answer: Uint8Array) => {
      const server = await serve((request, response) => {
        response.writeHead(200, advertisement).end(request.method === 'POST' ? answer : advertised);
      });
      const http = httpClient({ env: {}, retries: 0 });
      return (await refReader(http, new URL(server.url), anywhere).commitOf('refs/tags/v1.0.0')).error;
    };
    expect(await errorFrom(long(MAX_ADVERTISED), encode(''))).toContain(`larger than ${MAX_ADVERTISED} bytes`);
    expect(await errorFrom(encode(ADVERTISED), long(MAX_REFS_ANSWER))).toContain(
      `larger than ${MAX_REFS_ANSWER} bytes`,
    );
  });
});
