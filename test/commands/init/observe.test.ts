import { expect, it } from 'vitest';
import { deepest, goPrivateOf, licensesInUse } from '../../../src/commands/init/observe.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import { readSettingFiles } from '../../../src/model/settings/setting-files.ts';

it('finds the deepest module, and whether others may be deeper', () => {
  const use = (path: string, depth: number | undefined) => ({
    path,
    depth,
    depthState: depth ? 'declared' : 'unknown',
  });
  const module = (state: string, ...uses: readonly object[]) => ({ graph: { state }, uses }) as never;
  expect(deepest([])).toBeUndefined();
  expect(deepest([module('loaded', use('a', 1), use('b', 3)), module('loaded', use('c', 2))])).toEqual({
    max: 3,
    module: 'b',
    complete: true,
  });
  const incomplete = { max: 1, module: 'a', complete: false };
  expect(deepest([module('loaded', use('a', 1), use('b', undefined))])).toEqual(incomplete);
  expect(deepest([module('lacking', use('a', 1))])).toEqual(incomplete);
  expect(deepest([module('lacking'), module('loaded', use('a', 1))])).toEqual(incomplete);
  expect(deepest([module('loaded', use('a', 2), use('b', 2))])).toEqual({ max: 2, module: 'a', complete: true });
  expect(deepest([module('loaded', use('a', undefined))])).toBeUndefined();
});

it('lists every license that expressions name, and the modules that they do not cover', async () => {
  const licenses = [
    { path: 'a', expression: 'MIT OR Apache-2.0' },
    { path: 'b', expression: 'BSD-3-Clause' },
    { path: 'c', expression: 'NONE' },
    { path: 'd', expression: undefined },
  ];
  expect(await licensesInUse(licenses)).toEqual({
    ids: ['Apache-2.0', 'BSD-3-Clause', 'MIT'],
    recognized: 2,
    others: ['c', 'd'],
  });
  expect(await licensesInUse(licenses.slice(2))).toBeUndefined();
});

it('reads GOPRIVATE of committed files, sound patterns only', async () => {
  const tree = memoryTree({
    'go.mod': 'module example.com/m\n',
    Dockerfile: 'FROM golang:1.26\nENV GOPRIVATE=*.corp.example,git.acme.example/pay,a[b\n',
  });
  const repo = await openRepo(tree);
  const settingFiles = await readSettingFiles(repo.settingFiles, tree);
  expect(goPrivateOf({ ...repo, settingFiles })).toEqual([
    { pattern: '*.corp.example', at: 'Dockerfile:2' },
    { pattern: 'git.acme.example/pay', at: 'Dockerfile:2' },
  ]);
});

it('counts a module once, and takes no ID that a list may not have', async () => {
  const licenses = [
    { path: 'b', expression: 'MIT' },
    { path: 'b', expression: 'MIT' },
    { path: 'a', expression: 'LicenseRef-Own' },
    { path: 'a', expression: undefined },
    { path: 'c', expression: 'NOASSERTION' },
  ];
  const found = await licensesInUse(licenses);
  expect(found?.ids).toContain('MIT');
  expect(found?.recognized).toBeGreaterThanOrEqual(1);
  expect(found?.others).toEqual([...new Set(found?.others)].sort());
  expect(found?.others).toContain('c');
});

it('names the first place of a GOPRIVATE pattern', async () => {
  const tree = memoryTree({
    'go.mod': 'module example.com/m\n',
    Dockerfile: 'FROM golang:1.26\nENV GOPRIVATE=a.example\nENV GOPRIVATE=a.example,b.example\n',
  });
  const repo = await openRepo(tree);
  const found = goPrivateOf({ ...repo, settingFiles: await readSettingFiles(repo.settingFiles, tree) });
  expect(found.map(({ pattern }) => pattern)).toEqual(['a.example', 'b.example']);
  expect(goPrivateOf(repo)).toEqual([]);
});
