import { expect, it } from 'vitest';
import type { LineResult, LineState } from '../../../src/commands/verify/lines.ts';
import { linesText } from '../../../src/commands/verify/lines-text.ts';
import type { LinesReport } from '../../../src/commands/verify/summary.ts';

const line = (i: number, state: LineState, more: Partial<LineResult> = {}): LineResult => ({
  file: 'sub/go.sum',
  line: i,
  path: `example.com/m${i}`,
  version: 'v1.0.0',
  hash: 'h1:recorded',
  state,
  ...more,
});
const report = (results: readonly LineResult[], more: Partial<LinesReport> = {}): LinesReport => ({
  database: 'sumdb.example',
  treeSize: '300',
  results,
  requests: 3,
  bytes: 1_500_000,
  forks: [],
  ...more,
});

it('names at most twenty wrong lines and counts the rest', () => {
  const text = linesText(report(Array.from({ length: 25 }, (_, i) => line(i + 1, 'absent'))));
  expect(text.match(/is not in the checksum database/g)?.length).toBe(20);
  expect(text).toContain('… and 5 more lines that are wrong\n');
  expect(text).toContain(
    'fail: 0 of 25 lines verified, 25 not logged (sumdb.example, tree head of 300 records; 3 requests, 1.50 MB)',
  );
});

it('puts lines with one reason together, whatever module the message begins with', () => {
  const why = (i: number) => ({ detail: `example.com/m${i}@v1.0.0: no route` });
  const text = linesText(report([line(1, 'unproven', why(1)), line(2, 'unproven', why(2))]));
  expect(text).toContain(
    'not verified: 2 lines: no route (sub/go.sum:1 example.com/m1, sub/go.sum:2 example.com/m2)\n',
  );
});

it('counts reasons beyond the twentieth', () => {
  const many = Array.from({ length: 23 }, (_, i) => line(i, 'skipped', { detail: `reason ${i}` }));
  expect(linesText(report(many))).toContain('skipped: lines for 3 more reasons\n');
});

it('says that there is no database, and hides secrets', () => {
  const text = linesText(
    report([line(1, 'unproven', { detail: 'reading https://user:secret@goproxy.example/x: no' })], {
      database: undefined,
      treeSize: undefined,
    }),
  );
  expect(text).toContain('(no checksum database; 3 requests');
  expect(text).not.toContain('secret');
});

it('shows both heads of a fork, and where they are saved', () => {
  const fork = { database: 'sumdb.example', older: 'old\n', newer: 'new\n', rootInNewer: '', proof: null };
  const text = linesText(
    report([line(1, 'fork')], {
      forks: [
        { ...fork, file: undefined },
        { ...fork, file: '/f' },
      ],
    }),
  );
  expect(text).toContain('  one head:\n    old\n  another head:\n    new\n');
  expect(text).toContain('  both are saved in /f\n');
  expect(text).toContain('1 refused because of a fork');
});
