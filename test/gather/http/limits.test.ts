import { expect, it } from 'vitest';
import { runLimits, seconds } from '../../../src/gather/http/limits.ts';

it('are those that the documentation names', () => {
  expect(runLimits()).toEqual({
    connect: 20_000,
    question: 30_000,
    run: 900_000,
    timeoutsPerHost: 5,
    requests: 200_000,
    received: 8_589_934_592,
    bytesPerSecond: 65_536,
    large: 16_777_216,
  });
});

it('give a run thirty times the time of a question, if that is more', () => {
  expect([1_000, 30_000, 30_001, 60_000].map((question) => runLimits(question))).toMatchObject([
    { question: 1_000, run: 900_000 },
    { question: 30_000, run: 900_000 },
    { question: 30_001, run: 900_030 },
    { question: 60_000, run: 1_800_000 },
  ]);
});

it('are told in seconds', () => {
  expect([30_000, 300, 1].map(seconds)).toEqual(['30 s', '0.3 s', '0.001 s']);
});
