import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { TreeError } from '../../src/model/tree.ts';
import { findPolicies } from '../../src/policy/find.ts';
import { NODE_LIMITS } from '../../src/policy/parse/node.ts';

const P = '.modwarden.yaml';

async function find(files: Record<string, string>, ...folders: string[]) {
  const { of, problems } = await findPolicies(memoryTree(files), folders);
  return {
    of: Object.fromEntries([...of].map(([folder, found]) => [folder, found?.path])),
    problems: problems.map(({ place }) => place!.path),
  };
}

describe('the policy of a folder', () => {
  it('is the nearest upwards', async () => {
    const files = { [P]: '', [`a/b/${P}`]: '', [`c/${P}`]: '' };
    expect(await find(files, '', 'a', 'a/b', 'a/b/c/d', 'c', 'cc')).toEqual({
      of: { '': P, a: P, 'a/b': `a/b/${P}`, 'a/b/c/d': `a/b/${P}`, c: `c/${P}`, cc: P },
      problems: [],
    });
  });

  it('is none where no folder up to the root has one', async () => {
    expect(await find({ [`b/${P}`]: '' }, 'a', '')).toEqual({ of: { a: undefined, '': undefined }, problems: [] });
  });

  it('is the first of the table, and the others are problems', async () => {
    const files = { '.modwarden.json': '{}', '.modwarden.yml': '', [P]: '' };
    expect(await find(files, '', 'x')).toEqual({
      of: { '': P, x: P },
      problems: ['.modwarden.json', '.modwarden.yml'],
    });
  });

  it('may be the key of a package.json, and is not one without it', async () => {
    expect((await find({ 'package.json': '{ "modwarden": {} }' }, '')).of).toEqual({ '': 'package.json' });
    expect(await find({ 'a/package.json': '{ "name": "x" }', [P]: '' }, 'a')).toEqual({ of: { a: P }, problems: [] });
  });

  it('is not a folder of that name, which is a problem', async () => {
    expect(await find({ [`a/${P}/x`]: '', [P]: '' }, 'a')).toEqual({ of: { a: P }, problems: [`a/${P}`] });
    // Only a whole name is one.
    expect((await find({ [`a/x${P}/x`]: '', [`a/${P}x/x`]: '' }, 'a')).problems).toEqual([]);
    // A folder called package.json is nobody's policy.
    expect((await find({ 'a/package.json/x': '' }, 'a')).problems).toEqual([]);
  });

  it('that is too large or cannot be read is a problem, and the one above judges', async () => {
    const { maxBytes } = NODE_LIMITS;
    expect(await find({ [`a/${P}`]: 'x'.repeat(maxBytes), [P]: '' }, 'a')).toEqual({
      of: { a: `a/${P}` },
      problems: [],
    });
    expect(await find({ [`a/${P}`]: 'x'.repeat(maxBytes + 1), [P]: '' }, 'a')).toEqual({
      of: { a: P },
      problems: [`a/${P}`],
    });
    const tree = memoryTree({ [`a/${P}`]: '', [P]: '' });
    const failing = (error: Error) => ({
      ...tree,
      read: async (path: string) => {
        if (path.startsWith('a/')) throw error;
        return tree.read(path);
      },
    });
    const { of, problems } = await findPolicies(failing(new TreeError(`a/${P}`, 'too-large', 'no')), ['a']);
    expect([of.get('a')?.path, problems.length]).toEqual([P, 1]);
    await expect(findPolicies(failing(new Error('a defect')), ['a'])).rejects.toThrow('a defect');
  });
});
