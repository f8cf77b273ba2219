import { expect, it } from 'vitest';
import { judgeSumLine } from '../../../src/go/sumdb/verdict.ts';

const LINE = { path: 'm.example/m', version: 'v1.0.0', hash: 'h1:one' };
const ONE = 'm.example/m v1.0.0 h1:one';
const TWO = 'm.example/m v1.0.0 h1:two';

it.each([
  [[ONE], { verdict: 'ok', lines: [ONE] }],
  [[TWO], { verdict: 'mismatch', lines: [TWO], logged: 'h1:two' }],
  // The first line decides, but for those of an unknown kind.
  [[TWO, ONE], { verdict: 'mismatch', lines: [TWO, ONE], logged: 'h1:two' }],
  [['m.example/m v1.0.0 h2:x', ONE], { verdict: 'ok', lines: ['m.example/m v1.0.0 h2:x', ONE] }],
  [['m.example/m v1.0.0 h2:x'], { verdict: 'absent', lines: ['m.example/m v1.0.0 h2:x'] }],
  [['m.example/m v1.0.0/go.mod h1:one'], { verdict: 'absent', lines: ['m.example/m v1.0.0/go.mod h1:one'] }],
  [[`x${TWO}`], { verdict: 'absent', lines: [`x${TWO}`] }],
  [[], { verdict: 'absent', lines: [] }],
])('with the lines %j', (lines, verdict) => expect(judgeSumLine(LINE, { value: lines })).toEqual(verdict));

it('is open without an answer', () => {
  const failure = { kind: 'missing', message: 'gone' } as const;
  expect(judgeSumLine(LINE, { failure })).toEqual({ verdict: 'unproven', failure });
});
