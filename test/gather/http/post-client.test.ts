import { afterEach, expect, it } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { closeServers, serve } from './servers.ts';

afterEach(closeServers);
const post = { type: 'text/plain', body: Buffer.from('question') };
const open = () => httpClient({ env: {}, pause: 1 });

it('posts a question, and says where the answer came from', async () => {
  const asked: unknown[] = [];
  const server = await serve((request, response) => {
    const { method, headers } = request;
    request.on('data', (data) => {
      asked.push(method, String(data), headers['content-type'], headers['content-length'], headers['git-protocol']);
      response.end('answer');
    });
  });
  const reply = await open().get(new URL(server.url), { maxBytes: 99, post, headers: { 'Git-Protocol': 'version=2' } });
  expect([reply.ok && String(reply.body), reply.ok && reply.url?.href]).toEqual(['answer', new URL(server.url).href]);
  expect(asked).toEqual(['POST', 'question', 'text/plain', '8', 'version=2']);
});

it('follows no redirect with a question, and elsewhere only those that it may', async () => {
  const target = await serve((_, response) => void response.end('moved'));
  const server = await serve((_, response) => void response.writeHead(302, { location: target.url }).end());
  const url = new URL(server.url);
  expect(await open().get(url, { maxBytes: 99, post })).toMatchObject({ ok: false, status: 302 });
  expect(await open().get(url, { maxBytes: 99, mayFollow: () => false })).toMatchObject({
    ok: false,
    detail: expect.stringContaining('redirected to a place that is not asked'),
  });
  const followed = await open().get(url, { maxBytes: 99, mayFollow: ({ host }) => host === new URL(target.url).host });
  expect(followed.ok && [String(followed.body), followed.url?.host]).toEqual(['moved', new URL(target.url).host]);
});
