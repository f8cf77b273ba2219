/** What plug-ins test their rules with. */
import { expect, it } from 'vitest';
import { rule } from '../rules/gomod/exclude/rule.ts';
import { defineRule } from '../src/rule.ts';
import { ruleFault, runExamples, withFindings } from '../src/rule-test.ts';

const MOD = 'module example.com/m\n\ngo 1.25\n';
const PAGE = `### Finds\n\n\`\`\`go.mod\n${MOD}\nexclude example.com/x v1.0.0\n\`\`\`\n\n\`\`\`findings\nold\n\`\`\`\n\n### Nothing\n\n\`\`\`go.mod\n${MOD}\`\`\`\n\n\`\`\`findings\n\`\`\`\n`;

const own = defineRule({ ...rule, id: 'own/exclude' });

it('runs the examples of a page and writes what they give', async () => {
  const results = await runExamples(own, PAGE);
  expect(results.map(({ title, line }) => [title, line])).toEqual([
    ['Finds', 1],
    ['Nothing', 15],
  ]);
  expect(results[0]!.expected).toBe('old\n');
  expect(results[0]!.found).toMatch(
    /^go\.mod:5:\d+-5:\d+ note example\.com\/x v1\.0\.0 is excluded without a reason\n/,
  );
  expect(results[1]).toMatchObject({ expected: '', found: '' });
  const page = withFindings(PAGE, results);
  expect((await runExamples(own, page)).every(({ expected, found }) => expected === found)).toBe(true);
});

it('says where an example has no block for findings', async () => {
  const page = `### Finds\n\n\`\`\`go.mod\n${MOD}\`\`\`\n`;
  const results = await runExamples(own, page);
  expect(results[0]).toMatchObject({ expected: undefined });
  expect(() => withFindings(page, results)).toThrow('line 1: the example has no block "findings"');
});

it('says what is wrong with a definition', async () => {
  expect(await ruleFault(own)).toBeUndefined();
  expect(await ruleFault({ ...own, level: 'fatal' as never })).toContain('needs a level');
  expect(await ruleFault({ ...own, chekc: 1 } as never)).toContain('unknown field "chekc"');
});
