/** Files that the index holds in several versions: each is told at its place, with what to do. */
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { lint } from '../../src/lint/run.ts';
import { openRepo } from '../../src/model/open.ts';
import { type Tree, TreeError } from '../../src/model/tree.ts';
import { compilePolicy } from '../../src/policy/compile.ts';
import { findPolicies, readPolicyFile } from '../../src/policy/find.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { source } from '../../src/text/source.ts';

const FILES = {
  'go.work': 'go 1.25\n\nuse ./svc\n',
  'go.work.sum': '',
  'svc/go.mod': 'module example.com/svc\n\ngo 1.25\n',
  'svc/go.sum': '',
};

function unmerged(path: string, files: Readonly<Record<string, string>> = FILES): Tree {
  const tree = memoryTree(files);
  return {
    ...tree,
    read: async (asked) => {
      if (asked === path) throw new TreeError(path, 'unmerged', 'the index holds several versions of it');
      return tree.read(asked);
    },
  };
}

const hintFor = (path: string) => `a merge is in progress: resolve the conflict, then "git add ${path}"`;

test.each(Object.keys(FILES))('%s', async (path) => {
  const policy = 'extends: []\nrules: { gomod/syntax: error, sum/syntax: error }\n';
  const loaded = await loadPolicy({
    source: source('.modwarden.yaml', policy),
    rules,
    readFile: async () => undefined,
  });
  const judge = await compilePolicy(loaded.policy);
  const repo = await openRepo(unmerged(path));
  const { findings } = await lint({ repo, rules, policyFor: () => judge, today: '2026-06-01' });
  expect(findings.map(({ place, hint }) => [place.path, place.start.line, hint])).toEqual([[path, 1, hintFor(path)]]);
});

test('a policy, and a file that one extends', async () => {
  const path = 'team/base.yaml';
  const files = { '.modwarden.yaml': `extends: [./${path}]\n`, [path]: 'extends: [strict]\n' };
  const tree = unmerged(path, files);
  const loaded = await loadPolicy({
    source: source('.modwarden.yaml', files['.modwarden.yaml']),
    rules,
    readFile: (asked) => readPolicyFile(tree, asked),
  });
  expect(loaded.problems.map(({ place, hint }) => [place?.path, hint])).toEqual([['.modwarden.yaml', hintFor(path)]]);
  const { problems } = await findPolicies(unmerged('.modwarden.yaml', files), ['']);
  expect(problems.map(({ place, hint }) => [place?.path, hint])).toEqual([
    ['.modwarden.yaml', hintFor('.modwarden.yaml')],
  ]);
});
