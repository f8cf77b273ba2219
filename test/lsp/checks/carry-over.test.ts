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

describe('findings of a full check', () => {
  it('move with lines that stand below an edit', () => {
    const [one, two] = carried('a\nb\nc\nd', 'a\nx\ny\nb\nc\nd', [
      finding('r', 1),
      finding('s', 4, { related: [{ place: at(3), message: '' }] }),
    ]);
    expect([one!.place.start.line, two!.place.start.line, two!.related[0]!.place.start.line]).toEqual([1, 6, 5]);
  });

  it('end where their line was changed or removed', () => {
    expect(carried('a\nb\nc', 'a\nB\nc', [finding('r', 2)])).toEqual([]);
    expect(carried('a\nb\nc', 'a\nc', [finding('r', 2)])).toEqual([]);
  });

  it('lose a fix, which is for another text, when they move', () => {
    const fix = { what: '', safe: true, sha256: '', edits: [] };
    expect(carried('a\nb', 'x\na\nb', [finding('r', 2, { fix })])[0]).not.toHaveProperty('fix');
    expect(carried('a\nb', 'a\nb', [finding('r', 2, { fix })])[0]).toHaveProperty('fix');
  });

  it('give way to what the newer check says of the same', () => {
    const now = finding('declared', 1);
    expect(carried('a\nb', 'a\nb', [finding('declared', 2)], [now], ['declared'])).toEqual([now]);
  });

  it('of a rule that the newer check applied in full are over', () => {
    expect(carried('a', 'a', [finding('files', 1)], [], ['files'])).toEqual([]);
    expect(carried('a', 'a', [finding('declared', 1)], [], ['declared'])).toHaveLength(1);
  });

  it('in other files stay', () => {
    expect(carried('a', 'b', [finding('r', 7, { place: at(7, 'go.sum') })])).toHaveLength(1);
  });
});
