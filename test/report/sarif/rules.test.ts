import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules as RULES } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { driver } from '../../../src/report/sarif/rules.ts';
import { source } from '../../../src/text/source.ts';
import { report } from '../fixture.ts';

const PAGE = `<!-- head -->
# graph/banned

**Level** error · **fix** \`modwarden fix\` · **since** 0.1.0

| option | value |
|---|---|
| \`modules\` | list |
<!-- /head -->

| not | this |

\`\`\`findings
go.mod:1:1-1:2 error a is banned
  by a v1.0.0
  help: remove it
go.mod:2:1-2:2 error b is banned
  help: remove it
go.mod:3:1-3:2 note c has no help
go.mod:3:1-3:2 note d is \`old\`
  help: run x
\`\`\`
`;

test('the help of a rule has its options from its page, and a waiver to copy', () => {
  const { rules = [] } = driver(report, [], [], (id) => (id === 'graph/banned' ? PAGE : undefined));
  const help = (id: string) => rules.find((r) => r.id === id)!.help!.markdown!;
  expect(help('graph/banned')).toContain('| option | value |\n|---|---|\n| `modules` | list |\n\n**To accept');
  expect(help('graph/banned')).toContain('  - rule: graph/banned\n    subject: SUBJECT\n');
  expect(help('graph/banned')).not.toContain('| not | this |');
  expect(help('graph/banned')).toContain(
    '**How to fix it**\n\n`modwarden fix` makes the edits that are known to be right.\n\n' +
      '- `a is banned`: `remove it`\n- `` d is `old` ``: `run x`\n\n**Options**',
  );
  expect(help('license/policy')).not.toMatch(/\*\*Options\*\*|How to fix/);
});

test('rules of the report itself come after the catalogue', () => {
  const own = { ...report.rules[0]!, id: 'modwarden/x', title: 'X' };
  const { rules = [] } = driver(report, [own], [], () => undefined);
  expect(rules.map(({ id }) => id)).toEqual([...report.rules.map(({ id }) => id), 'modwarden/x']);
});

/** Rules whose examples have no remedy to show, and why. */
const WITHOUT_REMEDY: readonly string[] = [];

test('the help of every rule says how to fix it, and its waiver is one that a policy takes', async () => {
  const infos = RULES.map(({ id, title, why, level }) => ({ ...report.rules[0]!, id, title, why, level }));
  const pageOf = (id: string) => readFileSync(`rules/${id}/README.md`, 'utf8');
  const { rules = [] } = driver({ ...report, rules: infos }, [], [], pageOf);
  expect(rules).toHaveLength(RULES.length);
  const silent = rules.filter(({ help }) => !help!.markdown!.includes('**How to fix it**')).map(({ id }) => id);
  expect(silent).toEqual(WITHOUT_REMEDY);
  for (const { id, help } of rules) {
    const waiver = /```yaml\n([\s\S]*?)```/.exec(help!.markdown!)![1]!.replace('YYYY-MM-DD', '2027-01-31');
    const policy = source('.modwarden.yaml', waiver);
    const { problems } = await loadPolicy({ source: policy, rules: RULES, readFile: async () => undefined });
    expect([id, problems]).toEqual([id, []]);
  }
});
