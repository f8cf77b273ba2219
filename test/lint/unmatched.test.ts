/** When policy/unmatched speaks, and when it has not seen enough to speak. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { factsFrom } from '../../src/library/examples/example-facts.ts';
import { type LintInput, lint } from '../../src/lint/run.ts';
import { openRepo } from '../../src/model/open.ts';
import { compilePolicy } from '../../src/policy/compile.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { source } from '../../src/text/source.ts';

const MOD = 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n';
const FACTS = JSON.stringify({ 'example.com/a@v1.0.0': { mod: 'module example.com/a\n', license: {} } });
const EXCEPTION = `extends: []
rules:
  policy/unmatched: warning
  license/policy: { level: error, allow: [MIT], exceptions: [{ module: example.com/zz, allow: [MPL-2.0] }, { module: example.com/a, allow: [MIT] }] }
`;

async function told(policyText: string, { facts = FACTS, path = '.modwarden.yaml', ...more }: Options = {}) {
  const tree = memoryTree({
    'go.mod': MOD,
    'tools/go.mod': 'module example.com/tools\n',
    '.modwarden.yaml': policyText,
  });
  const repo = await openRepo(tree);
  const { policy, problems } = await loadPolicy({
    source: source(path, policyText),
    rules,
    readFile: async () => undefined,
  });
  expect(problems).toEqual([]);
  const judge = await compilePolicy(policy);
  const { findings } = await lint({
    repo,
    rules,
    policyFor: () => judge,
    today: '2026-06-01',
    ...factsFrom(facts, tree, repo),
    ...more,
  });
  return findings.filter((f) => f.rule === 'policy/unmatched').map((f) => `${f.subject} (${f.hint})`);
}

type Options = Partial<LintInput> & { readonly facts?: string; readonly path?: string };

describe('policy/unmatched', () => {
  it('names an exception that no module in use needs', async () => {
    expect(await told(EXCEPTION)).toEqual([
      'license/policy exceptions.module example.com/zz (did you mean example.com/a? Otherwise remove it)',
    ]);
  });

  it.each<[name: string, options: Options]>([
    ['where a module graph is missing', { facts: '{}' }],
    ['in a partial run', { partial: 'staged' }],
    ['in a run below the policy', { under: 'tools' }],
    ['of a policy from outside the repository', { path: '../shared.yaml' }],
  ])('says nothing %s', async (_name, options) => {
    expect(await told(EXCEPTION, options)).toEqual([]);
  });

  it('compares overrides with what is judged, without a graph too', async () => {
    const override = (glob: string) => `  - files: ["${glob}"]\n    rules: { gomod/exclude: "off" }\n`;
    const text = `extends: []\nrules:\n  policy/unmatched: warning\noverrides:\n${['tools/**', '**/go.mod', 'tools', 'Tools/**', '{x,y}/**', 'example.com/tools'].map(override).join('')}`;
    expect(await told(text, { facts: '{}' })).toEqual([
      'overrides tools (use tools/** for all files below)',
      'overrides Tools/** (did you mean tools/**?)',
      'overrides {x,y}/** (correct it, or remove it)',
      'overrides example.com/tools (overrides name files: use tools/**)',
    ]);
  });

  it('names a package below a module in use, in exemptions alone', async () => {
    const text = `extends: []
rules:
  policy/unmatched: warning
  graph/prerelease: { level: note, allow: [example.com/a/cmd/x, example.com/elsewhere/x] }
  graph/banned: { level: error, modules: [{ module: [example.com/a/cmd/x] }] }
`;
    expect(await told(text)).toEqual([
      'graph/prerelease allow example.com/a/cmd/x (patterns name modules: write example.com/a)',
    ]);
  });
});
