import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DATABASE_LIMITS } from '../../../src/gather/vulndb/files.ts';
import { folderFiles } from '../../../src/gather/vulndb/folder-files.ts';
import { put } from '../../support/cli.ts';

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'vulndb-')), { 'index/modules.json': '[1]', 'GO-1.json': '{}' });
  writeFileSync(join(folder, 'outside'), 'x');
  symlinkSync(join(folder, 'outside'), join(folder, 'link.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('lists files in all folders, without links', () => {
  expect(folderFiles(folder, 'db').list()).toEqual(['GO-1.json', 'index/modules.json', 'outside']);
});

it('says why a folder cannot be listed', () => {
  expect(() => folderFiles(join(folder, 'GO-1.json'), 'db').list()).toThrow('cannot be listed (ENOTDIR)');
});

it('stops at the limit of names', () => {
  expect(() => folderFiles(folder, 'db', { ...DATABASE_LIMITS, names: 2 }).list()).toThrow('more than 2 files');
});

it('reads a file up to the limit, follows no link, and knows what is missing', async () => {
  const files = folderFiles(folder, 'db');
  expect(Buffer.from((await files.read('index/modules.json', 3))!).toString()).toBe('[1]');
  await expect(files.read('index/modules.json', 2)).rejects.toThrow('3 bytes, over the limit of 2');
  await expect(files.read('link.json', 9)).rejects.toThrow('link.json: cannot be read');
  await expect(files.read('index', 9)).rejects.toThrow('expected a file');
  expect(await files.read('none.json', 9)).toBeUndefined();
  expect(await files.read('GO-1.json/none.json', 9)).toBeUndefined();
});
