import { expect, it } from 'vitest';
import { unreadOptions } from '../../../src/commands/shared/unread-options.ts';

const RULES = [
  { id: 'vuln/known', given: 'vulnerabilities' as const },
  { id: 'vuln/reported', given: 'reports' as const },
  { id: 'graph/banned' },
];
const unread = (options: string[], ...ran: string[]) =>
  unreadOptions({ lists: new Map(options.map((option) => [option, ['x']])) }, RULES, {
    rules: RULES.map(({ id }) => ({ id, ran: ran.includes(id) })) as never,
  });

it.each<[string[], string[], string[]]>([
  [['vulndb', 'report'], ['graph/banned'], ['--vulndb', '--report']],
  [['vulndb', 'report'], ['vuln/known'], []],
  [['vulndb', 'report'], ['vuln/reported'], ['--vulndb']],
  [[], [], []],
])('names of %o what no rule of %o reads', (options, ran, expected) => {
  expect(unread(options, ...ran)).toEqual(expected);
});
