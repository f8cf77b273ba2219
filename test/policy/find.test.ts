import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { type Tree, TreeError } from '../../src/model/tree.ts';
import { hasPackageKey } from '../../src/policy/file-names.ts';
import { findPolicies, nearestPolicies } from '../../src/policy/find.ts';
import { NODE_LIMITS } from '../../src/policy/parse/node.ts';
import { told } from './helpers.ts';

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

describe('a policy that does not judge', () => {
  const said = async (tree: Tree, ...folders: string[]) => told((await findPolicies(tree, folders)).problems, P);

  it('is told with what to do', async () => {
    const { maxBytes } = NODE_LIMITS;
    const files = { [P]: '', '.modwarden.json': '{}', 'package.json': '{"modwarden": {}}', [`a/${P}/x/${P}/y`]: '' };
    expect(await said(memoryTree(files), 'a', `a/${P}/x`)).toEqual([
      '.modwarden.json:1:1 unused policy file: .modwarden.yaml in the same folder takes precedence | keep only one of them',
      `a/${P}:1:1 cannot read the policy: a folder has the name of a policy file | fix or remove it`,
      `a/${P}/x/${P}:1:1 cannot read the policy: a folder has the name of a policy file | fix or remove it`,
      'package.json:1:1 unused policy file: .modwarden.yaml in the same folder takes precedence | keep only one of them',
    ]);
    expect(await said(memoryTree({ [P]: 'x'.repeat(maxBytes + 1) }), '')).toEqual([
      `1:1 cannot read the policy: ${maxBytes + 1} bytes, more than ${maxBytes} | fix or remove it`,
    ]);
  });

  it('is told with the hint of the tree', async () => {
    const tree = memoryTree({ [P]: '' });
    const failing = (problem: 'unmerged' | 'too-large'): Tree => ({
      ...tree,
      read: async () => {
        throw new TreeError(P, problem, 'no way');
      },
    });
    expect(await said(failing('unmerged'), '')).toEqual([
      `1:1 cannot read the policy: no way | a merge is in progress: resolve the conflict, then "git add ${P}"`,
    ]);
    expect(await said(failing('too-large'), '')).toEqual(['1:1 cannot read the policy: no way | fix or remove it']);
  });

  it('is looked for once in each folder', async () => {
    const looked: string[] = [];
    const { of, problems } = await nearestPolicies(['a/b', 'a/c', 'a/b'], async (folder) => {
      looked.push(folder);
      return { candidates: [], chosen: undefined };
    });
    expect([looked, [...of.keys()], problems]).toEqual([['a/b', 'a', '', 'a/c'], ['a/b', 'a/c'], []]);
  });
});

describe('the key of a package.json', () => {
  it.each([
    ['{"modwarden": null}', true],
    ['\ufeff{"modwarden": {}}', true],
    ['{"mod\\u0077arden": {}}', true],
    ['{"name": "modwarden"}', false],
    ['["modwarden"]', false],
    ['"modwarden"', false],
    ['null', false],
    ['{}', false],
    // What is no JSON is told, where it speaks of the key.
    ['{"modwarden": ', true],
    ['{"x": "\\u00', false],
    ['{"x": ', false],
  ])('in %j: %s', (text, has) => {
    expect(hasPackageKey(text)).toBe(has);
  });
});
