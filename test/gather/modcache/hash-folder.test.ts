import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hashFolder } from '../../../src/gather/modcache/hash-folder.ts';
import { fileSum, hash1 } from '../../../src/go/dirhash/hash1.ts';

const box = mkdtempSync(join(tmpdir(), 'hash-folder-'));
afterAll(() => rmSync(box, { recursive: true }));

it('hashes small and large files under the name of the module', async () => {
  const large = Buffer.alloc(700_000, 'x');
  mkdirSync(join(box, 'm', 'sub'), { recursive: true });
  writeFileSync(join(box, 'm', 'go.mod'), 'module m\n');
  writeFileSync(join(box, 'm', 'sub', 'large'), large);
  writeFileSync(join(box, 'm', 'sub', 'block'), large.subarray(0, 1 << 18));
  const sums = await Promise.all([
    fileSum('m@v1/go.mod', Buffer.from('module m\n')),
    fileSum('m@v1/sub/large', large),
    fileSum('m@v1/sub/block', large.subarray(0, 1 << 18)),
  ]);
  expect(hashFolder(join(box, 'm'), 'm@v1')).toEqual(hash1(sums));
});

it('says why there is no hash', () => {
  expect(hashFolder(join(box, 'gone'), 'm@v1').error).toBe('ENOENT');
});
