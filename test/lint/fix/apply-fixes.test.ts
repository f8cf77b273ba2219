import { expect, it } from 'vitest';
import { applyFixes, chooseFixes, type FileOf, fixable } from '../../../src/lint/fix/apply-fixes.ts';
import type { Report } from '../../../src/model/report.ts';
import { source } from '../../../src/text/source.ts';
import { hash, lettersOf } from './fake-report.ts';

const FILES = new Map([
  ['a', 'aXbXXcY'],
  ['b', 'X'],
]);
const fileOf: FileOf = (path) => {
  const text = FILES.get(path);
  return text === undefined ? undefined : { source: source(path, text), sha256: hash(text) };
};
const report = lettersOf(FILES, () => '-');
const columns = (fixes: ReturnType<typeof fixable>) =>
  fixes.map(({ path, finding }) => `${path}:${finding.place.start.column}`);
const marked = (change: Partial<Report['findings'][number]>): Report => ({
  ...report,
  findings: report.findings.map((f, i) => (i === 0 ? { ...f, ...change } : f)),
});

it('takes safe fixes of new findings, and the others if asked to', () => {
  expect(columns(fixable(report, false))).toEqual(['a:2', 'a:4', 'a:5', 'b:1']);
  expect(columns(fixable(report, true))).toEqual(['a:2', 'a:4', 'a:5', 'a:7', 'b:1']);
  expect(columns(fixable(marked({ state: 'waived' }), false))).toEqual(['a:4', 'a:5', 'b:1']);
  expect(columns(fixable(marked({ state: 'baseline' }), false))).toEqual(['a:4', 'a:5', 'b:1']);
});

it('chooses fixes that do not touch, the first of those that do', () => {
  expect(columns(chooseFixes(fixable(report, true), fileOf))).toEqual(['a:2', 'a:4', 'a:7', 'b:1']);
});

it('chooses none whose file is not the one it is for', () => {
  const { fix } = report.findings[0]!;
  const changed = fixable(marked({ fix: { ...fix!, sha256: 'other' } }), false);
  expect(columns(chooseFixes(changed, fileOf))).toEqual(['a:4', 'b:1']);
  expect(chooseFixes(fixable(report, false), () => undefined)).toEqual([]);
});

it('chooses none with an edit outside the file', () => {
  const { fix, place } = report.findings[0]!;
  const end = { line: 9, column: 1 };
  const outside = fixable(marked({ fix: { ...fix!, edits: [{ place: { ...place, end }, text: '' }] } }), false);
  expect(columns(chooseFixes(outside, fileOf))).toEqual(['a:4', 'b:1']);
});

it('makes chosen fixes file by file', () => {
  expect([...applyFixes(chooseFixes(fixable(report, false), fileOf), fileOf)]).toEqual([
    ['a', 'a-b-XcY'],
    ['b', '-'],
  ]);
});
