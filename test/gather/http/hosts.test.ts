import { expect, it } from 'vitest';
import { hosts } from '../../../src/gather/http/hosts.ts';
import { MAX_VAIN_REPETITIONS, runLimits } from '../../../src/gather/http/limits.ts';

it('gives up a host after so many questions out of time, and that host alone', () => {
  const known = hosts({ ...runLimits(), timeoutsPerHost: 2, question: 30_000 });
  known.timedOut('a.example');
  expect(known.refusal('a.example')).toBeUndefined();
  known.timedOut('a.example');
  expect(known.refusal('a.example')).toContain('a.example is skipped in this run: 2 requests took longer than 30 s');
  expect(known.refusal('b.example')).toBeUndefined();
});

it('repeats nothing where repeating was in vain so often, until it helps', () => {
  const known = hosts(runLimits());
  for (let i = 0; i < MAX_VAIN_REPETITIONS; i++) {
    expect(known.mayRepeat('a.example')).toBe(true);
    known.repeated('a.example', false);
  }
  expect(known.mayRepeat('a.example')).toBe(false);
  expect(known.mayRepeat('b.example')).toBe(true);
  known.repeated('a.example', true);
  expect(known.mayRepeat('a.example')).toBe(true);
});
