import { expect, test } from 'vitest';
import { driver } from '../../../src/report/sarif/rules.ts';
import { report } from '../fixture.ts';

const PAGE = `<!-- head -->
# graph/banned

| option | value |
|---|---|
| \`modules\` | list |
<!-- /head -->

| not | this |
`;

test('the help of a rule has its options from its page, and a waiver to copy', () => {
  const { rules = [] } = driver(report, [], [], (id) => (id === 'graph/banned' ? PAGE : undefined));
  const help = (id: string) => rules.find((r) => r.id === id)!.help!.markdown!;
  expect(help('graph/banned')).toContain('| option | value |\n|---|---|\n| `modules` | list |\n\n**To accept');
  expect(help('graph/banned')).toContain('  - rule: graph/banned\n    subject: SUBJECT\n');
  expect(help('graph/banned')).not.toContain('| not | this |');
  expect(help('license/policy')).not.toContain('**Options**');
});

test('rules of the report itself come after the catalogue', () => {
  const own = { ...report.rules[0]!, id: 'modwarden/x', title: 'X' };
  const { rules = [] } = driver(report, [own], [], () => undefined);
  expect(rules.map(({ id }) => id)).toEqual([...report.rules.map(({ id }) => id), 'modwarden/x']);
});
