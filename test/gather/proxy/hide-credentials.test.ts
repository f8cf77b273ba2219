import { expect, it } from 'vitest';
import type { HttpReply } from '../../../src/gather/http/client.ts';
import { basic } from '../../../src/gather/http/credentials.ts';
import { hidingCredentials } from '../../../src/gather/proxy/hide-credentials.ts';

async function detailOf(url: string, detail: string, issued: readonly string[] = []): Promise<string> {
  const reply: HttpReply = { ok: false, status: 500, detail };
  const client = hidingCredentials({ get: async () => reply, close: () => {} }, new Set(issued));
  const got = await client.get(new URL(url), { maxBytes: 1 });
  return got.ok ? 'ok' : got.detail;
}

const header = basic('deploy-bot', 'pa ss/word');

it.each([
  ['the header itself', header],
  ['its value', header.slice('Basic '.length)],
  ['the user', 'deploy-bot'],
  ['the password', 'pa ss/word'],
  ['the password as a URL writes it', 'pa%20ss%2Fword'],
])('hides %s of what was sent', async (_, secret) => {
  const detail = await detailOf('https://a.example/x', `server says: ${secret}!`, [header]);
  expect(detail).toMatch(/^server says: .*xxxxx!$/);
  expect(detail).not.toContain(secret);
});

it('hides the credentials and the query of the URL', async () => {
  const detailFor = (query: string) =>
    detailOf(`https://deploy-bot:hunter2hunter2@a.example/x${query}`, `no: deploy-bot hunter2hunter2 /x${query} end`);
  expect(await detailFor('?token=abc')).toBe('no: xxxxx xxxxx /x?token=xxxxx end');
  expect(await detailFor('?page=abc')).toBe('no: xxxxx xxxxx /x?xxxxx end');
  expect(await detailFor('')).toBe('no: xxxxx xxxxx /x end');
});

it('leaves short words, which stand in any text', async () => {
  expect(await detailOf('https://go:go1.25@a.example/', 'go1.25.0 of go: 404', [])).toContain('go');
  expect(await detailOf('https://a.example/', 'abcde abcdef', [basic('abcde', 'abcdef')])).toBe('abcde xxxxx');
});

it('leaves answers that are none of an error', async () => {
  const reply: HttpReply = { ok: true, status: 200, headers: {}, body: new Uint8Array(1) };
  const client = hidingCredentials({ get: async () => reply, close: () => {} }, new Set([header]));
  expect(await client.get(new URL('https://a.example/'), { maxBytes: 1 })).toBe(reply);
});
