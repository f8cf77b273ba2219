import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeResult } from '../../src/fleet/write-result.ts';
import { printable } from '../../src/text/printable.ts';

it('makes folders, replaces what was there, and leaves no draft', () => {
  const folder = mkdtempSync(join(tmpdir(), 'result-'));
  const drafts = join(folder, 'drafts');
  const file = join(folder, 'a/b/c.json');
  writeResult(file, printable('one'), drafts);
  writeResult(file, printable('two'), drafts);
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.json']);
  expect(readdirSync(drafts)).toEqual([]);
  // Where a file is in place of a folder.
  expect(() => writeResult(join(file, 'd.json'), printable('x'), drafts)).toThrow(/ENOTDIR|EEXIST/);
  rmSync(folder, { recursive: true, force: true });
});
