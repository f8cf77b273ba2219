import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerText } from '../../../src/commands/fleet/query.ts';
import { runFolder } from '../../../src/fleet/run-folder.ts';
import { INFO } from '../../fleet/entries.ts';
import { type Box, newBox } from '../../support/box.ts';

let box: Box;
beforeAll(() => {
  box = newBox('off');
  runFolder(join(box.root, 'unfinished')).start(INFO, []);
});
afterAll(() => box.remove());

it.each([
  [[], 'needs the folder of a run'],
  [['none', 'sumdb-off'], '"none" has no fleet run'],
  [['unfinished'], 'missing question'],
  [['unfinished', 'new-findings'], 'new-findings needs --before RUN'],
  [['unfinished', 'new-findings', '--before', 'none'], '"none" has no fleet run'],
  [['unfinished', 'sumdb-off'], 'the run is not finished'],
  [['unfinished', 'sumdb-off', '--format', 'csv'], '--format: expected text or json'],
])('refuses %j', async (argv, message) => {
  const { code, err } = await box.run(['fleet', 'query', ...argv], { cwd: box.root });
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});

it('names the columns, and marks what has no value', () => {
  const rows = [
    { path: 'a.test/x', uses: 12, license: null },
    { path: 'b', uses: 3, license: 'MIT' },
  ];
  expect(answerText({ columns: ['path', 'uses', 'license'], rows })).toBe(
    'path      uses  license\na.test/x    12  -\nb            3  MIT\n',
  );
  expect(answerText({ columns: ['path'], rows: [] })).toBe('');
});
