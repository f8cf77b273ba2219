import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { filesInZip } from '../../../src/gather/gozip/module-files.ts';
import { zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { moduleZip } from '../../support/sumdb-proxy.ts';

const KEY = 'example.com/a@v1.0.0';
const module = { path: 'example.com/a', version: 'v1.0.0' };
const sum = (text: string) => hash('sha256', text, 'hex');

it('gives every file with its checksum, by its path in the module', async () => {
  const zip = zipInMemory(moduleZip(KEY, { 'sub/a.go': 'package a\n' }));
  expect(await filesInZip(zip, module)).toEqual({
    value: {
      files: [
        { path: 'go.mod', sha256: sum('module example.com/a\n') },
        { path: 'sub/a.go', sha256: sum('package a\n') },
      ],
    },
  });
});

it.each([
  ['a zip of another module', moduleZip('example.com/b@v1.0.0', {}), 'does not have prefix'],
  ['what is no zip', Buffer.from('PK'), 'not a valid zip'],
  ['names that leave it', moduleZip(KEY, { '../x': '' }), 'invalid path element'],
])('refuses %s', async (_, bytes, said) => {
  expect((await filesInZip(zipInMemory(bytes), module)).error).toContain(said);
});
