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

it('shows lines that are wrong with both hashes, one below the other', () => {
  const results = [
    line(1, 'mismatch', { logged: 'h1:logged' }),
    line(2, 'absent', { version: 'v1.0.0/go.mod', file: 'go.work.sum' }),
    line(3, 'verified'),
  ];
  expect(linesText(report(results))).toBe(`sub/go.sum:1: example.com/m1 v1.0.0 differs from the checksum database
    go.sum:        h1:recorded
    sumdb.example: h1:logged
go.work.sum:2: example.com/m2 v1.0.0/go.mod is not in the checksum database
    go.work.sum:   h1:recorded
fail: 1 of 3 lines verified, 1 differ, 1 not logged (sumdb.example, tree head of 300 records; 3 requests, 1.50 MB)
`);
});

it.each([
  [20, undefined],
  [21, '… and 1 more lines that are wrong'],
])('of %i wrong lines names twenty', (count, rest) => {
  const lines = linesText(report(Array.from({ length: count }, (_, i) => line(i + 1, 'absent')))).split('\n');
  expect(lines.filter((one) => one.includes(' is not in ')).length).toBe(20);
  expect(lines.find((one) => one.startsWith('…'))).toBe(rest);
});

it.each([
  [1, '1 line: why (sub/go.sum:0 example.com/m0)'],
  [3, '3 lines: why (sub/go.sum:0 example.com/m0, sub/go.sum:1 example.com/m1, sub/go.sum:2 example.com/m2)'],
  [4, '4 lines: why (sub/go.sum:0 example.com/m0, sub/go.sum:1 example.com/m1, sub/go.sum:2 example.com/m2, …)'],
])('of %i lines with one reason names three', (count, said) => {
  const results = Array.from({ length: count }, (_, i) => line(i, 'skipped', { detail: ' why\n' }));
  expect(linesText(report(results)).split('\n')[0]).toBe(`skipped: ${said}`);
});

it.each([
  [20, undefined],
  [21, 'not verified: lines for 1 more reasons'],
])('of %i reasons shows twenty', (count, rest) => {
  const results = Array.from({ length: count }, (_, i) => line(i, 'unproven', { detail: `reason ${i}` }));
  const lines = linesText(report(results)).split('\n');
  expect(lines.filter((one) => one.includes(': reason ')).length).toBe(20);
  expect(lines.find((one) => one.includes('more reasons'))).toBe(rest);
});

it('counts all that there is, and nothing of what there is not', () => {
  const states = ['verified', 'mismatch', 'absent', 'fork', 'unproven', 'skipped'] as const;
  const last = (results: readonly LineResult[]) => linesText(report(results)).trimEnd().split('\n').at(-1);
  const end = '(sumdb.example, tree head of 300 records; 3 requests, 1.50 MB)';
  expect(last(states.map((state, i) => line(i, state)))).toBe(
    `incomplete: 1 of 6 lines verified, 1 differ, 1 not logged, 1 refused because of a fork, 1 not verified, 1 skipped ${end}`,
  );
  expect(last([line(1, 'verified')])).toBe(`pass: 1 of 1 lines verified ${end}`);
  expect(last([])).toBe(`pass: 0 of 0 lines verified ${end}`);
});

it('is the whole of a fork', () => {
  const fork = { database: 'sumdb.example', older: 'old\n\nsigned\n', newer: 'new\n', rootInNewer: '', proof: null };
  expect(linesText(report([], { forks: [{ ...fork, file: '/f' }], treeSize: undefined }))).toBe(
    `SECURITY ERROR: the checksum database sumdb.example signed two histories that contradict each other
  one head:
    old

    signed
  another head:
    new
  both are saved in /f
pass: 0 of 0 lines verified (sumdb.example; 3 requests, 1.50 MB)
`,
  );
});
