import { expect, it } from 'vitest';
import { DATABASE_LIMITS } from '../../../src/gather/vulndb/files.ts';
import { zipFiles } from '../../../src/gather/vulndb/zip-files.ts';
import { DatabaseError } from '../../../src/vuln/json.ts';
import { buildZip } from '../proxy/zip-builder.ts';

const open = (entries: Parameters<typeof buildZip>[0], limits = DATABASE_LIMITS) =>
  zipFiles(buildZip(entries), 'db.zip', limits);
const B = { name: 'b.json', content: '{"b":1}' };

it('lists and reads its files, without folders', async () => {
  const files = await open([B, { name: 'ID/', content: '' }, { name: 'ID/a.json', content: '{}' }]);
  expect(files.list()).toEqual(['ID/a.json', 'b.json']);
  expect(Buffer.from((await files.read('b.json', 7))!).toString()).toBe('{"b":1}');
  expect(await files.read('none.json', 7)).toBeUndefined();
});

it('refuses what it cannot trust', async () => {
  await expect(zipFiles(Buffer.from('no zip'), 'x')).rejects.toThrow('not a valid zip file');
  await expect(open([{ name: '../a.json', content: '' }])).rejects.toThrow(
    new DatabaseError('the zip has names that lead out of it'),
  );
  await expect(open([B, B])).rejects.toThrow('b.json: twice in the zip');
  await expect(open([B, { name: 'c', content: '' }], { ...DATABASE_LIMITS, names: 1 })).rejects.toThrow(
    new DatabaseError('more than 1 files'),
  );
  expect((await open([B, { name: 'c', content: '' }], { ...DATABASE_LIMITS, names: 2 })).list()).toHaveLength(2);
  await expect((await open([B])).read('b.json', 6)).rejects.toThrow(
    new DatabaseError('b.json: 7 bytes, over the limit of 6'),
  );
  await expect((await open([{ ...B, checksum: 1 }])).read('b.json', 9)).rejects.toThrow(
    new DatabaseError('b.json: zip: checksum error'),
  );
  await expect((await open([{ ...B, claimedSize: 2 }])).read('b.json', 9)).rejects.toThrow('b.json: ');
});
