import { expect, test } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { excerptOf, findingGroups } from '../../../src/report/html/finding-groups.ts';
import { report } from '../fixture.ts';

const [one] = report.findings as [Finding, ...Finding[]];

test('one subject in several modules is one card, those that count come first', () => {
  const findings: Finding[] = [
    { ...one, state: 'waived', subject: 'w' },
    { ...one, level: 'note', subject: 'n' },
    { ...one, module: 'a' },
    { ...one, module: 'b' },
    { ...one, version: 'v2.0.0' },
  ];
  expect(findingGroups(findings).map(({ first, all }) => [first.subject, first.version, all.length])).toEqual([
    [one.subject, undefined, 2],
    [one.subject, 'v2.0.0', 1],
    ['n', undefined, 1],
    ['w', undefined, 1],
  ]);
});

test.each<[string, number, number, number, number, string]>([
  ['replace a => ../b', 1, 14, 1, 18, 'replace a => |../b|'],
  ['…ace a => ../b', 4, 14, 1, 18, '…ace a => |../b|'],
  ['first line', 1, 7, 2, 2, 'first |line|'],
  ['short', 1, 90, 1, 99, 'short||'],
  ['short', 9, 2, 1, 4, '||short'],
])(
  '%j from column %d on is marked from %d to line %d, column %d',
  (snippet, snippetColumn, column, line, end, expected) => {
    const place = { path: 'go.mod', start: { line: 1, column }, end: { line, column: end } };
    const { before, marked, after } = excerptOf({ ...one, snippet, snippetColumn, place });
    expect([before, marked, after].join('|')).toBe(expected);
  },
);
