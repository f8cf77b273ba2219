import { afterAll, beforeAll, expect, it } from 'vitest';
import { fleet } from '../../../src/commands/fleet/fleet.ts';
import { ACTIONS } from '../../../src/commands/fleet/options.ts';
import { type Box, newBox } from '../../support/box.ts';

let box: Box;
beforeAll(() => {
  box = newBox('off');
});
afterAll(() => box.remove());

it('explains every action', () => {
  for (const action of ACTIONS) expect(`\n${fleet.about}`).toMatch(new RegExp(`\n${action} `));
});

it.each([
  [[], 'missing action: run, '],
  [['thread'], 'unknown action "thread"'],
  [['enqueue'], 'missing queue: --queue'],
  [['status'], 'missing queue: --queue'],
  [['work', '--queue', 'redis://127.0.0.1:1'], 'needs a folder for the results'],
  [['status', '--queue', 'redis://127.0.0.1:1', '--offline'], 'fleet status does not take --offline'],
  [['html', '-o', 'x'], 'needs the folder of one run'],
])('refuses %j', async (argv, message) => {
  const { code, err } = await box.run(['fleet', ...argv], { cwd: box.root, input: 'a\n' });
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});
