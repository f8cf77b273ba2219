import { expect, it } from 'vitest';
import { exitCode, linesOutcome, outcomeOf } from '../../../src/commands/verify/summary.ts';

it.each([
  [0, 0, 'pass'],
  [1, 0, 'fail'],
  [0, 1, 'incomplete'],
  [1, 1, 'incomplete'],
] as const)('%i wrong and %i unknown make it %s', (wrong, unknown, expected) => {
  expect(outcomeOf(wrong, unknown)).toBe(expected);
});

it.each([
  [['pass'], 0],
  [['pass', 'fail'], 1],
  [['fail', 'incomplete'], 3],
] as const)('%j ends with %i', (outcomes, code) => {
  expect(exitCode(outcomes)).toBe(code);
});

it('counts skipped lines neither as wrong nor as unknown', () => {
  const line = { file: 'go.sum', line: 1, path: 'a', version: 'v1', hash: 'h1:', state: 'skipped' } as const;
  expect(linesOutcome({ results: [line] })).toBe('pass');
  expect(linesOutcome({ results: [line, { ...line, state: 'fork' }] })).toBe('fail');
});
