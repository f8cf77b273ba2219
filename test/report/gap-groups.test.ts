import { expect, it } from 'vitest';
import type { Gap } from '../../src/model/report.ts';
import { groupGaps } from '../../src/report/gap-groups.ts';

const gap = (rule: string, subject: string, more: Partial<Gap> = {}): Gap => ({
  rule,
  subject,
  module: undefined,
  why: 'offline',
  detail: 'd',
  fails: false,
  ...more,
});
const shown = (...gaps: Gap[]) =>
  groupGaps(gaps).map(({ rules, subjects, fails }) => {
    const of = subjects.map(({ subject, modules }) => [subject, ...modules].join('@'));
    return `${rules.join()}: ${of.join()}${fails ? '!' : ''}`;
  });

it('tells one cause once, with the rules and the subjects that it leaves without an answer', () => {
  expect(shown(gap('a', 'x'), gap('b', 'x'), gap('a', 'y'), gap('b', 'y'))).toEqual(['a,b: x,y']);
  // Only what the same rules lack is one group.
  expect(shown(gap('a', 'x'), gap('b', 'x'), gap('a', 'y'))).toEqual(['a,b: x', 'a: y']);
  expect(shown(gap('a', 'x'), gap('a', 'x'))).toEqual(['a: x']);
});

it.each<[string, Partial<Gap>]>([
  ['reason', { why: 'failed' }],
  ['detail', { detail: 'e' }],
  ['hint', { hint: 'h' }],
])('keeps causes apart that differ in their %s', (_, more) => {
  expect(shown(gap('a', 'x'), gap('b', 'x', more))).toEqual(['a: x', 'b: x']);
});

it('has a subject once, with the modules that it is a gap of', () => {
  expect(shown(gap('a', 'x', { module: 'm' }), gap('a', 'x', { module: 'n' }))).toEqual(['a: x@m@n']);
});

it('has what fails the run first, else the order of the report', () => {
  expect(shown(gap('a', 'x'), gap('b', 'y', { fails: true }), gap('c', 'z'), gap('d', 'w', { fails: true }))).toEqual([
    'b: y!',
    'd: w!',
    'a: x',
    'c: z',
  ]);
});

it('says all of a group, and how many gaps it stands for', () => {
  expect(
    groupGaps([
      gap('a', 'x', { module: 'm', hint: 'h' }),
      gap('b', 'x', { module: 'm', hint: 'h' }),
      gap('a', 'y', { hint: 'h' }),
      gap('b', 'y', { hint: 'h' }),
      gap('a', 'x', { module: '', hint: 'h' }),
      gap('b', 'x', { module: '', hint: 'h' }),
      gap('b', 'x', { module: '', hint: 'h' }),
    ]),
  ).toEqual([
    {
      rules: ['a', 'b'],
      why: 'offline',
      detail: 'd',
      fails: false,
      hint: 'h',
      subjects: [
        { subject: 'x', modules: ['m', ''] },
        { subject: 'y', modules: [] },
      ],
      gaps: 7,
    },
  ]);
});
