import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { descriptorOf, fold } from '../../../src/report/sarif/fold.ts';
import { clean, report } from '../fixture.ts';

const [banned] = report.findings.filter(({ rule }) => rule === 'graph/banned');
const { policy: _, version: __, ...plain } = banned!;

const at = (line: number, path = 'go.mod') => ({ path, start: { line, column: 1 }, end: { line, column: 2 } });
const finding = (id: string, more: Partial<Finding> = {}): Finding => ({ ...plain, id, place: at(3), ...more });
const vulnerability = (...ids: string[]) => ({
  ids,
  summary: '',
  module: 'm',
  version: 'v1.0.0',
  fixed: '',
  reviewed: true,
});
const folded = (...findings: Finding[]) => fold(findings, clean);
const ids = (...findings: Finding[]) => folded(...findings).map(({ findings: all }) => all.map(({ id }) => id).join());

it('is all of a line, with what leads it', () => {
  const findings = [finding('b', { level: 'warning' }), finding('a', { level: 'note' })];
  expect(folded(...findings)).toEqual([
    {
      rule: 'graph/banned',
      descriptor: 'graph/banned',
      level: 'warning',
      state: 'new',
      place: at(3),
      snippet: '\tgithub.com/pkg/errors v0.9.1',
      findings: [findings[1], findings[0]],
      id: 'a',
    },
  ]);
});

describe('findings are one result', () => {
  it.each<[string, Partial<Finding>, number]>([
    ['of one rule on one line', {}, 1],
    ['whatever their columns and modules', { place: { ...at(3), start: { line: 3, column: 9 } }, module: 'x' }, 1],
    ['not on two lines', { place: at(4) }, 2],
    ['not in two files', { place: at(3, 'a/go.mod') }, 2],
    ['not of two rules', { rule: 'graph/x' }, 2],
    ['not in two states', { state: 'waived' }, 2],
    ['not of a vulnerability and something else', { vulnerability: vulnerability('GO-1') }, 2],
  ])('%s', (_name, more, count) => {
    expect(folded(finding('a'), finding('b', more))).toHaveLength(count);
  });

  it('for each vulnerability', () => {
    const of = (id: string, ...all: string[]) => finding(id, { vulnerability: vulnerability(...all) });
    expect(folded(of('a', 'GO-1'), of('b', 'GO-1', 'CVE-1'), of('c', 'GO-2')).map((f) => f.descriptor)).toEqual([
      'graph/banned/GO-1',
      'graph/banned/GO-2',
    ]);
    expect(descriptorOf({ rule: 'a/b', vulnerability: vulnerability() })).toBe('a/b');
  });
});

describe('a result is led', () => {
  const step = (path: string) => ({ path, version: 'v1.0.0' });
  it('by what stands in the line itself, then by identity', () => {
    const through = (id: string) => finding(id, { trail: [step('x'), step(plain.subject)] });
    expect(ids(through('a'), finding('z'), through('b'), finding('y'))).toEqual(['y,z,a,b']);
    expect(ids(through('a'), finding('z', { trail: [step(plain.subject)] }))).toEqual(['z,a']);
  });

  it('and carries its identity, or that of the line for what comes in through it', () => {
    const lineId = 'line';
    const through = { trail: [step('x')], lineId };
    expect(folded(finding('a', { lineId }))[0]!.id).toBe('a');
    expect(folded(finding('a', through))[0]!.id).toBe('line');
    expect(folded(finding('a', { trail: [step('x')] }))[0]!.id).toBe('a');
    expect(folded(finding('a', { ...through, vulnerability: vulnerability('GO-1') }))[0]!.id).toBe('a');
  });

  it('no two results carry one identity', () => {
    const through = { trail: [step('x')], lineId: 'line' };
    const carried = (...all: Finding[]) => folded(...all).map(({ id }) => id);
    expect(carried(finding('a', through), finding('b', { ...through, place: at(4) }))).toEqual(['line', 'b']);
    expect(carried(finding('a', { ...through, lineId: 'b' }), finding('b', { place: at(4) }))).toEqual(['a', 'b']);
  });
});

it('has the worst level of its findings', () => {
  const levels = (...all: Finding['level'][]) => folded(...all.map((level, i) => finding(`${i}`, { level })))[0]!.level;
  expect([
    levels('note', 'error', 'warning'),
    levels('warning', 'note'),
    levels('note', 'note'),
    levels('error', 'note'),
  ]).toEqual(['error', 'warning', 'note', 'error']);
});

it('is sorted by level, severity of the rule, path, line, rule and state', () => {
  const sorted = [
    // Of a rule about security, the more severe first.
    finding('1', { rule: 'env/sumdb-off', place: at(9, 'z') }),
    finding('2', { rule: 'sum/conflict', place: at(9, 'z') }),
    finding('3', { place: at(2, 'a') }),
    finding('4', { place: at(9, 'a') }),
    finding('5', { place: at(10, 'a') }),
    finding('6', { place: at(1, 'b'), rule: 'a/b' }),
    finding('7', { place: at(1, 'b'), rule: 'c/d', state: 'new' }),
    finding('8', { place: at(1, 'b'), rule: 'c/d', state: 'waived' }),
    finding('9', { place: at(1, 'a'), level: 'warning' }),
    finding('10', { place: at(2, 'b'), level: 'note' }),
  ];
  const numbers = sorted.map(({ id }) => id);
  expect(ids(...sorted)).toEqual(numbers);
  expect(ids(...sorted.toReversed())).toEqual(numbers);
  expect(ids(...sorted.slice(5), ...sorted.slice(0, 5))).toEqual(numbers);
});

it('stands where a finding outside the repository is shown', () => {
  const anchor = at(7, '.modwarden.yaml');
  expect(
    folded(finding('a', { place: at(1, '../x'), anchor }), finding('b', { place: at(2, '../y'), anchor })),
  ).toMatchObject([{ place: anchor, snippet: '', findings: [{ id: 'a' }, { id: 'b' }] }]);
});
