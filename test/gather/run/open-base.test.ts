import { afterAll, expect, it } from 'vitest';
import { capturedEnv } from '../../../src/gather/captured-env.ts';
import { openBase } from '../../../src/gather/run/open-base.ts';
import { put } from '../../support/cli.ts';
import { newGitBox } from '../../support/git-box.ts';

const box = newGitBox({
  'go.mod': 'module example.com/m\n',
  'sub/go.mod': 'module example.com/sub\n',
  'ci.env': "GOSUMDB='off'\n",
  'bad.env': 'not an environment\n',
});
afterAll(() => box.remove());
put(box.repo, { 'ci.env': "GOSUMDB='sum.example'\n", 'bad.env': "GOPROXY='off'\n", 'new.env': "GOPROXY='off'\n" });
put(box.root, { 'own.env': "GOPROXY='off'\n" });

const open = (names: readonly string[] = [], under = '') =>
  openBase({
    base: 'HEAD',
    rev: undefined,
    root: box.repo,
    cwd: box.repo,
    env: { PATH: process.env.PATH },
    open: { under },
    captured: names.map((name) => [name, capturedEnv(name, box.repo, box.repo, '')] as const),
  });

it('opens the repository as the revision has it, no more than the folder that is checked', async () => {
  expect((await open()).repo.modules.map(({ dir }) => dir)).toEqual(['', 'sub']);
  expect((await open([], 'sub')).repo.modules.map(({ dir }) => dir)).toEqual(['sub']);
  const { name, commit, tree } = await open();
  expect([name, commit, tree.name]).toEqual(['HEAD', box.git('rev-parse', 'HEAD'), commit]);
});

it('takes a captured go env as the revision has it, and one from outside as it is', async () => {
  const { repo } = await open(['ci.env', 'bad.env', 'new.env', '../own.env']);
  expect(repo.env.map(({ source }) => [source.path, source.text])).toEqual([
    ['ci.env', "GOSUMDB='off'\n"],
    ['../own.env', "GOPROXY='off'\n"],
  ]);
});
