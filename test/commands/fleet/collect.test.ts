import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runFolder } from '../../../src/fleet/run-folder.ts';
import { entry, INFO, target } from '../../fleet/entries.ts';
import { type Box, newBox } from '../../support/box.ts';

let box: Box;
beforeAll(() => {
  box = newBox('off');
  const run = runFolder(join(box.root, 'part'));
  run.start(INFO, [target('a'), target('b')]);
  run.save(entry('a'), undefined);
});
afterAll(() => box.remove());

it('names targets without a result, and says so in its exit code', async () => {
  const { code, err } = await box.run(['fleet', 'collect', '-o', 'all', 'part'], { cwd: box.root });
  expect([code, err]).toEqual([3, 'modwarden: no result for b\nmodwarden: 1 targets have no result\n']);
});

it('names ten targets without a result of many', async () => {
  const run = runFolder(join(box.root, 'empty'));
  run.start(
    INFO,
    Array.from({ length: 11 }, (_, i) => target(`t${i}`)).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const { code, err } = await box.run(['fleet', 'collect', '-o', 'eleven', 'empty'], { cwd: box.root });
  const lines = err.trimEnd().split('\n');
  expect([code, lines.length, lines.at(-1)]).toEqual([3, 11, 'modwarden: 11 targets have no result']);
});

it('ends with the worst of all targets, policy errors first', async () => {
  const run = runFolder(join(box.root, 'bad'));
  run.start(
    INFO,
    [target('a'), target('b')].sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  run.save(entry('a', { exit: 2 }), undefined);
  expect((await box.run(['fleet', 'collect', '-o', 'bad2', 'bad'], { cwd: box.root })).code).toBe(2);
  run.save(entry('b', { exit: 1 }), undefined);
  run.save(entry('a'), undefined);
  const { code, out, err } = await box.run(['fleet', 'collect', '-o', 'good', 'bad'], { cwd: box.root });
  expect([code, out, err]).toEqual([
    1,
    `2 targets: 0 findings, 0 gaps, 0 targets could not be checked\n${join(box.root, 'good')}\n`,
    '',
  ]);
});

it.each([
  [['part'], 'fleet collect needs an output folder: -o FOLDER'],
  [['-o', 'new'], 'fleet collect needs the folders of runs, or --queue'],
  [['-o', 'part', 'part'], '"part" has a run already'],
])('refuses %j', async (argv, message) => {
  const { code, err } = await box.run(['fleet', 'collect', ...argv], { cwd: box.root, env: { MODWARDEN_QUEUE: '' } });
  expect([code, err]).toEqual([2, `modwarden: ${message}\n`]);
});
