import { expect, it } from 'vitest';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';
import { RULES } from '../rules.ts';

async function load(own: string, base: string) {
  const files: Readonly<Record<string, string>> = { 'base.yaml': base };
  const { policy, problems } = await loadPolicy({
    source: source('p.yaml', `extends: [./base.yaml, strict]\n${own}`),
    rules: RULES,
    readFile: async (path) => (files[path] === undefined ? undefined : source(path, files[path])),
  });
  return { policy, problems: told(problems) };
}

const BASE =
  'extends: []\nrules: { graph/max-depth: { level: error, max: 2 }, gomod/tool: off }\ngaps: { sum: report }\nlocked: [graph/max-depth, gomod/tool, gaps]\n';

it('keeps what is locked, and names both places', async () => {
  const own =
    'rules:\n  graph/max-depth: { max: 9 }\n  gomod/tool: note\n  replace/local-path: off\ngaps: { sum: fail }\noverrides:\n  - { files: [x], rules: { graph/max-depth: off } }\n';
  const { policy, problems } = await load(own, BASE);
  const hint = 'remove it here, or ask the owner of that policy to unlock it';
  expect(problems).toEqual([
    `p.yaml:3:3 graph/max-depth is locked by base.yaml:4 | ${hint}`,
    `p.yaml:4:3 gomod/tool is locked by base.yaml:4 | ${hint}`,
    `p.yaml:6:1 gaps is locked by base.yaml:4 | ${hint}`,
    `p.yaml:8:28 graph/max-depth is locked by base.yaml:4 | ${hint}`,
  ]);
  expect(policy.rules).toMatchObject({
    'graph/max-depth': { level: 'error', options: { max: 2 } },
    'gomod/tool': { level: 'off' },
    'replace/local-path': { level: 'off' },
  });
  expect(policy.gaps.sum).toBe('report');
  expect(policy.overrides[0]!.rules).toEqual({});
});

it('is no error for a layer that says the same, nor for the same file twice, and a preset changes nothing', async () => {
  const { policy, problems } = await load('rules: { gomod/tool: off }\n', BASE);
  expect(problems).toEqual([]);
  expect(policy.rules['graph/max-depth']).toMatchObject({ level: 'error', options: { max: 2 } });
  const twice = await loadPolicy({
    source: source('p.yaml', 'extends: [./base.yaml, ./base.yaml]\n'),
    rules: RULES,
    readFile: async (path) => source(path, BASE),
  });
  expect(twice.problems).toEqual([]);
});

it('takes rules and keys that can be locked', async () => {
  const { problems } = await load('', 'extends: []\nlocked: [graph/max-dept, privat, 3]\n');
  expect(problems).toEqual([
    'base.yaml:2:10 unknown rule "graph/max-dept" | did you mean graph/max-depth?',
    expect.stringContaining('base.yaml:2:26 unknown rule "privat"'),
    expect.stringContaining('base.yaml:2:34 expected'),
  ]);
});

it('counts a file of the same name with another text as another layer', async () => {
  const { problems } = await loadPolicy({
    source: source('p.yaml', 'extends: [./base.yaml]\n'),
    rules: RULES,
    readFile: async (path) => source(path, 'extends: []\nrules: { gomod/tool: error }\n'),
    bases: [{ source: source('base.yaml', BASE), readFile: async () => undefined }],
  });
  expect(told(problems)).toEqual([expect.stringContaining('base.yaml:2:10 gomod/tool is locked by base.yaml:4')]);
});

it('keeps the workspace and the age of facts where they are locked', async () => {
  const base = 'extends: []\nworkspace: ignore\nmax-fact-age: 7d\nlocked: [workspace, max-fact-age]\n';
  const { policy, problems } = await load('workspace: judge\nmax-fact-age: 9d\n', base);
  const hint = 'remove it here, or ask the owner of that policy to unlock it';
  expect(problems).toEqual([
    `p.yaml:2:1 workspace is locked by base.yaml:4 | ${hint}`,
    `p.yaml:3:1 max-fact-age is locked by base.yaml:4 | ${hint}`,
  ]);
  expect([policy.workspace, policy.maxFactAge]).toEqual(['ignore', '7d']);
});
