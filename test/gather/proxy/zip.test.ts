import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesOfZip, withZipFile, ZIP_LIMITS, zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { buildZip, type TestEntry } from './zip-builder.ts';

const prefix = 'example.com/m@v1.0.0/';
const wanted = (path: string) => /(^|\/)LICENSE/.test(path);
const read = (entries: readonly TestEntry[], limits = {}) =>
  filesOfZip(zipInMemory(buildZip(entries)), prefix, wanted, { ...ZIP_LIMITS, ...limits });

describe('licenses of a zip', () => {
  test('only what is wanted, packed or stored, any bytes', async () => {
    const entries = [
      { name: `${prefix}LICENSE`, content: 'MIT\n'.repeat(100) },
      { name: `${prefix}main.go`, content: 'package main' },
      { name: `${prefix}sub/LICENSE.txt`, content: Uint8Array.of(0x41, 0xff), stored: true },
      { name: Buffer.concat([Buffer.from(`${prefix}LICENSE-`), Buffer.of(0xff)]), content: '' },
      { name: `${prefix}LICENSE/`, content: '' },
    ];
    expect(await read(entries)).toEqual({
      value: [
        { path: 'LICENSE', text: 'MIT\n'.repeat(100) },
        { path: 'sub/LICENSE.txt', text: 'A\udcff' },
        { path: 'LICENSE-\udcff', text: '' },
      ],
    });
  });

  test('none', async () => expect(await read([])).toEqual({ value: [] }));

  test('of a file', async () => {
    const box = mkdtempSync(join(tmpdir(), 'zip-'));
    writeFileSync(join(box, 'x.zip'), buildZip([{ name: `${prefix}LICENSE`, content: 'MIT' }]));
    const result = await withZipFile(join(box, 'x.zip'), (bytes) => filesOfZip(bytes, prefix, wanted));
    expect(result).toEqual({ value: [{ path: 'LICENSE', text: 'MIT' }] });
    await expect(withZipFile(join(box, 'absent'), async () => 0)).rejects.toMatchObject({ code: 'ENOENT' });
    rmSync(box, { recursive: true });
  });

  test('of a file, read ahead: the same bytes wherever they are asked for', async () => {
    const box = mkdtempSync(join(tmpdir(), 'zip-'));
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 251);
    writeFileSync(join(box, 'x'), bytes);
    const range = fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    await fc.assert(
      fc.asyncProperty(fc.array(range), fc.nat(400), (ranges, ahead) =>
        withZipFile(
          join(box, 'x'),
          async (zip) => {
            expect(zip.size).toBe(300);
            const pieces = ranges.map(([start, end]) => [...zip.readNow!(start, end)]);
            expect(pieces).toEqual(ranges.map(([start, end]) => [...bytes.subarray(start, end)]));
            expect(() => zip.readNow!(250, 301)).toThrow('unexpected EOF');
          },
          ahead,
        ),
      ),
    );
    rmSync(box, { recursive: true });
  });
});

describe('a zip that lies', () => {
  const good = { name: `${prefix}LICENSE`, content: 'MIT' };
  const zeros = '0'.repeat(1 << 20);
  test.each<[name: string, entries: TestEntry[], limits: object, error: string]>([
    [
      'another module',
      [good, { name: 'example.com/n@v1.0.0/LICENSE', content: '' }],
      {},
      'path "example.com/n@v1.0.0/LICENSE" does not have prefix "example.com/m@v1.0.0/"',
    ],
    ['the same file twice', [good, good], {}, 'duplicate file "LICENSE"'],
    ['too many files', [good, { name: `${prefix}b`, content: '' }], { entries: 1 }, 'more than 1 files'],
    ['too large a file', [good], { file: 2 }, '"LICENSE" has 3 bytes, over the limit of 2'],
    [
      'too much in all',
      [good, { name: `${prefix}LICENSE2`, content: 'MIT' }],
      { total: 5 },
      'the files wanted have more than 5 bytes',
    ],
    ['a bomb', [{ name: `${prefix}LICENSE`, content: zeros }], {}, '"LICENSE" is packed more than 200 to 1'],
    [
      'a bomb that says it is small',
      [{ name: `${prefix}LICENSE`, content: zeros, claimedSize: 100 }],
      {},
      'too many bytes in the stream',
    ],
    ['less than it says', [{ ...good, claimedSize: 100 }], {}, 'not enough bytes in the stream'],
    ['other content', [{ ...good, checksum: 1 }], {}, '"LICENSE": checksum error'],
    ['a password', [{ ...good, encrypted: true }], {}, 'entry is encrypted'],
    ['a method nobody knows', [{ ...good, method: 99 }], {}, 'unsupported compression method: 99'],
  ])('%s', async (_, entries, limits, error) => {
    expect(await read(entries, limits)).toEqual({ error: expect.stringContaining(error) });
  });

  test('names that leave the folder are not wanted', async () => {
    const everything = await filesOfZip(
      zipInMemory(
        buildZip([
          { name: `${prefix}../LICENSE`, content: 'x' },
          { name: `${prefix}/etc/LICENSE`, content: 'x' },
          good,
        ]),
      ),
      prefix,
      () => true,
    );
    expect(everything).toEqual({ value: [{ path: 'LICENSE', text: 'MIT' }] });
  });

  test('any bytes are an error, never more', async () => {
    const zip = buildZip([good]);
    const damaged = fc.tuple(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length));
    await fc.assert(
      fc.asyncProperty(damaged, async ([at, byte, length]) => {
        const bytes = Uint8Array.from(zip).subarray(0, length);
        if (at < length) bytes[at] = byte;
        const result = await filesOfZip(zipInMemory(bytes), prefix, wanted);
        expect(result.error === undefined ? result.value : result.error).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});
