import { describe, expect, it } from 'vitest';
import type { Gap, Report } from '../../../src/model/report.ts';
import { invocation } from '../../../src/report/sarif/invocation.ts';
import { clean, report } from '../fixture.ts';

const NOTHING = { results: 0, findings: 0 };
const gap = (more: Partial<Gap>): Gap => ({ ...report.gaps[0]!, ...more });
const of = (more: Partial<Report>, cutOff = NOTHING) => invocation({ ...clean, ...more }, cutOff);
const said = (more: Partial<Report>, cutOff = NOTHING) =>
  of(more, cutOff).toolExecutionNotifications?.map(({ level, message }) => `${level}: ${message.text}`);

it('is nothing but its success where there is nothing to say', () => {
  expect(of({})).toEqual({ executionSuccessful: true });
});

it('has the command, where it is known', () => {
  const input = { kind: 'folder', name: 'x', files: 1, hash: 'h1:x' } as const;
  expect(of({ provenance: { input, policies: [], command: 'modwarden check' } })).toEqual({
    commandLine: 'modwarden check',
    executionSuccessful: true,
  });
});

it('was no success with policy errors, in part, and where a gap fails', () => {
  const succeeded = (more: Partial<Report>) => of(more).executionSuccessful;
  expect(succeeded({ problems: report.problems })).toBe(false);
  expect(succeeded({ partial: 'staged' })).toBe(false);
  expect(succeeded({ gaps: [gap({}), gap({ fails: true, subject: 'x' })] })).toBe(false);
  expect(succeeded({ gaps: [gap({})], findings: report.findings, otherModfiles: ['x'] })).toBe(true);
});

it('tells of policy errors, what was left out, other modfiles and gaps, in this order', () => {
  const more = {
    problems: [
      ...report.problems,
      { place: undefined, message: 'a' },
      { place: report.findings[0]!.place, message: ' ' },
    ],
    partial: 'only what is staged',
    otherModfiles: ['a.mod', 'b.mod'],
    gaps: [gap({ detail: '' })],
  };
  expect(said(more, { results: 3, findings: 4 })).toEqual([
    'error: Policy error: unknown rule graph/baned. Help: did you mean graph/banned?',
    'error: Policy error: a.',
    'error: Policy error:',
    'warning: Partial check: only what is staged.',
    'warning: 3 of the least severe results, with 4 findings, are omitted.',
    'note: Not checked, because no policy includes them: a.mod, b.mod. The policy key modules.include does.',
    'note: freshness/stale could not check example.com/ledger (offline).',
  ]);
  const places = of(more).toolExecutionNotifications!.map(({ locations }) => locations?.[0]?.physicalLocation);
  expect(places.slice(0, 4)).toEqual([
    {
      artifactLocation: { uri: '.modwarden.yaml' },
      region: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 14 },
    },
    undefined,
    undefined,
    undefined,
  ]);
  expect(said({ partial: ' ' })).toEqual(['warning: Partial check: on purpose.']);
});

describe('gaps', () => {
  it('name the rule that has them', () => {
    expect(of({ gaps: [gap({}), gap({ subject: 'b' })] }).toolExecutionNotifications).toEqual([
      {
        level: 'note',
        message: { text: 'freshness/stale could not check example.com/ledger, b (offline: no fact source).' },
        associatedRule: { id: 'freshness/stale', index: 1 },
        properties: { gaps: 2, fails: false },
      },
    ]);
    expect(of({ gaps: [gap({ rule: 'x/y', fails: true })] }).toolExecutionNotifications).toMatchObject([
      { level: 'error', associatedRule: { id: 'x/y' }, properties: { gaps: 1, fails: true } },
    ]);
    const several = of({ gaps: [gap({}), gap({ rule: 'a/b' })] }).toolExecutionNotifications!;
    expect(several[0]).not.toHaveProperty('associatedRule');
    const [first] = of({ gaps: [gap({ rule: report.rules[0]!.id })] }).toolExecutionNotifications!;
    expect(first!.associatedRule).toEqual({ id: 'env/sumdb-off', index: 0 });
  });

  it('name twenty subjects', () => {
    const many = (count: number) =>
      said({ gaps: Array.from({ length: count }, (_, i) => gap({ subject: `s${i}` })) })![0];
    expect(many(20)).toMatch(/, s18, s19 \(offline/);
    expect(many(21)).toMatch(/, s18, s19 and 1 more \(offline/);
  });

  it('are a thousand notifications, and the rest is counted', () => {
    const many = (count: number) =>
      said({
        gaps: Array.from({ length: count }, (_, i) => [
          gap({ detail: `d${i}` }),
          gap({ detail: `d${i}`, subject: 'x' }),
        ]).flat(),
      })!;
    expect(many(1000)).toHaveLength(1000);
    expect(many(1000).at(-1)).toMatch(/d999\)\.$/);
    expect(many(1002)).toHaveLength(1001);
    expect(many(1002).at(-1)).toBe('warning: 4 more gaps.');
  });
});
