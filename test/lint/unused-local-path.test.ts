/** A replacement by a folder that nothing needs is at most a note; replace/unused has the finding. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { factsFrom } from '../../src/library/examples/example-facts.ts';
import { lint } from '../../src/lint/run.ts';
import { openRepo } from '../../src/model/open.ts';
import { compilePolicy } from '../../src/policy/compile.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { source } from '../../src/text/source.ts';

const POLICY = 'extends: []\nrules:\n  replace/local-path: error\n  replace/unused: warning\n';
const FACTS = 'example.com/good@v1.0.0: { mod: "module example.com/good\\ngo 1.25\\n" }\n';

async function levels(mod: string, policy = POLICY): Promise<string[]> {
  const tree = memoryTree(new Map([['go.mod', `module example.com/shop\n\ngo 1.25\n\n${mod}`]]));
  const repo = await openRepo(tree);
  const loaded = await loadPolicy({
    source: source('.modwarden.yaml', policy),
    rules,
    readFile: async () => undefined,
  });
  const judge = await compilePolicy(loaded.policy);
  const outside = factsFrom(FACTS, tree, repo);
  const { findings } = await lint({ repo, rules, policyFor: () => judge, today: '2026-06-01', ...outside });
  return findings.map((f) => `${f.level} ${f.rule} ${f.subject}: ${f.hint}`).sort();
}

describe('a replacement by a folder that is not there', () => {
  it.each([
    ['outside the repository', '../a'],
    ['absolute', '/home/me/a'],
    ['missing', './a'],
  ])('is a note where nothing requires the module: %s', async (_kind, folder) => {
    const found = await levels(`require example.com/good v1.0.0\n\nreplace example.com/a => ${folder}\n`);
    expect(found).toEqual([
      'note replace/local-path example.com/a: remove the line',
      'warning replace/unused example.com/a: run "go mod edit -dropreplace=example.com/a"',
    ]);
  });

  it.each([
    ['is required', 'require example.com/a v1.0.0\n\nreplace example.com/a => ../a\n'],
    ['is required at another version too', 'require example.com/a v1.0.0\n\nreplace example.com/a v1.0.0 => ../a\n'],
  ])('has the level of the policy where the module %s', async (_kind, mod) => {
    expect(await levels(mod)).toEqual([expect.stringMatching(/^error replace\/local-path example\.com\/a: /)]);
  });

  it('has the level of the policy where no graph is loaded', async () => {
    const alone = 'extends: []\nrules:\n  replace/local-path: error\n';
    const found = await levels('replace example.com/a => ../a\n', alone);
    expect(found).toEqual([expect.stringMatching(/^error replace\/local-path /)]);
  });

  it('keeps a milder level of the policy', async () => {
    const milder = POLICY.replace('local-path: error', 'local-path: note');
    const found = await levels('require example.com/a v1.0.0\n\nreplace example.com/a => ../a\n', milder);
    expect(found).toEqual([expect.stringMatching(/^note replace\/local-path /)]);
  });
});
