import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hashZip } from '../../../src/gather/gozip/hash-zip.ts';
import { cachedZip, withCachedZip } from '../../../src/gather/modcache/cached-zip.ts';
import { MAX_ZIP_FILE } from '../../../src/go/dirhash/limits.ts';
import { buildZip } from '../proxy/zip-builder.ts';

const box = mkdtempSync(join(tmpdir(), 'cached-zip-'));
afterAll(() => rmSync(box, { recursive: true }));

it('is where Go keeps it', () => {
  const module = { path: 'example.com/Big', version: 'v1.0.0' };
  expect(cachedZip('/mod', module)).toBe(join('/mod/cache/download/example.com/!big/@v/v1.0.0.zip'));
  expect(cachedZip('/mod', { ...module, path: '../x' })).toBeUndefined();
});

it('is hashed the same whether it is read at once or in pieces', async () => {
  const large = buildZip([{ name: 'm@v1/large', content: Buffer.alloc(5 << 20, 'x'), stored: true }]);
  writeFileSync(join(box, 'large.zip'), large);
  writeFileSync(join(box, 'small.zip'), buildZip([{ name: 'm@v1/large', content: Buffer.alloc(5 << 20, 'x') }]));
  const [atOnce, inPieces] = await Promise.all(
    ['small.zip', 'large.zip'].map((name) => withCachedZip(join(box, name), hashZip)),
  );
  expect(inPieces?.value).toMatch(/^h1:/);
  expect(inPieces).toEqual(atOnce);
});

it('says why it cannot be read, and refuses what is larger than any module', async () => {
  expect((await withCachedZip(join(box, 'gone.zip'), hashZip)).error).toBe('ENOENT');
  writeFileSync(join(box, 'huge.zip'), '');
  truncateSync(join(box, 'huge.zip'), MAX_ZIP_FILE + 1);
  expect((await withCachedZip(join(box, 'huge.zip'), hashZip)).error).toBe(`more than ${MAX_ZIP_FILE} bytes`);
});
