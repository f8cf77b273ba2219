import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules as RULES } from '../../../rules/index.ts';
import type { RuleInfo } from '../../../src/model/report.ts';
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

const descriptorOf = (more: Partial<RuleInfo>, page?: string) => {
  const { security: _, ...plain } = report.rules[0]!;
  const rule: RuleInfo = {
    ...plain,
    id: 'graph/max-depth',
    title: 'Deep',
    why: 'It is **deep**.',
    level: 'error',
    ...more,
  };
  return driver({ ...report, rules: [rule] }, [], [], () => page).rules![0]!;
};
const URL_OF_RULE = 'https://github.com/modwarden/modwarden/blob/main/rules/graph/max-depth/README.md';
const ACCEPT = [
  '**To accept a finding**, with a reason and for a time, add to `.modwarden.yaml`:',
  '```yaml\nwaivers:\n  - rule: graph/max-depth\n    subject: SUBJECT\n    reason: why this is accepted\n    until: YYYY-MM-DD\n```',
];

test('a rule has its name, level, tags and help', () => {
  expect(descriptorOf({})).toEqual({
    id: 'graph/max-depth',
    name: 'GraphMaxDepth',
    shortDescription: { text: 'Deep' },
    fullDescription: { text: 'It is **deep**.' },
    help: {
      text: `Deep. It is **deep**.\n\nOptions and examples: ${URL_OF_RULE}`,
      markdown: ['**Deep**', 'It is **deep**.', ...ACCEPT, `[Options and examples](${URL_OF_RULE}) · since 0.1.0`].join(
        '\n\n',
      ),
    },
    helpUri: URL_OF_RULE,
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['go', 'dependencies', 'graph'],
      precision: 'very-high',
      'problem.severity': 'error',
    },
  });
});

test('a rule of a plug-in has no page, and names who brings it', () => {
  const { help, ...rest } = descriptorOf({ plugin: 'acme' });
  expect(rest).not.toHaveProperty('helpUri');
  expect(help).toEqual({
    text: 'Deep. It is **deep**.',
    markdown: ['**Deep**', 'It is **deep**.', ...ACCEPT, 'acme · since 0.1.0'].join('\n\n'),
  });
});

test('a rule about security says how severe it is, and a note is a recommendation', () => {
  expect(descriptorOf({ security: 7, level: 'warning' }).properties).toEqual({
    tags: ['security', 'go', 'dependencies', 'graph'],
    precision: 'very-high',
    'problem.severity': 'warning',
    'security-severity': '7.0',
  });
  expect(descriptorOf({ security: 8.15, level: 'note' }).properties).toMatchObject({
    'problem.severity': 'recommendation',
    'security-severity': '8.2',
  });
});

test('descriptions have 1024 characters, as code scanning takes them', () => {
  const { shortDescription, fullDescription } = descriptorOf({ title: 'x'.repeat(1024), why: 'y'.repeat(1025) });
  expect(shortDescription!.text).toBe('x'.repeat(1024));
  expect(fullDescription!.text).toBe(`${'y'.repeat(1023)}…`);
});

describe('how to fix it', () => {
  const helpOf = (...examples: string[]) => {
    const text = examples.map((one) => `go.mod:1:1-1:2 error ${one}\n`).join('');
    return descriptorOf({}, `head\n<!-- /head -->\n\`\`\`findings\n${text}\`\`\`\n`).help!.markdown!.split('\n\n');
  };
  const remedy = (n: number) => `a${n} is bad\n  help: do ${n}`;

  test('has six remedies, each once', () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7];
    expect(helpOf(...numbers.slice(0, 6).map(remedy))[3]).toBe(
      [1, 2, 3, 4, 5, 6].map((n) => `- \`a${n} is bad\`: \`do ${n}\``).join('\n'),
    );
    expect(helpOf(...numbers.map(remedy))[3]).toBe(helpOf(...numbers.slice(0, 6).map(remedy))[3]);
    expect(helpOf(remedy(1), 'b is bad\n  help: do 1').slice(2, 4)).toEqual([
      '**How to fix it**',
      '- `a1 is bad`: `do 1`',
    ]);
    expect(helpOf('a is bad')[2]).toMatch(/^\*\*To accept/);
  });

  test('is a command where the head names one, also without remedies', () => {
    const { markdown } = descriptorOf({}, '**fix** `modwarden fix --x`\nnot | a row\n| a |\n|---|\n').help!;
    expect(markdown!.split('\n\n').slice(2, 6)).toEqual([
      '**How to fix it**',
      '`modwarden fix --x` makes the edits that are known to be right.',
      '**Options** of `graph/max-depth` in `.modwarden.yaml`:',
      '| a |\n|---|',
    ]);
  });
});

test('own rules link to the readme, and say why', () => {
  const own = { ...report.rules[0]!, id: 'modwarden/x', title: 'X', why: 'Y' };
  const { rules = [], ...rest } = driver(report, [own], [], () => undefined);
  expect(rest).toEqual({
    name: 'modwarden',
    semanticVersion: '0.1.0',
    version: '0.1.0',
    informationUri: 'https://github.com/modwarden/modwarden',
  });
  expect(rules.at(-1)).toMatchObject({
    name: 'ModwardenX',
    helpUri: 'https://github.com/modwarden/modwarden#readme',
    help: { markdown: '**X**\n\nY' },
  });
});
