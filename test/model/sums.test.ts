import { expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { openRepo } from '../../src/model/open.ts';
import { changedSums, recordedVersions, sumFiles, withSumsBefore } from '../../src/model/sums.ts';

const LINE = 'example.com/a v1.0.0 h1:x=\n';

it('puts beside each go.sum and go.work.sum the file of the same path in the base', async () => {
  const files = {
    'go.mod': 'module example.com/m\n',
    'go.sum': '',
    'new/go.mod': 'module example.com/new\n',
    'new/go.sum': '',
    'go.work': 'go 1.25\n\nuse .\n',
    'go.work.sum': '',
  };
  const repo = await openRepo(memoryTree(files));
  const old = { 'go.mod': files['go.mod'], 'go.sum': LINE, 'go.work': files['go.work'], 'go.work.sum': LINE };
  const before = withSumsBefore(repo, await openRepo(memoryTree(old)));
  expect([...sumFiles(before)].map((f) => [f.sum.source.path, f.before?.source.text])).toEqual([
    ['go.sum', LINE],
    ['new/go.sum', undefined],
    ['go.work.sum', LINE],
  ]);
  expect([...sumFiles(repo)].map((f) => f.before)).toEqual([undefined, undefined, undefined]);
});

it('finds lines with another hash, but for hashes that Go passes over', async () => {
  const line = (path: string, hash: string) => `example.com/${path} v1.0.0/go.mod ${hash}\n`;
  const EMPTY = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';
  const repoWith = (sum: string) => openRepo(memoryTree({ 'go.mod': 'module example.com/m\n', 'go.sum': sum }));
  const old =
    line('same', 'h1:a') + line('other', 'h1:a') + line('empty', EMPTY) + line('kind', 'h2:a') + line('gone', 'h1:a');
  const now =
    line('same', 'h1:a') + line('other', 'h1:b') + line('empty', 'h1:b') + line('kind', 'h1:b') + line('new', 'h1:b');
  const changed = changedSums(withSumsBefore(await repoWith(now), await repoWith(old)));
  expect([...changed].map(({ entry, was }) => [entry.path, was])).toEqual([['example.com/other', 'h1:a']]);
});

it('records of each version its zip and its go.mod, without the lines that Go passes over', async () => {
  const hash = (letter: string) => `h1:${letter.repeat(43)}=`;
  const lines = [
    `example.com/b v1.0.0 ${hash('A')}`,
    `example.com/b v1.0.0/go.mod ${hash('B')}`,
    `example.com/a v1.0.0/go.mod ${hash('C')}`,
    `example.com/b v1.0.0 ${hash('D')}`,
    `example.com/b v1.1.0 ${hash('E')}`,
    'example.com/kind v1.0.0 h2:x',
    `example.com/!path v1.0.0 ${hash('F')}`,
    `example.com/version v1 ${hash('G')}`,
    'example.com/empty v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=',
    'example.com/short v1.0.0 h1:x',
  ];
  const other = `example.com/a v1.0.0 ${hash('H')}`;
  const repo = await openRepo(
    memoryTree({
      'go.mod': 'module example.com/m\n',
      'go.sum': lines.join('\n'),
      'go.work': 'go 1.25\n\nuse .\n',
      'go.work.sum': other,
    }),
  );
  const letters = (of: readonly { readonly entry: { readonly hash: string } }[]) =>
    of.map(({ entry }) => entry.hash.slice(3, 4)).join('');
  expect(
    recordedVersions(repo).map(({ module, zip, mod }) => [
      `${module.path} ${module.version}`,
      letters(zip),
      letters(mod),
    ]),
  ).toEqual([
    ['example.com/b v1.0.0', 'AD', 'B'],
    ['example.com/a v1.0.0', 'H', 'C'],
    ['example.com/b v1.1.0', 'E', ''],
    ['example.com/short v1.0.0', 'x', ''],
  ]);
});
