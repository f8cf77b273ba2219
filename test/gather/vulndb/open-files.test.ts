import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isServer, openLocalFiles } from '../../../src/gather/vulndb/open-files.ts';
import { DatabaseError } from '../../../src/vuln/json.ts';
import { put } from '../../support/cli.ts';
import { buildZip } from '../proxy/zip-builder.ts';

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'vulndb-')), { 'db/a.json': '{}' });
  writeFileSync(join(folder, 'db.zip'), buildZip([{ name: 'b.json', content: '{}' }]));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('opens folders and zips, by paths and file URLs', async () => {
  expect((await openLocalFiles('db', folder)).list()).toEqual(['a.json']);
  expect((await openLocalFiles('db.zip', folder)).list()).toEqual(['b.json']);
  expect((await openLocalFiles('db', folder)).name).toBe('db');
  expect((await openLocalFiles('db.zip', folder)).name).toBe('db.zip');
  expect((await openLocalFiles(pathToFileURL(join(folder, 'db')).href, '/')).list()).toEqual(['a.json']);
});

it('says what it cannot open', async () => {
  await expect(openLocalFiles('none', folder)).rejects.toThrow(new DatabaseError('does not exist'));
  await expect(openLocalFiles('x'.repeat(300), folder)).rejects.toThrow(
    new DatabaseError('cannot be read (ENAMETOOLONG)'),
  );
  await expect(openLocalFiles('db/a.json', folder)).rejects.toThrow('not a valid zip file');
  await expect(openLocalFiles('file://host/x', folder)).rejects.toThrow(
    new DatabaseError('expected a file:// URL with an absolute path'),
  );
});

it('knows servers by their scheme', () => {
  expect(['https://db.example', 'HTTP://db.example/x'].every(isServer)).toBe(true);
  expect(['file:///db', './https:', 'db.example'].some(isServer)).toBe(false);
});
