import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffHunks, lineEdits } from '../../src/text/unified-diff.ts';

it('says nothing where nothing changes', () => {
  expect(diffHunks('a\nb\n', 'a\nb\n')).toBe('');
});

it('shows a removed line with three lines around it', () => {
  expect(diffHunks('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\n6\n7\n8\n9\n')).toBe(
    '@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8\n',
  );
});

it('shows a changed line as one that goes and one that comes', () => {
  expect(diffHunks('a // indirect\n', 'a\n')).toBe('@@ -1 +1 @@\n-a // indirect\n+a\n');
});

it('tells of a last line without a line end', () => {
  expect(diffHunks('a', 'a\n')).toBe('@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n');
});

it('keeps changes apart that are far from each other', () => {
  const lines = Array.from({ length: 30 }, (_, i) => `${i}\n`);
  const hunks = diffHunks(lines.join(''), lines.filter((_, i) => i !== 3 && i !== 25).join(''));
  expect(hunks.match(/^@@/gm)).toHaveLength(2);
});

it.each([
  ['a line in front', 'a\nb\n', 'x\na\nb\n', '@@ -1,2 +1,3 @@\n+x\n a\n b\n'],
  ['a line at the end', 'a\nb\n', 'a\nb\nx\n', '@@ -1,2 +1,3 @@\n a\n b\n+x\n'],
  ['the first text of an empty file', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
  ['a file that becomes empty', 'a\nb\n', '', '@@ -1,2 +0,0 @@\n-a\n-b\n'],
  ['a line that takes the place of two', 'a\nb\nc\n', 'x\nc\n', '@@ -1,3 +1,2 @@\n-a\n+x\n-b\n c\n'],
  ['several lines that come', 'a\nb\n', 'a\n1\n2\nb\n', '@@ -1,2 +1,4 @@\n a\n+1\n+2\n b\n'],
  ['several lines that go', 'a\n1\n2\nb\n', 'a\nb\n', '@@ -1,4 +1,2 @@\n a\n-1\n-2\n b\n'],
  ['a line that moves down', 'a\nb\nc\n', 'b\nc\na\n', '@@ -1,3 +1,3 @@\n-a\n b\n c\n+a\n'],
  ['a line that moves up', 'a\nb\nc\n', 'c\na\nb\n', '@@ -1,3 +1,3 @@\n+c\n a\n b\n-c\n'],
  ['lines that change places', 'a\nb\n', 'b\na\n', '@@ -1,2 +1,2 @@\n-a\n b\n+a\n'],
  [
    'two last lines without an end',
    'a\nb',
    'a\nc',
    '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n',
  ],
  [
    'what comes behind a last line without an end',
    'a',
    'a\nb',
    '@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n',
  ],
])('shows %s', (_, before, after, hunks) => {
  expect(diffHunks(before, after)).toBe(hunks);
});

it('joins changes with six lines between them, as git does, and parts those with seven', () => {
  const changed = (between: number) => {
    const middle = Array.from({ length: between }, (_, i) => `m${i}\n`).join('');
    return diffHunks(`a\n${middle}b\n`, `A\n${middle}B\n`).match(/^@@.*/gm);
  };
  expect(changed(6)).toEqual(['@@ -1,8 +1,8 @@']);
  expect(changed(7)).toEqual(['@@ -1,4 +1,4 @@', '@@ -6,4 +6,4 @@']);
});

it.each([
  ['a line that comes', 'a\nb\n', 'a\nx\nb\n', [[2, 2, 'x\n']]],
  ['a line that goes', 'a\nx\nb\n', 'a\nb\n', [[2, 4, '']]],
  ['a line that changes', 'a\nx\nb\n', 'a\ny\nb\n', [[2, 4, 'y\n']]],
  [
    'changes apart from each other',
    'a\nb\nc\n',
    'A\nb\nC\n',
    [
      [0, 2, 'A\n'],
      [4, 6, 'C\n'],
    ],
  ],
  ['several lines in place of others', '1\n2\n3\nb\n', 'x\nyy\nb\n', [[0, 6, 'x\nyy\n']]],
  [
    'lines in front and behind',
    'b\n',
    'aa\nb\nc\nd\n',
    [
      [0, 0, 'aa\n'],
      [2, 2, 'c\nd\n'],
    ],
  ],
  ['the last line', 'a\nb', 'a\nb\n', [[2, 3, 'b\n']]],
  ['nothing', 'a\n', 'a\n', []],
])('gives the edits for %s', (_, before, after, edits) => {
  expect(lineEdits(before, after).map(({ start, end, text }) => [start, end, text])).toEqual(edits);
});

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.log('skipped: test/text/unified-diff.test.ts needs git, which is not installed');

it.runIf(hasGit)('gives what git can apply, whatever the texts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  const text = fc
    .tuple(fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }), fc.constantFrom('', '\n'))
    .map(([lines, end]) => (lines.length === 0 ? '' : `x\n${lines.join('\n')}${end}`));
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '');
        writeFileSync(join(folder, 'f'), before);
        const input = `--- a/f\n+++ b/f\n${diffHunks(before, after)}`;
        const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input });
        expect([status, String(stderr)]).toEqual([0, '']);
        expect(readFileSync(join(folder, 'f'), 'utf8')).toBe(after);
      }),
      { numRuns: 40 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
