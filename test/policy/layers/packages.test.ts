import { expect, it } from 'vitest';
import type { ReadPackage } from '../../../src/policy/layers/layers.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';
import { RULES } from '../rules.ts';

const PACKAGES: Readonly<Record<string, string>> = {
  'npm:ok': 'extends: [./q.yaml]\nrules: { gomod/tool: error }\n',
  'npm:loop': 'extends: ["npm:loop"]\n',
};

const readPackage: ReadPackage = async (name) => {
  if (name === 'npm:hint') return { refused: 'the package is broken', hint: 'install it again' };
  const text = PACKAGES[name];
  if (text === undefined) return { refused: 'not installed' };
  return {
    source: source(`node_modules/${name.slice('npm:'.length)}/p.yaml`, text),
    readFile: async (path) => source(path, 'extends: []\nrules: { graph/max-depth: off }\n'),
    ...(name === 'npm:loop' && { readPackage }),
  };
};

const load = (text: string, read?: ReadPackage) =>
  loadPolicy({
    source: source('p.yaml', text),
    rules: RULES,
    readFile: async () => ({ refused: 'permission denied', hint: 'change its mode' }),
    readPackage: read,
  });

it('merges what a package says, and what that extends in its own folder', async () => {
  const { policy, problems, files } = await load('extends: ["npm:ok"]\n', readPackage);
  expect(problems).toEqual([]);
  expect(policy.extends).toEqual(['npm:ok']);
  expect(Object.entries(policy.rules).map(([id, { level, at }]) => `${id} ${level} ${at?.place.path}`)).toEqual([
    'gomod/tool error node_modules/ok/p.yaml',
    'graph/max-depth off node_modules/ok/q.yaml',
  ]);
  expect(files.map(({ path }) => path)).toEqual(['p.yaml', 'node_modules/ok/p.yaml', 'node_modules/ok/q.yaml']);
});

it('says why a package is not merged, and leaves it out of what the policy extends', async () => {
  const { policy, problems, privateFaults } = await load(
    'extends: ["npm:gone", "npm:hint", "npm:A", ./x.yaml, "npm:loop"]\n',
    readPackage,
  );
  expect(told(problems, 'p.yaml')).toEqual([
    'node_modules/loop/p.yaml:1:11 node_modules/loop/p.yaml extends itself | node_modules/loop/p.yaml → node_modules/loop/p.yaml',
    '1:11 cannot read npm:gone: not installed',
    '1:23 cannot read npm:hint: the package is broken | install it again',
    '1:35 "npm:A" is not a package name | use npm:NAME or npm:@SCOPE/NAME, in lower case',
    '1:44 cannot read x.yaml: permission denied | change its mode',
  ]);
  expect(policy.extends).toEqual(['npm:loop']);
  // Any of them may say what is private.
  expect(privateFaults).toEqual(problems);
});

it('lets only policies that the caller names extend packages', async () => {
  expect(told((await load('extends: ["npm:ok"]\n')).problems, 'p.yaml')).toEqual([
    '1:11 "npm:ok" is not read for this policy | packages extend only policies that you name yourself: --policy-base, --policy or your user configuration',
  ]);
});
