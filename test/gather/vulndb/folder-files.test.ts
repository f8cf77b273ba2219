import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DATABASE_LIMITS } from '../../../src/gather/vulndb/files.ts';
import { folderFiles } from '../../../src/gather/vulndb/folder-files.ts';
import { DatabaseError } from '../../../src/vuln/json.ts';
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
  expect(() => folderFiles(join(folder, 'GO-1.json'), 'db').list()).toThrow(
    new DatabaseError('cannot be listed (ENOTDIR)'),
  );
});

it('stops at the limit of names', () => {
  // Folders and links count too.
  const names = 5;
  expect(folderFiles(folder, 'db', { ...DATABASE_LIMITS, names }).list()).toHaveLength(3);
  expect(() => folderFiles(folder, 'db', { ...DATABASE_LIMITS, names: names - 1 }).list()).toThrow('more than 4 files');
  expect(() => folderFiles(folder, 'db', { ...DATABASE_LIMITS, names: 2 }).list()).toThrow(
    new DatabaseError('more than 2 files'),
  );
});

it('reads a file up to the limit, follows no link, and knows what is missing', async () => {
  const files = folderFiles(folder, 'db');
  expect(Buffer.from((await files.read('index/modules.json', 3))!).toString()).toBe('[1]');
  const refused = (path: string, max: number, why: string) =>
    expect(files.read(path, max)).rejects.toThrow(new DatabaseError(`${path}: ${why}`));
  await refused('index/modules.json', 2, '3 bytes, over the limit of 2');
  await refused('link.json', 9, 'cannot be read (ELOOP)');
  await refused('index', 9, 'expected a file');
  await refused('x'.repeat(300), 9, 'cannot be read (ENAMETOOLONG)');
  expect(await files.read('none.json', 9)).toBeUndefined();
  expect(await files.read('GO-1.json/none.json', 9)).toBeUndefined();
});
