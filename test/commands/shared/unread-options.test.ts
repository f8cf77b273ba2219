import { expect, it } from 'vitest';
import { unreadOptions } from '../../../src/commands/shared/unread-options.ts';

const RULES = [
  { id: 'vuln/known', given: 'vulnerabilities' as const },
  { id: 'vuln/reported', given: 'reports' as const },
  { id: 'freshness/first-seen', given: 'index' as const },
  { id: 'graph/banned' },
];
const unread = (options: string[], ...ran: string[]) => {
  const isList = (option: string) => option !== 'index';
  const lists = new Map(options.filter(isList).map((option) => [option, ['x']]));
  const values = new Map(options.filter((option) => !isList(option)).map((option) => [option, 'x']));
  return unreadOptions({ lists, values }, RULES, {
    rules: RULES.map(({ id }) => ({ id, ran: ran.includes(id) })) as never,
  });
};

it.each<[string[], string[], string[]]>([
  [['vulndb', 'report'], ['graph/banned'], ['--vulndb', '--report']],
  [['vulndb', 'report'], ['vuln/known'], []],
  [['vulndb', 'report'], ['vuln/reported'], ['--vulndb']],
  [['index'], ['vuln/known'], ['--index']],
  [['index'], ['freshness/first-seen'], []],
  [[], [], []],
])('names of %o what no rule of %o reads', (options, ran, expected) => {
  expect(unread(options, ...ran)).toEqual(expected);
});
