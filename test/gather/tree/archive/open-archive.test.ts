import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARCHIVE_LIMITS } from '../../../../src/gather/tree/archive/limits.ts';
import { openArchive } from '../../../../src/gather/tree/archive/open-archive.ts';
import { tarOf } from '../../../support/archives.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (bytes: Uint8Array) => {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return path;
};
const TAR = tarOf([
  { name: 'go.mod', text: 'module m\n' },
  { name: 'd/x', text: 'y' },
]);

describe('a compressed tar', () => {
  test('is read as the tar itself is', async () => {
    for (const [kind, bytes] of [
      ['tar', TAR],
      ['gzip', zlib.gzipSync(TAR)],
    ] as const) {
      const { tree, close } = await openArchive(written(bytes), kind);
      expect(await tree.list()).toEqual(['d/x', 'go.mod']);
      expect(Buffer.from((await tree.read('go.mod'))!).toString()).toBe('module m\n');
      close();
    }
  });

  test('is refused where it unpacks to too much', async () => {
    const path = written(zlib.gzipSync(tarOf([{ name: 'zeros', text: Buffer.alloc(1 << 20) }])));
    await expect(openArchive(path, 'gzip', { ...ARCHIVE_LIMITS, unpacked: 1 << 19 })).rejects.toThrow(
      'it unpacks to more than 524288 bytes: unpack it and check the folder',
    );
  });

  test('is refused where it is a bomb, before it is unpacked whole', async () => {
    const bomb = (size: number, members: number) => {
      const head = zlib.gzipSync(tarOf([{ name: 'zeros', size }]).subarray(0, 512));
      return written(Buffer.concat([head, ...Array(members).fill(zlib.gzipSync(Buffer.alloc(64 << 20)))]));
    };
    await expect(openArchive(bomb(128 << 20, 2), 'gzip')).rejects.toThrow('it is packed more than 200 to 1');
    // 8 GiB less one byte, the most that octal digits tell.
    await expect(openArchive(bomb(2 ** 33 - 1, 128), 'gzip')).rejects.toThrow(
      'it unpacks to more than 1073741824 bytes',
    );
  });

  test('is refused where it is damaged or cut off', async () => {
    const packed = zlib.gzipSync(TAR);
    await expect(openArchive(written(packed.subarray(0, 60)), 'gzip')).rejects.toThrow('it cannot be unpacked');
    await expect(openArchive(written(zlib.gzipSync(TAR.subarray(0, 700))), 'gzip')).rejects.toThrow(
      'ends in the middle',
    );
  });

  test('that this Node.js cannot unpack is refused with the way out', async () => {
    await expect(openArchive(written(TAR), 'xz')).rejects.toThrow('unpack it first (xz -d FILE) and check the .tar');
    await expect(openArchive(written(TAR), 'bzip2')).rejects.toThrow('unpack it first (bzip2 -d FILE)');
  });

  const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Uint8Array) => Buffer };
  test('of zstd is read where Node.js can, else refused', async () => {
    if (!zstdCompressSync) return expect(openArchive(written(TAR), 'zstd')).rejects.toThrow('zstd -d FILE');
    const { tree, close } = await openArchive(written(zstdCompressSync(TAR)), 'zstd');
    expect(await tree.list()).toEqual(['d/x', 'go.mod']);
    close();
  });
});

test('100,000 entries are read', async () => {
  const parts = Array.from({ length: 100_000 }, (_, i) => ({ name: `d${i % 100}/f${i}` }));
  const { tree, close } = await openArchive(written(zlib.gzipSync(tarOf(parts), { level: 1 })), 'gzip');
  expect(await tree.list()).toHaveLength(100_000);
  close();
});
