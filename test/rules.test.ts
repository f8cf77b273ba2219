/** Every example on every rule's page is run. `UPDATE=1 npx vitest run test/rules.test.ts` writes the findings it gets into the pages. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { examplesOf, withBlock } from '../src/library/examples/page.ts';
import { ruleProblem } from '../src/lint/check-rules.ts';
import { findingsOf } from './support/run-example.ts';

const update = process.env.UPDATE === '1';

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = `rules/${id}/README.md`;
  const examples = examplesOf(readFileSync(page, 'utf8'));

  it('can be used by each of its presets', async () => {
    expect(await ruleProblem(rule)).toBeUndefined();
  });

  it('has an example that finds something and one that finds nothing', () => {
    const found = examples.map((e) => e.blocks.find((b) => b.info === 'findings')?.text);
    expect(found.some((text) => text !== undefined && !isOwn(text))).toBe(true);
    expect(found.some((text) => text !== undefined && isOwn(text))).toBe(true);
  });

  it.each(examples.map((e, i) => [e.title, i] as const))('%s', async (_title, i) => {
    const example = examplesOf(readFileSync(page, 'utf8'))[i]!;
    const expected = example.blocks.find((b) => b.info === 'findings');
    expect(expected, `${page}:${example.line}: an example needs a block "findings"`).toBeDefined();
    const got = await findingsOf(rule, example);
    if (update && got !== expected!.text) writeFileSync(page, withBlock(readFileSync(page, 'utf8'), expected!, got));
    else expect(got, `${page}:${expected!.line}: the block "findings" differs`).toBe(expected!.text);
  });
});

/** Whether the rule itself finds something; findings of others bear their rule's name. */
function isOwn(findings: string): boolean {
  return /^\S+:\d+:\d+-\d+:\d+ (?:error|warning|note) (?!\([a-z]+\/)/m.test(findings);
}
