import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffHunks } from '../../src/text/unified-diff.ts';

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
