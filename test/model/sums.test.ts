import { expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { openRepo } from '../../src/model/open.ts';
import { changedSums, sumFiles, withSumsBefore } from '../../src/model/sums.ts';

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
