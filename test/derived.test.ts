/** Everything derived from the rule definitions is in step with them, and what new-rule writes is a rule that works. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from '../src/commands/dev/derive/definitions.ts';
import { generate, runGenerate } from '../src/commands/dev/generate.ts';
import { runNewRule } from '../src/commands/dev/new-rule.ts';
import { examplesOf } from '../src/library/examples/page.ts';
import { findingsOf } from './support/run-example.ts';

describe('the project', () => {
  it('has every derived file up to date (npm run generate)', async () => {
    expect((await generate('.', 'check')).map(({ path }) => path)).toEqual([]);
  });
});

describe('a copy', () => {
  const root = mkdtempSync(join(tmpdir(), 'modwarden-derived-'));
  for (const folder of ['src', 'rules', 'schemas']) cpSync(folder, join(root, folder), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  afterAll(() => rmSync(root, { recursive: true }));

  const said: string[] = [];
  const print = (text: string) => said.push(text);

  it('takes a new rule whose examples pass at once', async () => {
    expect(await runNewRule(['graph/brand-new'], root, print)).toBe(0);
    const [rule] = await loadRules(root, ['graph/brand-new']);
    const examples = examplesOf(readFileSync(join(root, 'rules/graph/brand-new/README.md'), 'utf8'));
    expect(examples.length).toBe(2);
    for (const example of examples) {
      expect(await findingsOf(rule!, example)).toBe(example.blocks.find((b) => b.info === 'findings')!.text);
    }
  });

  it('has it in the index, on its page and in the table', async () => {
    const read = (path: string) => readFileSync(join(root, path), 'utf8');
    expect(read('rules/index.ts')).toContain("import { rule as graphBrandNew } from './graph/brand-new/rule.ts';");
    expect(read('rules/README.md')).toContain('[graph/brand-new](./graph/brand-new/README.md)');
    expect(read('rules/graph/brand-new/README.md')).toContain('| `modules` | list of module patterns |');
    expect(await generate(root, 'check')).toEqual([]);
  });

  it.each([['graph/brand-new'], ['graph'], ['Graph/x'], ['../x/y'], ['graph/x', 'more']])(
    'refuses %s',
    async (...args) => {
      expect(await runNewRule(args, root, print)).toBe(2);
    },
  );

  it('lists what is outdated, and where', async () => {
    cpSync('rules/index.ts', join(root, 'rules/index.ts'));
    said.length = 0;
    expect(await runGenerate(['--check'], root, print)).toBe(1);
    expect(said[0]).toMatch(/^outdated rules\/index\.ts:\d+\n$/);
    expect(await runGenerate(['--dry-run'], root, print)).toBe(0);
    expect(await runGenerate(['--check'], root, print)).toBe(1);
    expect(await runGenerate([], root, print)).toBe(0);
    expect(await runGenerate(['--check'], root, print)).toBe(0);
    expect(await runGenerate(['--wrong'], root, print)).toBe(2);
  });
});
