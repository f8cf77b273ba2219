import { describe, expect, it } from 'vitest';
import type { Finding, PolicyProblem, Report } from '../../../src/model/report.ts';
import { foldBlock, problemBlock } from '../../../src/report/text/finding.ts';
import { unfolded } from '../../../src/report/text/fold.ts';
import { clean } from '../fixture.ts';

const place = (path: string, line: number) => ({ path, start: { line, column: 1 }, end: { line, column: 4 } });
const basic: Finding = {
  rule: 'graph/banned',
  level: 'error',
  id: 'mw1:00000000000000000000000000000000',
  state: 'new',
  place: place('go.mod', 6),
  snippet: 'abc v1.0.0',
  subject: 'abc',
  module: '',
  message: 'abc is banned',
  related: [],
  trail: [],
};
const report: Report = {
  ...clean,
  today: '2026-11-21',
  modules: [
    { dir: '', file: 'go.mod', path: 'example.com/app', graph: 'loaded', modules: 2 },
    { dir: 'api', file: 'api/go.mod', path: 'example.com/api', graph: 'loaded', modules: 2 },
  ],
};
const block = (finding: Partial<Finding>, verbose = false, also: readonly Partial<Finding>[] = []) => {
  const [fold] = unfolded([{ ...basic, ...finding }]);
  const lead = { ...fold!.lead, also: also.map((one) => ({ ...basic, ...one })) };
  return foldBlock({ ...fold!, lead }, report, verbose);
};
const notes = (finding: Partial<Finding>, verbose = false, also: readonly Partial<Finding>[] = []) =>
  block(finding, verbose, also).notes.map(({ label, text }) => `${label}: ${text}`);

describe('the headline', () => {
  it.each<[Partial<Finding>, string, string]>([
    [{}, 'error[graph/banned]', 'error'],
    [{ level: 'warning' }, 'warning[graph/banned]', 'warning'],
    [{ level: 'note' }, 'note[graph/banned]', 'note'],
    [{ state: 'waived' }, 'waived error[graph/banned]', 'faint'],
    [{ state: 'baseline', level: 'note' }, 'baseline note[graph/banned]', 'faint'],
  ])('of %o', (finding, label, style) => {
    expect(block(finding)).toEqual({
      label,
      style,
      message: 'abc is banned',
      at: { place: basic.place, snippet: 'abc v1.0.0' },
      notes: expect.anything(),
    });
  });

  it('knows where a line was cut', () => {
    expect(block({ snippetColumn: 301 }).at).toEqual({ place: basic.place, snippet: 'abc v1.0.0', from: 301 });
  });
});

describe('the notes', () => {
  it('are none where there is no more to say', () => {
    expect(notes({})).toEqual([]);
  });

  it('stand in one order', () => {
    expect(
      notes({
        hint: 'use another',
        waiver: { reason: 'soon gone', owner: 'platform', until: '2027-01-01', place: place('.modwarden.yaml', 20) },
        policy: { place: place('.modwarden.yaml', 9), snippet: '    -   module: abc  ' },
        confidence: 'low',
        asOf: '2026-11-20T10:00:00Z',
        related: [{ place: place('go.sum', 3), message: 'its hash' }],
        trail: [
          { path: 'b', version: 'v1.0.0' },
          { path: 'abc', version: '' },
        ],
      }).map((note) => note.replace(/^note: (?!this).*/, 'note: facts')),
    ).toEqual([
      'trail: example.com/app → b@v1.0.0 → abc',
      'see: go.sum:3:1: its hash',
      'note: this may be a false positive (low confidence)',
      'note: facts',
      'policy: module: abc (.modwarden.yaml:9:1)',
      'waived: until 2027-01-01, by platform: soon gone (.modwarden.yaml:20:1)',
      'help: use another',
    ]);
  });

  it('name no owner of a waiver that has none', () => {
    expect(notes({ waiver: { reason: 'why', until: '2027-01-01', place: place('go.mod', 6) } })).toEqual([
      'waived: until 2027-01-01: why (go.mod:6:1)',
    ]);
  });

  it('show five related places, and all of them where all is asked for', () => {
    const related = Array.from({ length: 7 }, (_, i) => ({ place: place('go.sum', i + 1), message: 'x' }));
    expect(notes({ related: related.slice(0, 5) }).at(-1)).toBe('see: go.sum:5:1: x');
    expect(notes({ related })).toHaveLength(6);
    expect(notes({ related }).at(-1)).toBe('see: 2 more places');
    expect(notes({ related }, true).at(-1)).toBe('see: go.sum:7:1: x');
  });

  it('cut a long line of the policy', () => {
    const [note] = notes({ policy: { place: place('p.yaml', 1), snippet: 'x'.repeat(200) } });
    expect(note).toMatch(/^policy: x{79}… \(p\.yaml:1:1\)$/);
  });

  it('begin a trail with the module of the finding', () => {
    const trail = [{ path: 'b', version: 'v1.0.0' }];
    expect(notes({ module: 'api', place: place('api/go.mod', 6), trail })).toEqual([
      'trail: example.com/api → b@v1.0.0',
    ]);
    expect(notes({ module: 'gone', place: place('gone/x', 1), trail })).toEqual(['trail: b@v1.0.0']);
  });

  it('show the ends of a long trail', () => {
    const trail = (length: number) => Array.from({ length }, (_, i) => ({ path: `m${i + 1}`, version: '' }));
    expect(notes({ trail: trail(11) })[0]!.split(' → ')).toHaveLength(12);
    expect(notes({ trail: trail(12) })).toEqual([
      'trail: example.com/app → m1 → m2 → m3 → m4 → m5 → 1 more → m7 → m8 → m9 → m10 → m11 → m12',
    ]);
  });

  it('tell what else is said about the same, and nothing twice', () => {
    const policy = { place: place('.modwarden.yaml', 9), snippet: 'module: abc' };
    expect(
      notes({ hint: 'use another', policy }, false, [
        { rule: 'graph/old', level: 'warning', message: 'abc is old', hint: 'use another', policy },
        { rule: 'graph/x', level: 'note', message: 'abc is x', hint: 'look' },
        { rule: 'graph/y', level: 'note', message: 'abc is y', hint: 'look' },
      ]),
    ).toEqual([
      'policy: module: abc (.modwarden.yaml:9:1)',
      'help: use another',
      'also: warning[graph/old]: abc is old',
      'also: note[graph/x]: abc is x',
      'help: look',
      'also: note[graph/y]: abc is y',
    ]);
  });
});

it('a policy error has its place and hint, where there are any', () => {
  const problem: PolicyProblem = {
    place: place('p.yaml', 2),
    snippet: 'a: b',
    message: 'unknown key',
    hint: 'remove it',
  };
  expect(problemBlock(problem)).toEqual({
    label: 'policy error',
    style: 'error',
    message: 'unknown key',
    at: { place: problem.place, snippet: 'a: b' },
    notes: [{ label: 'help', text: 'remove it' }],
  });
  expect(problemBlock({ place: undefined, message: 'x' })).toMatchObject({
    at: undefined,
    notes: [],
  });
});
