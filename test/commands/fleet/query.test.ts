import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerText } from '../../../src/commands/fleet/query.ts';
import { MissingPeer } from '../../../src/fleet/peer.ts';
import { type Answered, ask } from '../../../src/fleet/query/database.ts';
import { runFolder } from '../../../src/fleet/run-folder.ts';
import { INFO } from '../../fleet/entries.ts';
import { type Box, newBox } from '../../support/box.ts';

vi.mock('../../../src/fleet/query/database.ts', async (original) => {
  const own = await original<typeof import('../../../src/fleet/query/database.ts')>();
  return { ...own, ask: vi.fn(own.ask) };
});

let box: Box;
beforeAll(() => {
  box = newBox('off');
  runFolder(join(box.root, 'unfinished')).start(INFO, []);
});
afterAll(() => box.remove());

it.each([
  [[], 'fleet query needs the folder of a run, and a question'],
  [['none', 'sumdb-off'], '"none" has no fleet run'],
  [['unfinished'], 'missing question'],
  [['unfinished', 'new-findings'], 'new-findings needs --before RUN'],
  [['unfinished', 'new-findings', '--before', 'none'], '"none" has no fleet run'],
  [['unfinished', 'sumdb-off'], 'the run is not finished: it has no summary.json'],
  [['unfinished', 'sumdb-off', '--format', 'csv'], '--format: expected text or json, got "csv"'],
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

describe('the answer', () => {
  const query = (...more: string[]) =>
    box.run(['fleet', 'query', 'unfinished', 'sumdb-off', ...more], { cwd: box.root });
  const answers = (rows: readonly object[]) =>
    vi.mocked(ask).mockResolvedValueOnce({ columns: ['target', 'line'], rows: rows as Answered['rows'] });

  it('is text, or JSON, to standard output or a file', async () => {
    const rows = [
      { target: 'a', line: 2 },
      { target: 'https://user:hunter2@b.example', line: 10 },
    ];
    answers(rows);
    const text =
      'target                        line\na                                2\nhttps://xxxxx@b.example         10\n';
    const { code, out, err } = await query();
    expect([code, out.replaceAll(/ +/g, ' '), err]).toEqual([0, text.replaceAll(/ +/g, ' '), '']);
    expect(vi.mocked(ask).mock.lastCall?.slice(1)).toEqual([
      [],
      expect.objectContaining({ folder: join(box.root, 'unfinished') }),
      undefined,
    ]);
    answers(rows.slice(0, 1));
    expect(await query('--format', 'json', '-o', 'rows.json')).toEqual({ code: 0, out: '', err: '' });
    expect(JSON.parse(readFileSync(join(box.root, 'rows.json'), 'utf8'))).toEqual([{ target: 'a', line: 2 }]);
  });

  it('may be none', async () => {
    answers([]);
    expect(await query()).toEqual({ code: 0, out: '', err: 'modwarden: no rows\n' });
  });

  it('is of two runs where an earlier one is named', async () => {
    answers([]);
    await query('--before', 'unfinished');
    expect(vi.mocked(ask).mock.lastCall?.[3]).toMatchObject({ folder: join(box.root, 'unfinished') });
  });

  it.each([
    [new MissingPeer('the package "x" is not installed'), 'the package "x" is not installed'],
    [new Error('Parser Error: no\nLINE 1: no'), 'query: Parser Error: no'],
  ])('is none after %s', async (error, message) => {
    vi.mocked(ask).mockRejectedValueOnce(error);
    expect(await query()).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
  });
});
