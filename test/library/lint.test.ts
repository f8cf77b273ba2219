/** The library's two entry functions: what they find, and what they refuse. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FactSource, type LintFolderOptions, lint, lintFolder, memoryTree, type Rule } from '../../src/index.ts';
import * as ruleApi from '../../src/rule.ts';

const MOD = 'module example.com/app\n\ngo 1.25.0\n';
const env = { HOME: '/nowhere', GOPROXY: 'off', MODWARDEN_CACHE: 'off' };

describe('lintFolder', () => {
  it('applies the policy of the folder, as the command does', async () => {
    const report = await lintFolder('examples/payments', {
      env,
      factsFile: 'examples/payments/facts.json',
      today: '2026-11-21',
    });
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.policies.length).toBeGreaterThan(0);
  });

  const rule = {
    id: 'own/x',
    title: 'x',
    why: 'x',
    since: '1',
    level: 'error',
    reach: 'files',
    presets: [],
    check: () => [],
  };
  it.each<[string, LintFolderOptions, string, string?]>([
    ['unknown preset', { preset: 'strickt' }, 'unknown-preset'],
    ['folder that does not exist', {}, 'no-such-folder', 'nowhere'],
    ['folder without go.mod', {}, 'no-go-mod', 'schemas'],
    ['invalid date', { today: '2026-13-01' }, 'invalid-date'],
    ['unknown revision', { rev: 'no-such-revision' }, 'unknown-revision'],
    ['unknown base revision', { base: 'no-such-revision' }, 'unknown-base'],
    ['unreadable baseline', { baseline: 'nowhere.json' }, 'unreadable-baseline'],
    ['unreadable policy', { policyFile: 'nowhere.yaml' }, 'unreadable-policy'],
    ['unknown rule in a policy', { policy: { rules: { 'graph/max-dept': 'error' } } }, 'invalid-policy'],
    ['option of a rule without options', { policy: { rules: { 'gomod/syntax': { max: 3 } } } }, 'invalid-policy'],
    ['rule without a group', { rules: [{ ...rule, id: 'x' } as Rule] }, 'invalid-rule'],
    ['rule with the ID of another', { rules: [{ ...rule, id: 'gomod/syntax' } as Rule] }, 'invalid-rule'],
    ['preset options without a schema', { rules: [{ ...rule, strict: { max: 1 } } as Rule] }, 'invalid-rule'],
    ['unreadable facts', { factsFile: 'nowhere.json' }, 'unreadable-facts'],
    ['unreadable go env', { goEnv: ['nowhere.env'] }, 'unreadable-go-env'],
    ['timeout out of range', { timeout: 0 }, 'invalid-timeout'],
    ['unknown option', { prest: 'strict' } as LintFolderOptions, 'unknown-option'],
    ['two policies', { preset: 'strict', policy: {} }, 'conflicting-options'],
  ])('refuses: %s', async (_title, options, code, folder = 'examples/payments') => {
    await expect(lintFolder(folder, { env, offline: true, ...options })).rejects.toMatchObject({
      name: 'ModwardenError',
      code,
    });
  });
});

describe('lint', () => {
  it('sends no private module path to a network source', async () => {
    const asked: string[] = [];
    const source: FactSource = {
      name: 'server',
      network: true,
      answer: async ({ module }) => {
        asked.push(module.path);
        return undefined;
      },
    };
    const tree = memoryTree({
      'go.mod': `${MOD}\nrequire (\n\tcorp.example/a v1.0.0\n\texample.com/b v1.0.0\n)\n`,
      '.modwarden.yaml': 'extends: [strict]\nprivate: [corp.example]\n',
    });
    await lint(tree, { today: '2026-06-01', facts: [source] });
    expect(asked).toContain('example.com/b');
    expect(asked).not.toContain('corp.example/a');
    asked.length = 0;
    await lint(tree, { today: '2026-06-01', facts: [source], preset: 'strict' });
    expect(asked).toContain('example.com/b');
    expect(asked).not.toContain('corp.example/a');
  });

  it('refuses a tree without go.mod', async () => {
    await expect(lint(memoryTree({}), { today: '2026-06-01' })).rejects.toMatchObject({ code: 'no-go-mod' });
  });
});

describe('docs/writing-rules.md', () => {
  const mods = {
    'files.mjs': `${MOD}\nexclude example.com/x v1.0.0\n`,
    'graph.mjs': `${MOD}\nrequire other.example/x v1.0.0\n`,
    'facts.mjs': `${MOD}\nrequire example.com/x v1.0.0\n`,
  };
  const facts: FactSource = {
    name: 'test',
    network: false,
    answer: async ({ kind, module }) => {
      const value =
        kind === 'mod' ? `module ${module.path}\n` : { version: module.version, time: '2019-01-01T00:00:00Z' };
      if (kind !== 'mod' && kind !== 'info') return undefined;
      return { known: true, value: value as never, source: 'test' };
    },
  };
  it.each(Object.entries(mods))('%s finds what it says', async (name, mod) => {
    const page = readFileSync('docs/writing-rules.md', 'utf8');
    const text = page
      .split('```js\n')
      .find((block) => block.startsWith(`// ${name}`))!
      .split('```')[0]!;
    const imported = /import \{ (.*) \} from 'modwarden\/rule';/.exec(text)![1]!;
    const body = text.replace(/^import .*$/m, '').replace('export const rule =', 'return');
    const rule = new Function('api', `const { ${imported} } = api;\n${body}`)(ruleApi) as Rule;
    const report = await lint(memoryTree({ 'go.mod': mod }), { today: '2026-06-01', rules: [rule], facts: [facts] });
    expect(report.findings.filter((f) => f.rule === rule.id)).toHaveLength(1);
  });
});
