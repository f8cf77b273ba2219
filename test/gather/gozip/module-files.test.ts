import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashZip } from '../../../src/gather/gozip/hash-zip.ts';
import { filesInZip, zipFact } from '../../../src/gather/gozip/module-files.ts';
import { zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { moduleZip } from '../../support/sumdb-proxy.ts';

const KEY = 'example.com/a@v1.0.0';
const module = { path: 'example.com/a', version: 'v1.0.0' };
const sum = (text: string | Uint8Array) => hash('sha256', text, 'hex');

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

it('answers each kind of question about the whole', async () => {
  const bytes = moduleZip(KEY, { 'sub/a.go': 'package a\nimport "example.com/b"\n' });
  const zip = zipInMemory(bytes);
  expect(await zipFact('files', zip, module)).toEqual(await filesInZip(zip, module));
  expect(await zipFact('content', zip, module)).toEqual({ value: { hash: (await hashZip(zip)).value, of: 'zip' } });
  expect(await zipFact('packages', zip, module)).toEqual({
    value: {
      sha256: sum(bytes),
      packages: [{ folder: 'sub', files: [{ when: '', imports: ['example.com/b'] }] }],
    },
  });
  const other = { ...module, version: 'v1.0.1' };
  for (const kind of ['files', 'content', 'packages'] as const)
    expect(await zipFact(kind, zip, other)).toEqual({ error: expect.stringContaining('does not have prefix') });
});
