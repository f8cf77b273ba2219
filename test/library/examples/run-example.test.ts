import { expect, it } from 'vitest';
import { rule } from '../../../rules/gomod/exclude/rule.ts';
import { examplesOf } from '../../../src/library/examples/page.ts';
import { filesOf, findingsOf, lintExample } from '../../../src/library/examples/run-example.ts';

const MOD = 'module example.com/m\n\ngo 1.25\n\nexclude example.com/x v1.0.0\n';
const example = (blocks: Readonly<Record<string, string>>) =>
  examplesOf(
    `### A\n\n${Object.entries(blocks)
      .map(([info, text]) => `\`\`\`${info}\n${text}\`\`\`\n`)
      .join('\n')}`,
  )[0]!;
const licenses = async () => new Uint8Array();

it('takes blocks for files but those that have a meaning', () => {
  const blocks = { 'go.mod': MOD, 'base go.sum': 'x\n', options: 'allow: []\n', findings: '', env: '', facts: '' };
  expect([...filesOf(example(blocks)).keys()]).toEqual(['go.mod']);
});

it('judges by the options, or by a whole policy', async () => {
  expect(await findingsOf(rule, example({ 'go.mod': MOD }), licenses)).toMatch(
    /^go\.mod:5:1-5:29 note example\.com\/x/,
  );
  expect(await findingsOf(rule, example({ 'go.mod': MOD, options: 'allow: [example.com]\n' }), licenses)).toBe('');
  const policy = 'rules: { gomod/exclude: off, no/such: error }\n';
  const { problems, findings } = await lintExample(
    rule,
    example({ 'go.mod': MOD, '.modwarden.yaml': policy }),
    licenses,
  );
  expect(problems).toEqual(['unknown rule "no/such"']);
  expect(findings.filter((f) => f.rule === rule.id)).toEqual([]);
});
