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
  expect(deepest([module('loaded', use('a', 1), use('b', undefined))])).toMatchObject({ max: 1, complete: false });
  expect(deepest([module('lacking', use('a', 1))])).toMatchObject({ complete: false });
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
