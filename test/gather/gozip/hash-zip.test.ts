import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../../src/gather/gozip/directory.ts';
import { checkModuleZip, hashZip, unzipError } from '../../../src/gather/gozip/hash-zip.ts';
import { zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { fileSum, hash1 } from '../../../src/go/dirhash/hash1.ts';
import { encode } from '../../../src/text/bytes.ts';
import { buildZip, type TestEntry } from '../proxy/zip-builder.ts';

const PREFIX = 'm.example/m@v1.0.0/';
const named = (path: string, content: string, more: Partial<TestEntry> = {}): TestEntry => ({
  name: PREFIX + path,
  content,
  ...more,
});
const zipOf = (...entries: readonly TestEntry[]) => zipInMemory(buildZip(entries));
const sumOf = async (...files: readonly (readonly [path: string, content: string])[]) =>
  hash1(await Promise.all(files.map(([path, content]) => fileSum(PREFIX + path, encode(content)))));
const GO_MOD = named('go.mod', 'module m.example/m\n');

// What archive/zip of Go does with each was tried; the sumdb corpus has more.
describe('hashZip', () => {
  it('hashes names and contents, packed or stored', async () => {
    const zip = zipOf(named('z.go', 'z'.repeat(100_000)), named('a.go', 'a', { stored: true }), GO_MOD);
    const files = [
      ['a.go', 'a'],
      ['go.mod', 'module m.example/m\n'],
      ['z.go', 'z'.repeat(100_000)],
    ] as const;
    expect(await hashZip(zip)).toEqual(await sumOf(...files));
    expect(await unzipError('m.example/m', 'v1.0.0', zip)).toBeUndefined();
  });

  it('gives all entries of a name the content of the last one', async () => {
    expect(await hashZip(zipOf(named('a', '1'), named('a', '2')))).toEqual(await sumOf(['a', '2'], ['a', '2']));
  });

  it('counts folders, and passes over flags and bytes before the zip', async () => {
    const zip = buildZip([named('d/', ''), named('a', 'x', { stored: true, encrypted: true })]);
    const expected = await sumOf(['d/', ''], ['a', 'x']);
    expect(await hashZip(zipInMemory(zip))).toEqual(expected);
    expect(await hashZip(zipInMemory(Buffer.concat([Buffer.from('#!/bin/sh\n'), zip])))).toEqual(expected);
  });

  it.each([
    ['another checksum', named('a', 'x', { checksum: 1 }), 'zip: checksum error'],
    ['more than declared', named('a', 'xyz', { claimedSize: 2 }), 'zip: not a valid zip file'],
    ['less than declared', named('a', 'xyz', { claimedSize: 4 }), 'unexpected EOF'],
    ['a bomb', named('a', '0'.repeat(5_000_000), { claimedSize: 10 }), 'zip: not a valid zip file'],
    ['content that is not packed so', named('a', 'xyz', { stored: true, method: 8 }), /invalid|unexpected/],
    ['an unknown method', named('a', 'xyz', { method: 12 }), 'zip: unsupported compression algorithm'],
    ['a folder with content', named('d/', 'xyz'), 'zip: not a valid zip file'],
    ['more than a module may have', named('a', 'x', { claimedSize: 2 ** 32 - 1 }), /more than/],
  ])('refuses %s', async (_, entry, error) => {
    const { value, error: said } = await hashZip(zipOf(GO_MOD, entry));
    expect(value).toBeUndefined();
    expect(said).toMatch(error);
    expect(await unzipError('m.example/m', 'v1.0.0', zipOf(GO_MOD, entry))).toEqual(
      entry.name === `${PREFIX}d/` ? undefined : expect.any(String),
    );
  });

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['a page', () => Buffer.from('<html>'.repeat(100))],
    ['a zip without its end', (zip: Buffer) => zip.subarray(0, -1)],
    ['a zip without its start', (zip: Buffer) => zip.subarray(60)],
    ['a number of entries too many', (zip: Buffer) => edited(zip, zip.length - 12, 9)],
    ['a directory outside of the file', (zip: Buffer) => edited(zip, zip.length - 7, 0x7f)],
    ['a damaged directory', (zip: Buffer) => edited(zip, zip.indexOf('PK\x01\x02'), 0)],
    ['a damaged local header', (zip: Buffer) => edited(zip, 0, 0)],
  ])('refuses %s', async (_, damage) => {
    const zip = damage(buildZip([GO_MOD, named('a', 'x')]));
    expect((await hashZip(zipInMemory(zip))).error).toBeDefined();
  });

  it('does not run over the end of a truncated file, wherever it is cut', async () => {
    const zip = buildZip([GO_MOD, named('a', 'x'.repeat(1000))]);
    for (let length = 0; length < zip.length; length++) {
      expect((await hashZip(zipInMemory(zip.subarray(0, length)))).error, `${length}`).toBeDefined();
    }
  });

  it('gives another hash or an error for one flipped bit, except where Go does not look', async () => {
    const zip = buildZip([GO_MOD, named('a', 'x', { stored: true })]);
    const expected = (await hashZip(zipInMemory(zip))).value;
    for (let at = 0; at < zip.length; at++) {
      const { value } = await hashZip(zipInMemory(edited(zip, at, zip[at]! ^ 1)));
      if (value !== expected) continue;
      // The same hash means the same names and contents.
      const names = (await readDirectory(zipInMemory(edited(zip, at, zip[at]! ^ 1)))).map(({ name }) => name);
      expect(names).toEqual([`${PREFIX}go.mod`, `${PREFIX}a`]);
    }
  });
});

describe('checkModuleZip', () => {
  it('checks by the directory alone', async () => {
    const { value } = await checkModuleZip(
      'm.example/m',
      'v1.0.0',
      zipOf(GO_MOD, named('sub/go.mod', ''), named('a', '')),
    );
    expect(value?.invalid.map(({ error }) => error)).toEqual(['go.mod file not in module root directory']);
    expect(value?.valid).toEqual([`${PREFIX}go.mod`, `${PREFIX}a`]);
  });

  it('does not even open a zip over the limit', async () => {
    const read = async () => {
      throw new Error('read');
    };
    const { error } = await checkModuleZip('m.example/m', 'v1.0.0', { size: 2 ** 40, read });
    expect(error).toMatch(/module zip file is too large/);
  });
});

function edited(zip: Buffer, at: number, byte: number): Buffer {
  const copy = Buffer.from(zip);
  copy[at] = byte;
  return copy;
}
