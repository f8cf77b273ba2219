import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mergeRuns, summaryOf, writeSummary } from '../../src/fleet/collect.ts';
import { runFolder } from '../../src/fleet/run-folder.ts';
import { printableLines } from '../../src/text/printable.ts';
import { resultsIn } from '../support/fleet-box.ts';
import { component, entry, finding, INFO, target } from './entries.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'collect-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runOf(name: string, names: readonly string[], done: readonly string[] = names, info = INFO) {
  const run = runFolder(join(folder, name));
  const targets = names.map(target).sort((a, b) => (a.id < b.id ? -1 : 1));
  run.start(info, targets);
  for (const one of done) run.save(entry(one, { findings: [finding('a/b')] }), printableLines('{}\n'));
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
    problem: `${join(folder, 'first')} and ${other.folder} differ in date, policy or version`,
  });
  expect(mergeRuns([other, runFolder(join(folder, 'none'))], into)).toEqual({
    problem: `${join(folder, 'none')} has no fleet run`,
  });
  expect(mergeRuns([runFolder(join(folder, 'none')), other], into)).toEqual({
    problem: `${join(folder, 'none')} has no fleet run`,
  });
  expect(mergeRuns([], into)).toEqual({ problem: 'nothing has no fleet run' });
  expect(into.info()).toBeUndefined();
});

it('merges what is there: targets of both once, results and reports of those that are done', () => {
  const into = runFolder(join(folder, 'merged'));
  const half = runOf('half', ['a', 'b'], ['b']);
  half.save(entry('a'), undefined);
  mergeRuns([half, runOf('rest', ['b', 'c', 'd'], ['c'])], into);
  const ids = into.targets().map(({ id }) => id);
  expect(ids).toEqual(['a', 'b', 'c', 'd'].map((name) => target(name).id).sort());
  const results = ['a', 'b', 'c', 'd'].map((name) => [
    into.entry(target(name))?.target.name,
    into.report(target(name)),
  ]);
  expect(results).toEqual([
    ['a', undefined],
    ['b', '{}\n'],
    ['c', '{}\n'],
    [undefined, undefined],
  ]);
});

it('writes the summary, and the modules a line each', () => {
  const run = runFolder(join(folder, 'written'));
  run.start(INFO, [target('a')]);
  run.save(entry('a', { components: [component('b.test/b v1.0.0'), component('a.test/a v1.0.0')] }), undefined);
  const { summary, missing } = writeSummary(run, INFO);
  expect(missing).toEqual([]);
  const { modules, ...same } = summaryOf(run, INFO);
  expect(same).toEqual({ summary, missing });
  expect(JSON.parse(readFileSync(join(run.folder, 'summary.json'), 'utf8'))).toEqual(summary);
  const lines = readFileSync(join(run.folder, 'modules.jsonl'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([...modules()]);
  expect([...modules()].map(({ path }) => path)).toEqual(['a.test/a', 'b.test/b']);
});
