import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { unfolded } from '../../../src/report/text/fold.ts';
import { alikeNotes, elsewhereNotes } from '../../../src/report/text/fold-notes.ts';
import { report } from '../fixture.ts';

const { version: _, ...first } = report.findings[0]!;
const at = (path: string, line: number, more: Partial<Finding> = {}): Finding => ({
  ...first,
  subject: 'a.example/x',
  place: { path, start: { line, column: 1 }, end: { line, column: 2 } },
  ...more,
});
const numbered = (count: number) => Array.from({ length: count }, (_, i) => at(`m${i + 1}/go.mod`, i + 1));

describe('other places of a finding', () => {
  const note = (findings: readonly Finding[], lead: Finding) =>
    elsewhereNotes(
      findings.map((one) => ({ lead: one, also: [] })),
      lead,
    );

  it('are named, six of them, and counted', () => {
    expect(note([], at('go.mod', 1))).toEqual([]);
    expect(note(numbered(6), at('go.mod', 1))).toEqual([
      {
        label: 'also at',
        text: 'm1/go.mod:1, m2/go.mod:2, m3/go.mod:3, m4/go.mod:4, m5/go.mod:5, m6/go.mod:6',
      },
    ]);
    expect(note(numbered(8), at('go.mod', 1))[0]!.text).toMatch(/:5, m6\/go\.mod:6 and 2 more$/);
  });

  it('have a version where it is another one', () => {
    const versions = ['v1.0.0', 'v1.1.0', undefined].map((version, i) =>
      at('go.mod', i + 2, version === undefined ? {} : { version }),
    );
    expect(note(versions, at('go.mod', 1, { version: 'v1.0.0' }))[0]!.text).toBe(
      'go.mod:2, go.mod:3 (v1.1.0), go.mod:4',
    );
  });
});

describe('other subjects of a finding', () => {
  const note = (findings: readonly Finding[]) => alikeNotes(unfolded(findings), at('go.mod', 1));

  it('are named with their line, and with their file where it is another one', () => {
    expect(note([])).toEqual([]);
    expect(note([at('go.mod', 4), at('api/go.mod', 5, { subject: 'b' })])).toEqual([
      { label: 'also for', text: '2 more: a.example/x (line 4), b (api/go.mod:5)' },
    ]);
  });

  it('are named up to the twelfth', () => {
    expect(note(numbered(12))[0]!.text).toMatch(/^12 more: .*\(m12\/go\.mod:12\)$/);
    expect(note(numbered(13))[0]!.text).toMatch(/^13 more: .*\(m12\/go\.mod:12\) and 1 more$/);
  });

  it('tell of findings where a subject has several', () => {
    const [fold] = unfolded([at('go.mod', 4)]);
    const several = { ...fold!, elsewhere: unfolded([at('go.mod', 8), at('go.mod', 9)]).map(({ lead }) => lead) };
    expect(alikeNotes([several, ...unfolded([at('go.mod', 10, { subject: 'b' })])], at('go.mod', 1))[0]!.text).toBe(
      '2 more, with 4 findings: a.example/x (line 4), b (line 10)',
    );
  });
});
