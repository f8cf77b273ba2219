import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '../../../src/model/report.ts';
import { fold } from '../../../src/report/sarif/fold.ts';
import { fingerprints, resultOf } from '../../../src/report/sarif/result.ts';
import { clean, report } from '../fixture.ts';

const [banned] = report.findings.filter(({ rule }) => rule === 'graph/banned');
const { policy: _policy, version: _version, hint: _hint, ...plain } = banned!;
const at = (line: number, path = 'go.mod') => ({ path, start: { line, column: 2 }, end: { line, column: 4 } });
const finding = (more: Partial<Finding> = {}): Finding => ({ ...plain, module: '', place: at(6), ...more });
const numbered = (count: number, of: (i: number) => Partial<Finding>) =>
  Array.from({ length: count }, (_, i) => finding({ id: `mw1:${String(i).padStart(32, '0')}`, ...of(i) }));
const of = (findings: readonly Finding[], more: Partial<Report> = {}) => {
  const whole = { ...clean, ...more, findings };
  return resultOf(fold(findings, whole)[0]!, whole, (id) => whole.rules.findIndex((rule) => rule.id === id));
};
const region = (line: number) => ({ startLine: line, startColumn: 2, endLine: line, endColumn: 4 });
const physical = (line: number, uri = 'go.mod') => ({ artifactLocation: { uri }, region: region(line) });

it('is all of a finding', () => {
  expect(of([finding()])).toEqual({
    ruleId: 'graph/banned',
    ruleIndex: 2,
    level: 'error',
    message: { text: 'github.com/pkg/errors is banned: archived, the standard library has it all.' },
    locations: [{ physicalLocation: physical(6) }],
    partialFingerprints: { primaryLocationLineHash: '1111111111111111:1', 'modwarden/v1': '1111111111111111:1' },
    properties: { findings: 1, identities: ['mw1:1111111111111111aaaaaaaaaaaaaaaa'] },
  });
});

it('has help and the day of facts as properties, and no index of a rule that is not there', () => {
  const findings = [finding({ hint: 'do\nthis', asOf: '2026-11-03T06:00:00Z' })];
  const whole = { ...clean, findings };
  const result = resultOf(fold(findings, whole)[0]!, whole, () => undefined);
  expect(result).not.toHaveProperty('ruleIndex');
  expect(result.properties).toEqual({
    findings: 1,
    identities: ['mw1:1111111111111111aaaaaaaaaaaaaaaa'],
    help: 'do this.',
    read: 'uses version lists from 2026-11-03',
  });
});

it('has fingerprints of sixteen digits', () => {
  const value = { primaryLocationLineHash: '0123456789abcdef:1', 'modwarden/v1': '0123456789abcdef:1' };
  expect([fingerprints('mw1:0123456789abcdef0123'), fingerprints('0123456789abcdefmw1:')]).toEqual([value, value]);
});

describe('the message', () => {
  const said = (findings: readonly Finding[], more: Partial<Report> = {}) => of(findings, more).message.text;

  it('has the title of the rule where nothing is said, and its name where it has none', () => {
    expect(said([finding({ message: ' ' })])).toBe('Banned module.');
    expect(said([finding({ message: '' })], { rules: [] })).toBe('graph/banned.');
  });

  it('names where a finding was that is outside the repository', () => {
    const anchor = at(3, '.modwarden.yaml');
    expect(said([finding({ message: 'm', place: at(9, '../env'), anchor })])).toBe('m. Found at ../env:9.');
  });

  it('names ten others of the line', () => {
    const others = (count: number) =>
      said(
        numbered(count, (i) => ({
          subject: `s${i}`,
          message: 'm',
          ...(i % 2 === 1 && { version: `v1.${i}.0` }),
        })),
      );
    expect(others(1)).toBe('m.');
    expect(others(3)).toBe('m. Also on this line: s1@v1.1.0, s2.');
    expect(others(11)).toMatch(/^m\. Also on this line: s1@v1\.1\.0, .*, s9@v1\.9\.0, s10\.$/);
    expect(others(12)).toMatch(/, s10 and 1 more\.$/);
  });

  it('has twenty related places, linked where they are in the repository', () => {
    const related = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ place: at(i + 1), message: `m${i}` }));
    const result = (count: number) => of([finding({ message: 'm', related: related(count) })]);
    expect(result(2)).toMatchObject({
      message: { text: 'm. See [go.mod:1](1): m0. See [go.mod:2](2): m1.' },
      relatedLocations: [
        { id: 1, physicalLocation: physical(1), message: { text: 'm0' } },
        { id: 2, physicalLocation: physical(2), message: { text: 'm1' } },
      ],
    });
    expect([result(20), result(21)].map((r) => r.relatedLocations!.length)).toEqual([20, 20]);
    const mixed = [
      { place: at(1, '../x'), message: 'a' },
      { place: at(2), message: ' ' },
      { place: at(2), message: ' ' },
    ];
    expect(of([finding({ message: 'm', related: mixed })])).toMatchObject({
      message: { text: 'm. See ../x:1: a. See [go.mod:2](1): related.' },
      relatedLocations: [{ id: 1, physicalLocation: physical(2), message: { text: 'related' } }],
    });
    expect(of([finding({ related: mixed.slice(0, 1) })]).relatedLocations).toEqual([]);
  });
});

describe('the way to a module', () => {
  const locations = (more: Partial<Finding>, of_: Partial<Report> = {}) =>
    of([finding({ snippet: 'abcdef', ...more })], of_).codeFlows?.map(({ threadFlows }) =>
      threadFlows[0]!.locations.map(({ location }) => [
        location!.message!.text,
        location!.physicalLocation!.artifactLocation!.uri,
        location!.physicalLocation!.region!.startLine,
      ]),
    );

  it('begins at the main module, and each step is at its line', () => {
    const trail = [
      { path: 'a', version: 'v1.0.0' },
      { path: 'b', version: '', place: at(9, 'x/go.mod') },
      { path: ' ', version: '', place: at(9, '../x') },
    ];
    expect(locations({ trail })).toEqual([
      [
        ['example.com/shop', 'go.mod', 1],
        ['a@v1.0.0', 'go.mod', 6],
        ['b', 'x/go.mod', 9],
        ['(no name)', 'go.mod', 6],
      ],
    ]);
    expect(locations({ trail: trail.slice(0, 1), module: 'gone' })).toEqual([[['a@v1.0.0', 'go.mod', 6]]]);
    const nameless = { modules: [{ ...clean.modules[0]!, path: '' }] };
    expect(locations({ trail: trail.slice(0, 1) }, nameless)![0]![0]).toEqual(['go.mod', 'go.mod', 1]);
    expect(locations({ trail: [] })).toBeUndefined();
  });

  it('is told as long as all have a thousand steps together', () => {
    const ways = (...lengths: number[]) =>
      of(
        numbered(lengths.length, (i) => ({
          trail: Array.from({ length: lengths[i]! }, (_, n) => ({ path: `m${n}`, version: '' })),
          subject: 'm0',
        })),
      ).codeFlows?.map(({ threadFlows }) => threadFlows[0]!.locations.length);
    // The main module is a step, too.
    expect(ways(999)).toEqual([1000]);
    expect(ways(1000)).toBeUndefined();
    expect(ways(499, 499)).toEqual([500, 500]);
    expect(ways(499, 500, 1)).toEqual([500]);
  });
});

describe('what is covered', () => {
  const waiver = { reason: 'a\nb', until: '2027-01-01', place: at(9, '.modwarden.yaml') };
  const suppressions = (...all: Partial<Finding>[]) =>
    of(all.map((more, i) => finding({ id: `mw1:${i}`, state: 'waived', ...more }))).suppressions;

  it('says by what, each once', () => {
    expect(suppressions({ waiver }, { waiver }, { waiver: { ...waiver, owner: 'o\np', reason: ' ' } })).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'a b',
        location: { physicalLocation: physical(9, '.modwarden.yaml') },
        properties: { until: '2027-01-01' },
      },
      {
        kind: 'external',
        status: 'accepted',
        justification: 'waived',
        location: { physicalLocation: physical(9, '.modwarden.yaml') },
        properties: { until: '2027-01-01', owner: 'o p' },
      },
    ]);
  });

  it('is covered in the source where the waiver is in the same file, and has no place outside the repository', () => {
    expect(suppressions({ waiver: { ...waiver, place: at(9) } })![0]).toMatchObject({ kind: 'inSource' });
    expect(suppressions({ waiver: { ...waiver, place: at(9, '../x') } })![0]).not.toHaveProperty('location');
  });

  it('names the baseline or the base', () => {
    const known = (baseline: Finding['baseline']) =>
      suppressions({ state: 'baseline', ...(baseline && { baseline }) })!.map((s) => s.justification);
    expect([known(undefined), known({ since: '2026-01-01' }), known({ rev: 'main' })]).toEqual([
      ['in the baseline'],
      ['in the baseline'],
      ['main has it too'],
    ]);
    expect(of([finding()])).not.toHaveProperty('suppressions');
  });
});
