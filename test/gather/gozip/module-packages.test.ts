import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { packagesInZip } from '../../../src/gather/gozip/module-packages.ts';
import { zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { moduleZip } from '../../support/sumdb-proxy.ts';

const KEY = 'example.com/a@v1.0.0';
const module = { path: 'example.com/a', version: 'v1.0.0' };

it('gives what each folder imports, and the checksum of the zip', async () => {
  const bytes = moduleZip(KEY, {
    'x.go': 'package a\nimport "example.com/b"\n',
    'sub/deep/x_windows.go': 'package deep\nimport "example.com/c"\n',
    'sub/readme.txt': 'package no\nimport "example.com/no"\n',
    'empty/x.go': 'package empty\n',
  });
  expect(await packagesInZip(zipInMemory(bytes), module)).toEqual({
    value: {
      sha256: hash('sha256', bytes, 'hex'),
      packages: [
        { folder: '', files: [{ when: '', imports: ['example.com/b'] }] },
        { folder: 'empty', files: [] },
        { folder: 'sub/deep', files: [{ when: 'windows', imports: ['example.com/c'] }] },
      ],
    },
  });
});

it.each([
  ['a zip of another module', moduleZip('example.com/b@v1.0.0', {}), 'does not have prefix'],
  ['what is no zip', Buffer.from('PK'), 'not a valid zip'],
])('refuses %s', async (_, bytes, said) => {
  expect((await packagesInZip(zipInMemory(bytes), module)).error).toContain(said);
});
