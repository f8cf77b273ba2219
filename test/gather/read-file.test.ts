import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBounded } from '../../src/gather/read-file.ts';

let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'read-'));
});
afterAll(() => rmSync(box, { recursive: true }));

function read(content: string | Uint8Array, max: number) {
  writeFileSync(join(box, 'file'), content);
  const bytes = readBounded(join(box, 'file'), max);
  return 'problem' in bytes ? bytes.problem : Buffer.from(bytes).toString();
}

it('reads all of a file, up to the limit', () => {
  expect(read('', 10)).toBe('');
  expect(read('abc', 3)).toBe('abc');
  expect(read('abcd', 3)).toBe('is larger than 3 bytes');
  const long = 'x'.repeat(200_000);
  expect(read(long, 200_000)).toBe(long);
  expect(read(long, 199_999)).toBe('is larger than 199999 bytes');
});

it('reads a pipe to its end, and a device that never ends up to the limit', () => {
  execFileSync('mkfifo', [join(box, 'pipe')]);
  const writer = spawnSync('sh', [
    '-c',
    `(printf abc; printf def) > ${box}/pipe & cat < ${box}/pipe > ${box}/out; cat ${box}/out`,
  ]);
  expect(writer.stdout.toString()).toBe('abcdef');
  expect(readBounded('/dev/zero', 1 << 20)).toEqual({ problem: 'is larger than 1048576 bytes' });
  expect(readBounded('/dev/null', 10)).toHaveLength(0);
});

it('says why there is nothing', () => {
  expect(readBounded(box, 10)).toEqual({ problem: 'is a folder; use a file' });
  expect(readBounded(join(box, 'none'), 10)).toEqual({ problem: 'does not exist' });
  expect(readBounded(join(box, 'file', 'x'), 10)).toEqual({ problem: 'cannot be read (ENOTDIR)' });
});
