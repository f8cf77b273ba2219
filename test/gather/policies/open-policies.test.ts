/** Which policy applies to which module, what policies choose to check, and whose private paths are private. */
import { expect, it } from 'vitest';
import { type OpenPoliciesInput, openPolicies } from '../../../src/gather/policies/open-policies.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Repo } from '../../../src/model/repo.ts';
import type { Rule } from '../../../src/model/rule.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../../policy/helpers.ts';
import { RULES } from '../../policy/rules.ts';

const open = (files: Readonly<Record<string, string>>, more: Partial<OpenPoliciesInput> = {}) =>
  openPolicies({
    tree: memoryTree(files),
    root: '/r',
    onDisk: false,
    rules: RULES as readonly Rule[],
    paths: Object.keys(files).sort(),
    under: '',
    asksNobody: false,
    ...more,
  });

const POLICY = (host: string) => `extends: []\nprivate: [${host}]\n`;
const FILES = {
  'go.mod': 'module m\n',
  '.modwarden.yaml': POLICY('root.example'),
  'a/go.mod': 'module a\n',
  'a/.modwarden.yaml': POLICY('a.example'),
  'a/b/go.mod': 'module b\n',
  'c/x.txt': '',
  'c/.modwarden.yaml': POLICY('c.example'),
};
const given = { text: source('mine', POLICY('given.example')) };

it('gives each folder its nearest policy, and knows the private paths of all modules', async () => {
  const { policyFor, problems, private: hosts, used } = await open(FILES);
  const pathOf = (folder: string) => policyFor(folder).policy.path;
  expect(['', 'a', 'a/b', 'a/b/deep', 'none/at/all'].map(pathOf)).toEqual([
    '.modwarden.yaml',
    'a/.modwarden.yaml',
    'a/.modwarden.yaml',
    'a/.modwarden.yaml',
    '.modwarden.yaml',
  ]);
  expect(problems).toEqual([]);
  // No module is below the third.
  expect(hosts).toEqual(['root.example', 'a.example']);
  const repo = { modules: ['', 'a', 'a/b'].map((dir) => ({ dir })) } as unknown as Repo;
  expect(used(repo)).toEqual([
    { path: '.modwarden.yaml', extends: [], modules: [''] },
    { path: 'a/.modwarden.yaml', extends: [], modules: ['a', 'a/b'] },
  ]);
});

it('looks at the folder that is checked though no module is in it, and at workspaces', async () => {
  expect((await open(FILES, { under: 'c' })).policyFor('c').policy.path).toBe('c/.modwarden.yaml');
  const { policyFor } = await open({ ...FILES, 'c/go.work': 'use ../a\n' });
  expect(policyFor('c').policy.path).toBe('c/.modwarden.yaml');
});

it('has the preset where there is no policy, and says so', async () => {
  const { policyFor, private: hosts, used } = await open({ 'go.mod': '' });
  expect(policyFor('').policy).toMatchObject({ path: undefined, extends: ['recommended'] });
  expect(hosts).toEqual([]);
  expect(used({ modules: [{ dir: '' }] } as unknown as Repo)).toEqual([
    { path: undefined, extends: ['recommended'], modules: [''] },
  ]);
});

it('adds and leaves out modules as policies say, and looks for the policies of what is added', async () => {
  const files = {
    'go.mod': '',
    '.modwarden.yaml':
      'extends: []\nmodules: { include: [testdata/**, tools/*.mod], exclude: [old/**] }\nprivate: [root.example]\n',
    'testdata/x/go.mod': '',
    'testdata/x/.modwarden.yaml': 'extends: []\nmodules: { include: [more.mod] }\nprivate: [x.example]\n',
    'tools/tools.mod': '',
    'tools/.modwarden.yaml': POLICY('tools.example'),
    'more.mod': '',
    'old/go.mod': '',
  };
  const { modules, policyFor, private: hosts } = await open(files);
  const paths = Object.keys(files);
  expect(paths.filter(modules.include)).toEqual(['testdata/x/go.mod', 'testdata/x/.modwarden.yaml', 'tools/tools.mod']);
  expect(paths.filter(modules.exclude)).toEqual(['old/go.mod']);
  expect([policyFor('testdata/x').policy.path, policyFor('tools').policy.path]).toEqual([
    'testdata/x/.modwarden.yaml',
    'tools/.modwarden.yaml',
  ]);
  expect(hosts).toEqual(['root.example', 'x.example', 'tools.example']);
});

it('has one policy for all where one is given, beside whose private paths those of the repository are private', async () => {
  const { policyFor, private: hosts, problems, used } = await open(FILES, { given });
  expect([policyFor('').policy.private, policyFor('a/b').policy.private]).toEqual([
    ['given.example'],
    ['given.example'],
  ]);
  expect(hosts).toEqual(['given.example', 'root.example', 'a.example']);
  expect(problems).toEqual([]);
  expect(used({ modules: [{ dir: 'a' }, { dir: '' }] } as unknown as Repo)).toEqual([
    { path: undefined, extends: [], modules: ['a', ''] },
  ]);
});

it('reads no policies beside the given one where nobody is asked', async () => {
  const files = { ...FILES, 'a/.modwarden.yaml': 'private: [\n' };
  const { private: hosts, problems } = await open(files, { given, asksNobody: true });
  expect([hosts, problems]).toEqual([['given.example'], []]);
});

it('does not know what is private where a policy with such a list has errors', async () => {
  const broken = { ...FILES, 'a/.modwarden.yaml': 'extends: []\nprivate: [1]\nrulez: {}\n' };
  const alone = await open(broken);
  expect(alone.private).toBeUndefined();
  expect(told(alone.problems, 'a/.modwarden.yaml')).toEqual([
    expect.stringMatching(/^2:11 /),
    '3:1 unknown key "rulez" | did you mean rules?',
  ]);
  // Of the policies beside a given one only these errors matter.
  const beside = await open(broken, { given });
  expect(beside.private).toBeUndefined();
  expect(told(beside.problems, 'a/.modwarden.yaml')).toEqual([expect.stringMatching(/^2:11 /)]);
  const other = await open({ ...FILES, 'a/.modwarden.yaml': `${POLICY('a.example')}rulez: {}\n` });
  expect([other.private, other.problems.length]).toEqual([['root.example', 'a.example'], 1]);
});

it('tells each problem once', async () => {
  const base = { 'base.yaml': 'extends: []\nprivate: [1]\n' };
  const files = {
    ...FILES,
    ...base,
    '.modwarden.yaml': 'extends: [./base.yaml]\n',
    'a/.modwarden.yaml': 'extends: [../base.yaml]\n',
  };
  expect((await open(files)).problems).toHaveLength(1);
});
