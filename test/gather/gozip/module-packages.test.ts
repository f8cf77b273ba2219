import { hash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { packagesInZip } from '../../../src/gather/gozip/module-packages.ts';
import { zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { moduleZip } from '../../support/sumdb-proxy.ts';
import { buildZip } from '../proxy/zip-builder.ts';

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

it('reads the files of a folder together, in the order of the folders, from any kind of zip', async () => {
  const bytes = buildZip([
    { name: `${KEY}/z/b.go`, content: 'package z\nimport "example.com/b"\n' },
    { name: `${KEY}/z/a_linux.go`, content: 'package z\nimport "example.com/a"\n', checksum: 0 },
    { name: `${KEY}/a.go/x.txt`, content: '' },
    { name: `${KEY}/é/x.go`, content: 'package e\nimport "example.com/e"\n', stored: true },
    { name: `${KEY}/b/x.go`, content: 'package b\nimport "example.com/b"\n' },
  ]);
  const packages = [
    { folder: 'b', files: [{ when: '', imports: ['example.com/b'] }] },
    {
      folder: 'z',
      files: expect.arrayContaining([
        { when: '', imports: ['example.com/b'] },
        { when: 'linux', imports: ['example.com/a'] },
      ]),
    },
    { folder: 'é', files: [{ when: '', imports: ['example.com/e'] }] },
  ];
  const { size, read } = zipInMemory(bytes);
  for (const zip of [zipInMemory(bytes), { size, read }])
    expect(await packagesInZip(zip, module)).toEqual({ value: { sha256: hash('sha256', bytes, 'hex'), packages } });
});

it('has the checksum of a zip of more than a megabyte', async () => {
  const content = randomBytes(2_500_000);
  const bytes = buildZip([{ name: `${KEY}/x.txt`, content, stored: true }]);
  expect((await packagesInZip(zipInMemory(bytes), module)).value).toEqual({
    sha256: hash('sha256', bytes, 'hex'),
    packages: [],
  });
});

it.each([
  [
    'a zip of another module',
    moduleZip('example.com/b@v1.0.0', {}),
    /path does not have prefix "example.com\/a@v1.0.0\/"$/,
  ],
  ['what is no zip', Buffer.from('PK'), /^zip: not a valid zip file$/],
  [
    'a file whose content is another',
    buildZip([{ name: `${KEY}/x.go`, content: 'x', checksum: 1 }]),
    /^zip: checksum error$/,
  ],
  [
    'more than Go takes',
    buildZip([{ name: `${KEY}/x.go`, content: 'x', claimedSize: (500 << 20) + 1 }]),
    /^total uncompressed size of module contents too large/,
  ],
])('refuses %s', async (_, bytes, said) => {
  expect(await packagesInZip(zipInMemory(bytes), module)).toEqual({ error: expect.stringMatching(said) });
});
