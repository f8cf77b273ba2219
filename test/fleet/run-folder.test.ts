import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFolder } from '../../src/fleet/run-folder.ts';
import { printableLines } from '../../src/text/printable.ts';
import { entry, failed, INFO, target } from './entries.ts';

it('keeps what a run was started with, its targets, entries and reports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-folder-'));
  const run = runFolder(folder);
  expect([run.info(), run.targets(), run.entry(target('a'))]).toEqual([undefined, [], undefined]);
  run.start(INFO, [target('a'), target('b')]);
  run.save(entry('a'), printableLines('{}\n'));
  run.save(failed('b', 'broken'), undefined);
  const again = runFolder(folder);
  expect(again.info()).toEqual(INFO);
  expect(
    again
      .targets()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['a', 'b']);
  expect([again.entry(target('a')), again.report(target('a'))]).toEqual([entry('a'), '{}\n']);
  expect([again.entry(target('b'))?.error, again.report(target('b'))]).toEqual(['broken', undefined]);
  expect(existsSync(run.facts)).toBe(false);
  for (const text of ['', '{"version": 2}', '{"version": 1, "tool": "x"}']) {
    writeFileSync(join(folder, 'run.json'), text);
    expect(again.info()).toBeUndefined();
  }
  rmSync(folder, { recursive: true, force: true });
});
