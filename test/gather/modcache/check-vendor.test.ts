import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkVendored, type VendoredModule } from '../../../src/gather/modcache/check-vendor.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { TreeError } from '../../../src/model/tree.ts';
import { linesOf, moduleZip } from '../../support/sumdb-proxy.ts';

const box = mkdtempSync(join(tmpdir(), 'check-vendor-'));
afterAll(() => rmSync(box, { recursive: true }));

const KEY = 'example.com/a@v1.0.0';
const FILES = { 'a.go': 'package a\n', 'a_test.go': 'package a\n', 'sub/b.go': 'package b\n' };
const HASH = (await linesOf(KEY, FILES)).split('\n')[0]!.split(' ')[2]!;
const at = join(box, 'cache/download/example.com/a/@v');
mkdirSync(at, { recursive: true });
writeFileSync(join(at, 'v1.0.0.zip'), moduleZip(KEY, FILES));

const FOLDER = 'vendor/example.com/a/';
const tree = memoryTree(
  new Map([
    [`${FOLDER}a.go`, 'package a\n'],
    [`${FOLDER}sub/b.go`, 'package evil\n'],
    [`${FOLDER}c.go`, 'package c\n'],
  ]),
);
const vendored: VendoredModule = {
  module: { path: 'example.com/a', version: 'v1.0.0' },
  folder: FOLDER,
  files: [`${FOLDER}a.go`, `${FOLDER}sub/b.go`, `${FOLDER}c.go`],
  hashes: [HASH],
};

it('tells files that differ from files that were never published', async () => {
  expect(await checkVendored(tree, box, vendored)).toEqual({
    modified: [`${FOLDER}sub/b.go`],
    added: [`${FOLDER}c.go`],
  });
});

describe('knows nothing', () => {
  it.each<[string, Partial<VendoredModule>, string]>([
    ['without a line in go.sum', { hashes: [] }, 'go.sum has no line'],
    ['where go.sum has another hash', { hashes: ['h1:x'] }, 'differs from go.sum'],
    ['without a zip', { module: { path: 'example.com/b', version: 'v1.0.0' } }, 'not in the module cache'],
  ])('%s', async (_, more, why) => {
    expect(await checkVendored(tree, box, { ...vendored, ...more })).toEqual({ unknown: expect.stringContaining(why) });
  });

  it('where the zip cannot be read', async () => {
    writeFileSync(join(at, 'v1.1.0.zip'), 'no zip');
    const module = { path: 'example.com/a', version: 'v1.1.0' };
    expect(await checkVendored(tree, box, { ...vendored, module })).toEqual({
      unknown: expect.stringContaining('zip: not a valid zip file'),
    });
  });

  it('where a file is beyond a limit of the tree', async () => {
    const read = async () => {
      throw new TreeError('a.go', 'too-large', 'too large');
    };
    expect(await checkVendored({ ...tree, read }, box, vendored)).toEqual({
      unknown: expect.stringContaining('a.go: too large'),
    });
  });
});
