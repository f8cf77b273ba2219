import { expect, it } from 'vitest';
import type { Finding, Fix } from '../../../src/model/report.ts';
import { fixesOf } from '../../../src/report/sarif/fix.ts';
import { report } from '../fixture.ts';

const place = (path: string) => ({ path, start: { line: 3, column: 1 }, end: { line: 4, column: 1 } });
const fix = (change: Partial<Fix> = {}): Fix => ({
  what: 'remove the line',
  safe: true,
  sha256: '0'.repeat(64),
  edits: [{ place: place('a b/go.mod'), text: '' }],
  ...change,
});
const finding = (own?: Fix): Finding => ({ ...report.findings[0]!, ...(own && { fix: own }) });

it('has the edits of a fix, a removal without a text', () => {
  const edits = [...fix().edits, { place: place('a b/go.mod'), text: 'x\n' }];
  expect(fixesOf([finding(fix({ edits }))])).toEqual([
    {
      description: { text: 'Fix: remove the line.' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'a%20b/go.mod' },
          replacements: [
            { deletedRegion: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 1 } },
            {
              deletedRegion: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 1 },
              insertedContent: { text: 'x\n' },
            },
          ],
        },
      ],
    },
  ]);
});

it('says which fix needs a review', () => {
  expect(fixesOf([finding(fix({ safe: false }))])[0]!.description!.text).toBe('Fix, needs a review: remove the line.');
});

it('never has empty changes', () => {
  expect(
    fixesOf([finding(), finding(fix({ edits: [] })), finding(fix({ edits: [{ place: place('../x'), text: '' }] }))]),
  ).toEqual([]);
});

it('leaves out a text that is no Unicode', () => {
  expect(fixesOf([finding(fix({ edits: [{ place: place('go.mod'), text: '\ud83d' }] }))])).toEqual([]);
});

it('has no more than 20 for a result', () => {
  expect(fixesOf(Array.from({ length: 30 }, () => finding(fix())))).toHaveLength(20);
});

it('leaves out a fix of which one text is no Unicode', () => {
  const edits = ['x', '\ud83d'].map((text) => ({ place: place('go.mod'), text }));
  expect(fixesOf([finding(fix({ edits }))])).toEqual([]);
});

it('says what to run then', () => {
  const followUp = { run: 'go mod tidy', resolves: [] };
  expect(fixesOf([finding(fix({ followUp }))])[0]!.description!.text).toBe(
    'Fix: remove the line, then run "go mod tidy".',
  );
  expect(fixesOf(Array.from({ length: 19 }, () => finding(fix())))).toHaveLength(19);
});
