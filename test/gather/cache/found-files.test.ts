import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { attempt, filesBelow, sizeOf } from '../../../src/gather/cache/found-files.ts';

const box = mkdtempSync(join(tmpdir(), 'found-files-'));
afterAll(() => rmSync(box, { recursive: true }));

it('finds regular files at any depth, and nothing else', () => {
  mkdirSync(join(box, 'a/b'), { recursive: true });
  writeFileSync(join(box, 'one'), '1');
  writeFileSync(join(box, 'a/b/two'), '22');
  symlinkSync(join(box, 'one'), join(box, 'a/link'));
  const files = filesBelow(box);
  expect(files.map(({ path }) => path).sort()).toEqual([join(box, 'a/b/two'), join(box, 'one')]);
  expect(sizeOf(files)).toEqual({ files: 2, bytes: 3 });
});

it.each([undefined, join(box, 'gone')])('finds nothing in %j', (folder) => {
  expect(sizeOf(filesBelow(folder))).toEqual({ files: 0, bytes: 0 });
});

it('makes nothing of what fails', () => {
  expect(attempt(() => 7)).toBe(7);
  expect(
    attempt(() => {
      throw new Error('no');
    }),
  ).toBeUndefined();
});
