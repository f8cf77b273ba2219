import { describe, expect, it } from 'vitest';
import type { Finding, Gap, PolicyProblem, PolicyUsed, Report } from '../../../src/model/report.ts';
import { lastLine } from '../../../src/report/text/last-line.ts';
import { paint } from '../../../src/report/text/paint.ts';
import { printable, safe } from '../../../src/text/printable.ts';
import { report as fixture } from '../fixture.ts';

const one = fixture.findings[2]!;
const some = (count: number, more: Partial<Finding>): Finding[] =>
  Array.from({ length: count }, () => ({ ...one, ...more }));
const gap: Gap = { ...fixture.gaps[0]!, fails: false };
const problem: PolicyProblem = { place: undefined, message: 'x' };
const policy = (path: string | undefined, ...presets: string[]): PolicyUsed => ({
  path,
  extends: presets,
  modules: [''],
});

const report = (more: Partial<Report> = {}): Report => ({
  ...fixture,
  policies: [policy('.modwarden.yaml')],
  problems: [],
  findings: [],
  gaps: [],
  modules: fixture.modules.slice(0, 1),
  ...more,
});
const line = (more: Partial<Report> = {}, failOn: 'error' | 'warning' | 'note' = 'error', width = 200) =>
  lastLine(report(more), failOn, width, paint(false));

describe('the last line', () => {
  it.each<[string, Partial<Report>]>([
    ['pass: no findings in 1 module', {}],
    ['pass: no findings in 0 modules', { modules: [] }],
    ['pass: no findings in 3 modules', { modules: fixture.modules }],
    ['fail: 1 error in 1 module', { findings: some(1, { level: 'error' }) }],
    ['fail: 2 errors in 1 module', { findings: some(2, { level: 'error' }) }],
    ['pass: 1 warning in 1 module', { findings: some(1, { level: 'warning' }) }],
    ['pass: 2 warnings in 1 module', { findings: some(2, { level: 'warning' }) }],
    ['pass: 1 note in 1 module', { findings: some(1, { level: 'note' }) }],
    ['pass: 2 notes in 1 module', { findings: some(2, { level: 'note' }) }],
    [
      'fail: 1 error, 1 warning, 1 note in 1 module',
      { findings: (['note', 'error', 'warning'] as const).flatMap((level) => some(1, { level })) },
    ],
    ['pass: no findings in 1 module; 2 waived', { findings: some(2, { state: 'waived' }) }],
    ['pass: no findings in 1 module; 1 in the baseline', { findings: some(1, { state: 'baseline' }) }],
    [
      'pass: no findings in 1 module; 1 not from this change',
      { findings: some(1, { state: 'baseline', baseline: { rev: 'main' } }) },
    ],
    [
      'pass: no findings in 1 module; 2 in the baseline; 1 not from this change',
      { findings: [...some(2, { state: 'baseline' }), ...some(1, { state: 'baseline', baseline: { rev: 'main' } })] },
    ],
    ['pass: no findings in 1 module; 2 not checked', { gaps: [gap, gap] }],
    ['incomplete: no findings in 1 module; 1 not checked', { gaps: [{ ...gap, fails: true }] }],
    ['fail: 1 policy error; no findings in 1 module', { problems: [problem] }],
    ['fail: 2 policy errors; no findings in 1 module', { problems: [problem, problem] }],
    [
      'fail: 1 policy error; 1 error in 1 module; 1 waived; 1 in the baseline; 1 not checked',
      {
        problems: [problem],
        findings: [...some(1, { level: 'error' }), ...some(1, { state: 'waived' }), ...some(1, { state: 'baseline' })],
        gaps: [gap],
      },
    ],
  ])('%s', (said, more) => {
    expect(line(more)).toBe(`${said} (policy .modwarden.yaml)`);
  });

  it('fails from the level that is asked for', () => {
    const findings = some(1, { level: 'warning' });
    expect((['error', 'warning', 'note'] as const).map((level) => line({ findings }, level).split(':')[0])).toEqual([
      'pass',
      'fail',
      'fail',
    ]);
  });

  it.each<[string, PolicyUsed[]]>([
    ['no policy', []],
    ['no policy', [policy(undefined)]],
    ['policy a.yaml', [policy('a.yaml', 'strict')]],
    ['policies a.yaml, b.yaml, c.yaml', ['a.yaml', 'b.yaml', 'c.yaml'].map((path) => policy(path))],
    ['4 policy files', ['a', 'b', 'c', 'd'].map((path) => policy(path))],
    ['no policy file: preset recommended', [policy(undefined, 'recommended'), policy(undefined, 'recommended')]],
    ['no policy file: presets recommended, strict', [policy(undefined, 'recommended', 'strict')]],
    ['policy a.yaml; elsewhere preset recommended', [policy('a.yaml'), policy(undefined, 'recommended')]],
    ['policy a.yaml; elsewhere presets x, y', [policy('a.yaml'), policy(undefined, 'x', 'y')]],
  ])('names where the policy is from: %s', (said, policies) => {
    expect(line({ policies })).toBe(`pass: no findings in 1 module (${said})`);
  });

  it('says what a partial check is', () => {
    expect(line({ partial: 'staged files' })).toBe(
      'pass: no findings in 1 module (policy .modwarden.yaml; partial check: staged files)',
    );
  });

  it('breaks between its parts, where it is too long', () => {
    const more = { findings: some(1, { state: 'waived' }), gaps: [gap] };
    const whole = 'pass: no findings in 1 module; 1 waived; 1 not checked (policy .modwarden.yaml)';
    expect(line(more, 'error', whole.length)).toBe(whole);
    expect(line(more, 'error', whole.length - 1)).toBe(whole.replace(' (policy', '\n    (policy'));
    // What follows a break is indented, and counts so.
    expect(line(more, 'error', 30)).toBe(
      'pass: no findings in 1 module;\n    1 waived; 1 not checked\n    (policy .modwarden.yaml)',
    );
    expect(line(more, 'error', 29)).toBe(
      'pass:\n    no findings in 1 module;\n    1 waived; 1 not checked\n    (policy .modwarden.yaml)',
    );
    expect(line(more, 'error', 27)).toMatch(/\n {4}1 waived; 1 not checked\n/);
    expect(line(more, 'error', 26)).toMatch(/\n {4}1 waived;\n {4}1 not checked\n/);
  });

  it.each<[Partial<Report>, string]>([
    [{}, '<good pass:> no findings in 1 module'],
    [{ findings: some(1, { level: 'error' }) }, '<error fail:> <error 1 error> in 1 module'],
    [{ findings: some(1, { level: 'warning' }) }, '<good pass:> <warning 1 warning> in 1 module'],
    [{ findings: some(1, { level: 'note' }) }, '<good pass:> <note 1 note> in 1 module'],
    [{ gaps: [gap] }, '<good pass:> no findings in 1 module; <warning 1 not checked>'],
    [{ gaps: [{ ...gap, fails: true }] }, '<error incomplete:> no findings in 1 module; <error 1 not checked>'],
    [{ problems: [problem] }, '<error fail:> <error 1 policy error>; no findings in 1 module'],
  ])('is painted: %#', (more, said) => {
    const painted = lastLine(report(more), 'error', 200, (style, text) => safe`<${printable(style)} ${text}>`);
    expect(painted).toBe(`${said} (policy .modwarden.yaml)`);
  });
});
