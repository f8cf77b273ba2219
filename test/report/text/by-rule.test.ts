import { expect, it } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { byRule } from '../../../src/report/text/by-rule.ts';
import { paint } from '../../../src/report/text/paint.ts';
import { printable, safe } from '../../../src/text/printable.ts';
import { report } from '../fixture.ts';

const some = (count: number, rule: string, level: Finding['level']): Finding[] =>
  Array.from({ length: count }, () => ({ ...report.findings[0]!, rule, level }));
const lines = (findings: readonly Finding[], hidden: readonly Finding[] = [], width = 100) =>
  byRule(findings, new Set(hidden), width, paint(false));

it('counts from the eleventh finding on', () => {
  expect(lines(some(10, 'graph/banned', 'error'))).toEqual([]);
  expect(lines(some(11, 'graph/banned', 'error'))).toEqual(['By rule:', '  errors: graph/banned 11']);
});

it('has the levels by severity, the most frequent rule first, then by name', () => {
  const findings = [
    ...some(2, 'freshness/stale', 'note'),
    ...some(1, 'sum/conflict', 'error'),
    ...some(1, 'graph/banned', 'error'),
    ...some(9, 'vuln/known', 'error'),
    ...some(1, 'env/a', 'warning'),
  ];
  expect(lines(findings)).toEqual([
    'By rule:',
    '  errors: vuln/known 9, graph/banned 1, sum/conflict 1',
    '  warnings: env/a 1',
    '  notes: freshness/stale 2',
  ]);
});

it('says how many are not shown', () => {
  const findings = [...some(11, 'graph/banned', 'error'), ...some(2, 'env/a', 'warning')];
  expect(lines(findings, findings.slice(8, 11))).toEqual([
    'By rule:',
    '  errors: graph/banned 11 (3 not shown)',
    '  warnings: env/a 2',
  ]);
});

it('keeps to the width', () => {
  const findings = ['a', 'b', 'c', 'd'].flatMap((name) => some(3, `group-of-rules/${name}`, 'warning'));
  expect(lines(findings, [], 51)[1]).toBe('  warnings: group-of-rules/a 3, group-of-rules/b 3,');
  for (const width of [50, 44, 30]) {
    const [, ...rows] = lines(findings, [], width);
    expect(rows.join(' ').replaceAll(/ +/g, ' ')).toBe(
      ` warnings: ${['a', 'b', 'c', 'd'].map((name) => `group-of-rules/${name} 3`).join(', ')}`,
    );
    expect(rows.slice(1).every((row) => /^ {4}\S/.test(row))).toBe(true);
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(width);
    // The second line has the room that the label takes in the first.
    expect(rows[1]!.length).toBeGreaterThan(width - 18);
  }
});

it('is painted by level', () => {
  const findings = [...some(9, 'a/b', 'error'), ...some(1, 'c/d', 'warning'), ...some(1, 'e/f', 'note')];
  expect(byRule(findings, new Set(), 80, (style, text) => safe`<${printable(style)} ${text}>`)).toEqual([
    '<strong By rule:>',
    '  <error errors>: a/b 9',
    '  <warning warnings>: c/d 1',
    '  <note notes>: e/f 1',
  ]);
});

it('has a following line as wide as the first, four blanks included', () => {
  const findings = ['aaaa', 'bbbb', 'cccc', 'dddd'].flatMap((name) => some(3, `g/${name}`, 'error'));
  expect(lines(findings, [], 22)).toEqual([
    'By rule:',
    '  errors: g/aaaa 3,',
    '    g/bbbb 3, g/cccc',
    '    3, g/dddd 3',
  ]);
  expect(lines(findings, [], 23)).toEqual([
    'By rule:',
    '  errors: g/aaaa 3,',
    '    g/bbbb 3, g/cccc 3,',
    '    g/dddd 3',
  ]);
});
