import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mergeRuns, writeSummary } from '../../src/fleet/collect.ts';
import { runFolder } from '../../src/fleet/run-folder.ts';
import { printable } from '../../src/text/printable.ts';
import { resultsIn } from '../support/fleet-box.ts';
import { entry, finding, INFO, target } from './entries.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'collect-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runOf(name: string, names: readonly string[], done: readonly string[] = names, info = INFO) {
  const run = runFolder(join(folder, name));
  const targets = names.map(target).sort((a, b) => (a.id < b.id ? -1 : 1));
  run.start(info, targets);
  for (const one of done) run.save(entry(one, { findings: [finding('a/b')] }), printable('{}\n'));
  return run;
}

it('puts the parts together to what the whole is', () => {
  const whole = runOf('whole', ['a', 'b', 'c']);
  writeSummary(whole, INFO);
  const into = runFolder(join(folder, 'into'));
  expect(mergeRuns([runOf('p1', ['c']), runOf('p2', ['a', 'b'])], into)).toEqual(INFO);
  writeSummary(into, INFO);
  expect(resultsIn(into.folder)).toEqual(resultsIn(whole.folder));
});

it('names targets without a result', () => {
  expect(writeSummary(runOf('part', ['a', 'b'], ['b']), INFO).missing).toEqual([target('a')]);
});

it('refuses runs that differ in what they were started with, and what is not a run', () => {
  const other = runOf('other', ['d'], ['d'], { ...INFO, today: '2026-06-02' });
  const into = runFolder(join(folder, 'mixed'));
  expect(mergeRuns([runOf('first', ['a']), other], into)).toEqual({
    problem: expect.stringContaining('differ in date'),
  });
  expect(mergeRuns([other, runFolder(join(folder, 'none'))], into)).toEqual({
    problem: expect.stringContaining('none has no fleet run'),
  });
  expect(into.info()).toBeUndefined();
});
