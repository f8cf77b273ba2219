import { expect, it } from 'vitest';
import { linesJson } from '../../../src/commands/verify/lines-json.ts';

const line = { file: 'go.sum', line: 1, path: 'a', version: 'v1.0.0', hash: 'h1:x' };
const empty = { database: undefined, treeSize: undefined, results: [], requests: 0, bytes: 0, forks: [] };

it('names every line that is not verified, without secrets', () => {
  const json = linesJson({
    ...empty,
    database: 'sumdb.example',
    treeSize: '71769961',
    results: [
      { ...line, state: 'verified' },
      { ...line, line: 2, state: 'unproven', detail: 'https://user:secret@goproxy.example' },
    ],
  });
  expect(json).toMatchObject({ outcome: 'incomplete', treeSize: 71769961, counts: { verified: 1, unproven: 1 } });
  expect(json.lines).toEqual([expect.objectContaining({ line: 2, state: 'unproven' })]);
  expect(JSON.stringify(json)).not.toContain('secret');
});

it('has null for what there is not', () => {
  expect(linesJson(empty)).toMatchObject({ outcome: 'pass', database: null, treeSize: null });
});
