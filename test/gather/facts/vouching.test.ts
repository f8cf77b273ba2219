import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { factCache } from '../../../src/gather/facts/fact-cache.ts';
import { NO_VOUCHING, vouchingOf } from '../../../src/gather/facts/vouching.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';

const box = mkdtempSync(join(tmpdir(), 'vouching-'));
afterAll(() => rmSync(box, { recursive: true }));

const SUM = 'a.example v1.0.0 h1:zip=\na.example v1.0.0/go.mod h1:mod=\na.example v1.0.0/go.mod h2:later\n';
const vouching = vouchingOf(await openRepo(memoryTree({ 'go.mod': 'module m.example\n', 'go.sum': SUM })));
const A = { path: 'a.example', version: 'v1.0.0' };

it('knows the hashes of zips and of go.mod files apart', () => {
  expect([vouching.zipHashesOf(A), vouching.hashesOf(A)]).toEqual([['h1:zip='], ['h1:mod=']]);
  expect(vouching.zipHashesOf({ ...A, version: 'v2.0.0' })).toEqual([]);
});

it('takes at most eight hashes of one file, each once', async () => {
  const lines = Array.from({ length: 10 }, (_, i) => `a.example v1.0.0/go.mod h1:${i}=\n`);
  const many = vouchingOf(
    await openRepo(memoryTree({ 'go.mod': 'module m.example\n', 'go.sum': lines.join('') + lines.join('') })),
  );
  expect(many.hashesOf(A)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => `h1:${i}=`));
});

it('joins the go.sum files of all modules and workspaces, and knows which modules stand in for others', async () => {
  const repo = await openRepo(
    memoryTree({
      'a/go.mod': 'module a\nreplace x.example => y.example v1.0.0\n',
      'a/go.sum': 'a.example v1.0.0/go.mod h1:one=\n',
      'b/go.mod': 'module b\n',
      'b/go.sum': 'a.example v1.0.0/go.mod h1:two=\n',
      'go.work': 'go 1.25\nuse ./a\nuse ./b\nreplace x.example => z.example v1.0.0\n',
      'go.work.sum': 'a.example v1.0.0/go.mod h1:three=\n',
    }),
  );
  const both = vouchingOf(repo);
  expect([...both.hashesOf(A)].sort()).toEqual(['h1:one=', 'h1:three=', 'h1:two=']);
  expect(both.replaces('y.example', 'x.example')).toBe(true);
  expect(both.replaces('z.example', 'x.example')).toBe(true);
  expect(both.replaces('x.example', 'y.example')).toBe(false);
  expect(both.replaces('q.example', 'x.example')).toBe(false);
});

it('vouches for nothing where there is no repository', () => {
  expect([NO_VOUCHING.hashesOf(A), NO_VOUCHING.zipHashesOf(A), NO_VOUCHING.replaces('a', 'b')]).toEqual([
    [],
    [],
    false,
  ]);
});

it('lets hashes of zips be kept where go.sum has the same, and no others', async () => {
  const cache = factCache({ XDG_CACHE_HOME: box }, () => new Date('2026-01-31T12:00:00Z'), { vouching });
  const remembered = async (hash: string) => {
    const ask = { kind: 'content', module: { ...A, version: 'v1.0.0' } } as const;
    cache.remember(ask, { known: true, value: { hash, of: 'zip' }, source: 'goproxy.example' });
    const answer = await cache.answer(ask);
    return answer?.known && answer.value.hash;
  };
  expect(await remembered('h1:evil=')).toBeUndefined();
  expect(await remembered('h1:zip=')).toBe('h1:zip=');
});
