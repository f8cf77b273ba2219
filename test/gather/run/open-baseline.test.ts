import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openBaseline } from '../../../src/gather/run/open-baseline.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { TreeError } from '../../../src/model/tree.ts';
import { MAX_BASELINE } from '../../../src/policy/baseline/limits.ts';
import { BASELINE_FILE } from '../../../src/policy/baseline/types.ts';
import { put } from '../../support/cli.ts';

const EMPTY = '{"version":1,"findings":[]}';
const cwd = mkdtempSync(join(tmpdir(), 'baseline-'));
put(cwd, { 'own.json': EMPTY });
afterAll(() => rmSync(cwd, { recursive: true }));

const own = memoryTree({ [BASELINE_FILE]: EMPTY });
const open = async (tree = own, baseline?: string | false) => openBaseline(tree, await tree.list(), { cwd, baseline });

it('reads that of the tree, the named one, or none', async () => {
  expect((await open()).baseline?.path).toBe(BASELINE_FILE);
  expect((await open(own, 'own.json')).baseline?.path).toBe('own.json');
  expect(await open(own, false)).toEqual({ baseline: undefined, problems: [] });
  expect(await open(memoryTree({}))).toEqual({ baseline: undefined, problems: [] });
});

it('throws for a named one that cannot be read', async () => {
  await expect(open(own, 'none.json')).rejects.toMatchObject({ code: 'unreadable-baseline' });
});

it('says why that of the tree cannot be read', async () => {
  const tree = (read: () => Promise<Uint8Array | undefined>) => ({ ...own, read });
  const message = async (read: () => Promise<Uint8Array | undefined>) => (await open(tree(read))).problems[0]?.message;
  expect(
    await message(async () => {
      throw new TreeError(BASELINE_FILE, 'outside', 'a symlink leads out of the folder');
    }),
  ).toBe('the baseline cannot be read: a symlink leads out of the folder');
  expect(await message(async () => undefined)).toBe('the baseline cannot be read: it is not a file');
  expect(await message(async () => new Uint8Array(MAX_BASELINE + 1))).toContain('over the limit');
  await expect(
    message(async () => {
      throw new TypeError('a fault of ours');
    }),
  ).rejects.toThrow('a fault of ours');
});
