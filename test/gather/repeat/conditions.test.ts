import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  conditions,
  forgetConditions,
  holdsUntil,
  isWatched,
  notRepeatable,
  withoutWatch,
} from '../../../src/gather/repeat/conditions.ts';

beforeEach(forgetConditions);
afterEach(forgetConditions);

it('holds for ever, and again, unless something is said', () => {
  expect(conditions()).toEqual({ repeatable: true, until: Number.POSITIVE_INFINITY });
});

it('holds until the first of several times, and is not repeated once that was said', () => {
  holdsUntil(2000);
  holdsUntil(1000);
  holdsUntil(3000);
  expect(conditions()).toEqual({ repeatable: true, until: 1000 });
  notRepeatable();
  notRepeatable();
  expect(conditions()).toEqual({ repeatable: false, until: 1000 });
  forgetConditions();
  expect(conditions()).toEqual({ repeatable: true, until: Number.POSITIVE_INFINITY });
});

it('is not watched while looks have no part in the answer, also within one another and after a fault', () => {
  expect(isWatched()).toBe(true);
  const seen = withoutWatch(() => [isWatched(), withoutWatch(() => isWatched()), isWatched()]);
  expect(seen).toEqual([false, false, false]);
  const failing = () =>
    withoutWatch(() => {
      throw new Error('no');
    });
  expect(failing).toThrow('no');
  expect(isWatched()).toBe(true);
});
