import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkCache } from '../../../src/gather/modcache/check-cache.ts';
import type { CacheTask } from '../../../src/gather/modcache/check-module.ts';
import { linesOf, moduleZip } from '../../support/sumdb-proxy.ts';

const box = mkdtempSync(join(tmpdir(), 'check-cache-'));
afterAll(() => rmSync(box, { recursive: true }));

/** Thirty modules, the odd ones of which are not cached, and the tenth of which was changed. */
async function tasks(): Promise<CacheTask[]> {
  const list: CacheTask[] = [];
  for (let i = 0; i < 30; i++) {
    const [path, version] = [`example.com/m${i}`, 'v1.0.0'];
    const files = { 'a.go': `package m${i}\n` };
    const hash = (await linesOf(`${path}@${version}`, files)).split('\n')[0]!.split(' ')[2]!;
    list.push({ path, version, zip: [hash], mod: [] });
    if (i % 2 === 1) continue;
    const at = join(box, 'cache/download', path, '@v');
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'v1.0.0.zip'), moduleZip(`${path}@${version}`, i === 10 ? {} : files));
    writeFileSync(join(at, 'v1.0.0.ziphash'), hash);
  }
  return list;
}

it('answers in the order of the modules, and counts them', async () => {
  const progress: string[] = [];
  const results = await checkCache(box, await tasks(), (settled, asked) => void progress.push(`${settled}/${asked}`));
  expect(results.map(({ cached }) => cached)).toEqual(results.map((_, i) => i % 2 === 0));
  expect(results.flatMap(({ problems }, i) => problems.map(({ kind }) => `${i} ${kind}`))).toEqual(['10 zip']);
  expect(progress).toEqual(Array.from({ length: 30 }, (_, i) => `${i + 1}/30`));
});

it('has nothing to say of no modules, of paths that no module has, and where nobody counts', async () => {
  expect(await checkCache(box, [])).toEqual([]);
  const odd = ['../x', 'example.com/none', `example.com/${'x'.repeat(300)}`];
  const results = await checkCache(
    box,
    odd.map((path) => ({ path, version: 'v1.0.0', zip: [], mod: [] })),
  );
  expect(results).toEqual(odd.map(() => ({ cached: false, problems: [] })));
});
