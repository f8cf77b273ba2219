import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../src/model/report.ts';
import { type GapOptions, gapParagraphs } from '../../../src/report/text/gaps.ts';
import { paint } from '../../../src/report/text/paint.ts';
import { printable, safe } from '../../../src/text/printable.ts';

const gap = (rule: string, subject: string, more: Partial<Gap> = {}): Gap => ({
  rule,
  module: undefined,
  subject,
  why: 'offline',
  detail: 'no fact source',
  fails: false,
  ...more,
});
const lines = (gaps: readonly Gap[], more: Partial<GapOptions> = {}) =>
  gapParagraphs(gaps, { verbose: false, width: 200, paint: paint(false), ...more }).map((text) => text.split('\n'));
const times = <T>(count: number, make: (number: number) => T) => Array.from({ length: count }, (_, i) => make(i + 1));

describe('a gap', () => {
  it('names the one rule that has it', () => {
    expect(lines([gap('vuln/known', 'a')])).toEqual([['not checked[vuln/known]: a (offline: no fact source)']]);
  });

  it('names several rules below, five of them', () => {
    const gaps = (count: number) => times(count, (i) => gap(`g/r${i}`, 'a'));
    expect(lines(gaps(2))).toEqual([['not checked: a (offline: no fact source)', '  = rules: g/r1, g/r2']]);
    expect(lines(gaps(5))[0]![1]).toBe('  = rules: g/r1, g/r2, g/r3, g/r4, g/r5');
    expect(lines(gaps(6))[0]![1]).toBe('  = rules: g/r1, g/r2, g/r3, g/r4 and 2 more');
    expect(lines(gaps(6), { verbose: true })[0]![1]).toBe('  = rules: g/r1, g/r2, g/r3, g/r4, g/r5, g/r6');
  });

  it('has its cause alone where there is no more to say', () => {
    expect(lines([gap('g/r', 'a', { why: 'private', detail: '' })])).toEqual([['not checked[g/r]: a (private)']]);
  });

  it('says that it fails the run, then what helps', () => {
    expect(lines([gap('g/r', 'a', { fails: true, hint: 'run online' })])).toEqual([
      [
        'not checked[g/r]: a (offline: no fact source)',
        '  = note: the policy makes this gap fail the run',
        '  = help: run online',
      ],
    ]);
  });

  it('is red where it fails the run', () => {
    const painted = (fails: boolean) =>
      lines([gap('g/r', 'a', { fails })], {
        paint: (style, text) => (style === 'strong' ? text : safe`<${printable(style)} ${text}>`),
      })[0]![0];
    expect(painted(true)).toMatch(/^<error not checked\[g\/r\]>/);
    expect(painted(false)).toMatch(/^<warning not checked\[g\/r\]>/);
  });

  it('names three subjects, one in brief, and all of them where all is asked for', () => {
    const gaps = (count: number) => times(count, (i) => gap('g/r', `m${i}`));
    const said = (count: number, more: Partial<GapOptions> = {}) => lines(gaps(count), more)[0]![0];
    expect(said(3)).toBe('not checked[g/r]: m1, m2, m3 (offline: no fact source)');
    expect(said(5)).toBe('not checked[g/r]: m1, m2, m3 and 2 more (offline: no fact source)');
    expect(said(5, { brief: true })).toBe('not checked[g/r]: m1 and 4 more (offline: no fact source)');
    expect(said(5, { verbose: true })).toBe('not checked[g/r]: m1, m2, m3, m4, m5 (offline: no fact source)');
  });

  it('names folders where there are several, three of them', () => {
    const gaps = (...dirs: string[]) => dirs.map((module) => gap('g/r', 'a', { module }));
    const said = (dirs: string[], more: Partial<GapOptions> = {}) =>
      lines(gaps(...dirs), more)[0]![0]!.replace(' (offline: no fact source)', '');
    expect(said([''])).toBe('not checked[g/r]: a');
    expect(said(['', 'api'])).toBe('not checked[g/r]: a (in ., api)');
    expect(said(['b', 'c', 'd', 'e'])).toBe('not checked[g/r]: a (in b, c, d and 1 more)');
    expect(said(['b', 'c'], { brief: true })).toBe('not checked[g/r]: a (in b and 1 more)');
    expect(said(['b', 'c', 'd', 'e'], { verbose: true })).toBe('not checked[g/r]: a (in b, c, d, e)');
  });
});

describe('several gaps', () => {
  it('that the same hint helps with are one paragraph; those that fail come first', () => {
    expect(
      lines([
        gap('g/r', 'a', { hint: 'x' }),
        gap('g/s', 'b', { hint: 'x', why: 'missing', detail: 'gone' }),
        gap('g/t', 'c'),
        gap('g/u', 'd', { hint: 'x', fails: true }),
      ]),
    ).toEqual([
      [
        'not checked[g/u]: d (offline: no fact source)',
        '  = note: the policy makes this gap fail the run',
        '  = help: x',
      ],
      ['not checked[g/r]: a (offline: no fact source)', 'not checked[g/s]: b (missing: gone)', '  = help: x'],
      ['not checked[g/t]: c (offline: no fact source)'],
    ]);
  });

  it('of the same rules have five causes, one in brief', () => {
    const gaps = (count: number) => times(count, (i) => gap('g/r', `m${i}`, { why: 'failed', detail: `cause ${i}` }));
    expect(lines(gaps(5))[0]).toHaveLength(5);
    expect(lines([...gaps(7), gap('g/r', 'x', { why: 'failed', detail: 'cause 7' })])[0]!.slice(4)).toEqual([
      'not checked[g/r]: m5 (failed: cause 5)',
      'not checked[g/r]: 3 more with different reasons',
    ]);
    expect(lines(gaps(3), { brief: true })[0]).toEqual([
      'not checked[g/r]: m1 (failed: cause 1)',
      'not checked[g/r]: 2 more with different reasons',
    ]);
    expect(lines(gaps(20), { verbose: true })[0]).toHaveLength(20);
  });

  it('have twelve causes together, six in brief, and the rest is counted', () => {
    const gaps = (count: number) =>
      times(count, (i) => gap(`g/r${i}`, `m${i}`, { why: 'failed', detail: `cause ${i}` }));
    expect(lines(gaps(12))).toHaveLength(1);
    expect(lines(gaps(12))[0]).toHaveLength(12);
    expect(lines(gaps(14))).toEqual([lines(gaps(12))[0], ['not checked: 2 more, for other reasons (g/r13, g/r14)']]);
    expect(lines(gaps(20))[1]).toEqual([
      'not checked: 8 more, for other reasons (g/r13, g/r14, g/r15, g/r16 and 4 more)',
    ]);
    expect(lines(gaps(6), { brief: true })).toHaveLength(1);
    expect(lines(gaps(7), { brief: true })[1]).toEqual(['not checked: 1 more, for other reasons (g/r7)']);
    expect(lines(gaps(40), { verbose: true })).toHaveLength(1);
  });

  it('are red where what is left out fails the run', () => {
    const gaps = (fails: boolean) =>
      times(13, (i) => gap(`g/r${i}`, `m${i}`, { why: 'failed', detail: `cause ${i}`, fails }));
    const painted = (fails: boolean) =>
      lines(gaps(fails), {
        paint: (style, text) => (style === 'strong' ? text : safe`<${printable(style)} ${text}>`),
      }).at(-1)![0];
    expect(painted(true)).toMatch(/^<error not checked>/);
    expect(painted(false)).toMatch(/^<warning not checked>/);
  });

  it('are nothing where there are none', () => {
    expect(lines([])).toEqual([]);
  });
});

describe('what is left out', () => {
  const gaps = (count: number) => times(count, (i) => gap(`g/r${i}`, `m${i}`, { why: 'failed', detail: `cause ${i}` }));

  it('folds where it is too long', () => {
    expect(lines(gaps(20), { width: 45 }).at(-1)).toEqual([
      'not checked: 8 more, for other reasons',
      '    (g/r13, g/r14, g/r15, g/r16 and 4 more)',
    ]);
  });

  it('names a rule once', () => {
    const same = times(14, (i) =>
      gap(i < 13 ? `g/r${i}` : 'g/r13', `m${i}`, { why: 'failed', detail: `cause ${i}`, hint: 'h' }),
    );
    const more = gap('g/r13', 'x', { why: 'failed', detail: 'other' });
    expect(lines([...same, more]).at(-1)).toEqual(['not checked: 3 more, for other reasons (g/r13)']);
  });

  it('begins before the first that has too many causes', () => {
    const many = times(7, (i) => gap('g/a', `m${i}`, { why: 'failed', detail: `cause a${i}` }));
    const others = times(3, (n) =>
      times(7, (i) => gap(`g/b${n}`, `m${i}`, { why: 'failed', detail: `cause ${n} ${i}` })),
    ).flat();
    const shown = lines([...many, ...others]);
    expect(shown[0]).toHaveLength(12);
    expect(shown[1]).toEqual(['not checked: 14 more, for other reasons (g/b2, g/b3)']);
  });
});
