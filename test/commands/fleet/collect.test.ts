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

it.each([
  [['part'], 'needs an output folder'],
  [['-o', 'new'], 'needs the folders of runs'],
  [['-o', 'part', 'part'], '"part" has a run already'],
])('refuses %j', async (argv, message) => {
  const { code, err } = await box.run(['fleet', 'collect', ...argv], { cwd: box.root });
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});
