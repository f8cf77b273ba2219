import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ByteReader,
  CUT_OFF,
  fileReader,
  openFile,
  streamReader,
} from '../../../../src/gather/tree/archive/byte-reader.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  writeFileSync(join(folder, 'file'), 'abcdefgh');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

const READERS: readonly (readonly [string, () => ByteReader])[] = [
  ['a file', () => fileReader(openFile(join(folder, 'file')))],
  ['a stream', () => streamReader(pieces('abc', '', 'd', 'efgh'))],
];

describe.each(READERS)('of %s', (_, open) => {
  test('takes, passes over and keeps bytes in order', async () => {
    const bytes = open();
    expect(Buffer.from((await bytes.take(2))!).toString()).toBe('ab');
    const kept = await bytes.pass(3, true);
    expect(Buffer.from((await bytes.take(1))!).toString()).toBe('f');
    await bytes.pass(2, false);
    expect(await bytes.take(1)).toBeUndefined();
    expect(Buffer.from(kept()).toString()).toBe('cde');
  });

  test('ends where all is taken, and not before', async () => {
    const bytes = open();
    expect(await bytes.take(8)).toHaveLength(8);
    expect(await bytes.take(8)).toBeUndefined();
    expect((await open().pass(8, true))()).toHaveLength(8);
    expect((await open().pass(0, true))()).toHaveLength(0);
    const others = open();
    await others.pass(8, false);
    await expect(others.pass(1, false)).rejects.toThrow(CUT_OFF);
    await expect(others.pass(1, true)).rejects.toThrow(CUT_OFF);
  });

  test('refuses to end in the middle', async () => {
    await expect(open().take(9)).rejects.toThrow(CUT_OFF);
    await expect(open().pass(9, false)).rejects.toThrow(CUT_OFF);
    await expect(open().pass(9, true)).rejects.toThrow(CUT_OFF);
  });
});

test('a file that became shorter ends in the middle', () => {
  writeFileSync(join(folder, 'shrinking'), 'abcdefgh');
  const file = openFile(join(folder, 'shrinking'));
  expect([file.size, Buffer.from(file.read(2, 5)).toString()]).toEqual([8, 'cde']);
  writeFileSync(join(folder, 'shrinking'), 'abc');
  expect(() => file.read(2, 5)).toThrow(CUT_OFF);
  expect(file.read(3, 3)).toHaveLength(0);
  file.close();
  expect(() => file.read(0, 1)).toThrow('EBADF');
});
