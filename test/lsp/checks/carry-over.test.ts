import { describe, expect, it } from 'vitest';
import { carryOver } from '../../../src/lsp/checks/carry-over.ts';
import type { Finding, Report } from '../../../src/model/report.ts';

const at = (line: number, path = 'go.mod') => ({ path, start: { line, column: 2 }, end: { line, column: 5 } });

const finding = (rule: string, line: number, more: Partial<Finding> = {}) =>
  ({ rule, subject: rule, module: '', state: 'new', place: at(line), related: [], ...more }) as unknown as Finding;

function carried(
  before: string,
  after: string,
  old: readonly Finding[],
  now: readonly Finding[] = [],
  ran: readonly string[] = [],
) {
  const report = (findings: readonly Finding[], rules: readonly string[]) =>
    ({ findings, rules: rules.map((id) => ({ id, ran: true })) }) as unknown as Report;
  return carryOver(
    { report: report(old, []), texts: new Map([['go.mod', before]]) },
    { report: report(now, ran), texts: new Map([['go.mod', after]]) },
    (rule) => rule === 'declared',
  );
}

/** The lines on which findings at these lines end up; undefined: nowhere. */
function linesAfter(before: string, after: string, lines: readonly number[]) {
  return lines.map((line) => carried(before, after, [finding('r', line)])[0]?.place.start.line);
}

describe('findings of a full check', () => {
  it.each<[string, string, readonly (number | undefined)[]]>([
    ['a\nb\nc', 'a\nb\nc', [1, 2, 3]],
    ['a\nb\nc\nd', 'a\nx\ny\nb\nc\nd', [1, 4, 5, 6]],
    ['a\nb\nc', 'x\na\nb\nc', [2, 3, 4]],
    ['a\nb\nc', 'a\nb\nc\nx', [1, 2, 3]],
    ['a\nb\nc', 'a\nB\nc', [1, undefined, 3]],
    ['a\nb\nc', 'a\nc', [1, undefined, 2]],
    ['a\nb\nc', 'b\nc', [undefined, 1, 2]],
    ['a\nb\nc', 'a\nb', [1, 2, undefined]],
    ['a\na', 'a\na\na', [1, 2]],
    ['a\na\na', 'a\na', [1, 2, undefined]],
    ['a\nb', 'x\ny', [undefined, undefined]],
  ])('in %j of %j are on lines %j', (before, after, lines) => {
    expect(
      linesAfter(
        before,
        after,
        [...lines.keys()].map((i) => i + 1),
      ),
    ).toEqual(lines);
  });

  it('move whole, with what is related to them', () => {
    const far = at(7, 'go.sum');
    const old = finding('s', 4, {
      place: { path: 'go.mod', start: { line: 3, column: 7 }, end: { line: 4, column: 1 } },
      related: [
        { place: at(3), message: 'moves' },
        { place: at(2), message: 'is changed' },
        { place: far, message: 'is elsewhere' },
      ],
    });
    expect(carried('a\nb\nc\nd', 'a\nx\ny\nc\nd', [old])).toEqual([
      {
        ...old,
        place: { path: 'go.mod', start: { line: 4, column: 7 }, end: { line: 5, column: 1 } },
        related: [
          { place: at(4), message: 'moves' },
          { place: far, message: 'is elsewhere' },
        ],
      },
    ]);
  });

  it.each([
    ['begins', 2, 3],
    ['ends', 1, 2],
  ])('end where the line on which it %s was changed', (_, from, to) => {
    const place = { path: 'go.mod', start: { line: from, column: 1 }, end: { line: to, column: 1 } };
    expect(carried('a\nb\nc', 'a\nB\nc', [finding('r', 1, { place })])).toEqual([]);
  });

  it('lose a fix, which is for another text, when they move', () => {
    const fix = { what: '', safe: true, sha256: '', edits: [] };
    const old = finding('r', 2, { fix });
    expect(carried('a\nb', 'x\na\nb', [old])).toEqual([finding('r', 3)]);
    expect(carried('a\nb', 'a\nb', [old])).toEqual([old]);
  });

  it('give way to what the newer check says of the same, which comes first', () => {
    const now = finding('declared', 1);
    const others = [
      finding('other', 2),
      finding('declared', 2, { subject: 'other' }),
      finding('declared', 2, { module: 'other' }),
      finding('declared', 2, { place: at(2, 'go.sum') }),
    ];
    const found = carried('a\nb', 'a\nb', [finding('declared', 2), ...others], [now], ['declared']);
    expect(found).toEqual([now, ...others]);
  });

  it('of a rule that the newer check applied in full are over', () => {
    expect(carried('a', 'a', [finding('files', 1)], [], ['files'])).toEqual([]);
    expect(carried('a', 'a', [finding('declared', 1)], [], ['declared'])).toEqual([finding('declared', 1)]);
    expect(carried('a', 'a', [finding('files', 1)], [], ['others'])).toEqual([finding('files', 1)]);
  });

  it('of a rule that the newer check lists and did not run stay', () => {
    const of = (findings: readonly Finding[], ran: boolean) => ({
      report: { findings, rules: [{ id: 'r', ran }] } as unknown as Report,
      texts: new Map([['go.mod', 'a']]),
    });
    const old = finding('r', 1);
    expect(carryOver(of([old], true), of([], false), () => false)).toEqual([old]);
    expect(carryOver(of([old], true), of([], true), () => false)).toEqual([]);
  });

  it('in other files stay', () => {
    const elsewhere = finding('r', 7, { place: at(7, 'go.sum') });
    expect(carried('a', 'b', [elsewhere])).toEqual([elsewhere]);
  });
});
